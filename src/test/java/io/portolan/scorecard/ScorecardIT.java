package io.portolan.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@PortalTest
class ScorecardIT {

    @Autowired
    private Api api;

    @Autowired
    private ChangeDispatcher dispatcher;

    @Autowired
    private SettableClock clock;

    @Autowired
    private ScorecardEvaluation evaluation;

    @Autowired
    private ScorecardService scorecards;

    @Autowired
    private ScorecardResults results;

    private final String service = Names.unique("scoredService");

    private final String readiness = """
            {"identifier":"ready","title":"Ready","rules":[
              {"identifier":"tier","title":"Has a tier","level":"Bronze","query":{"combinator":"and","conditions":[{"property":"tier","operator":"isNotEmpty"}]}},
              {"identifier":"replicas","title":"Two replicas","level":"Silver","query":{"combinator":"and","conditions":[{"property":"replicas","operator":">=","value":2}]}}]}
            """;

    @BeforeEach
    void aServiceWithTwoEntities() {
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Service","schema":{"properties":{
                  "tier":{"type":"string"},"replicas":{"type":"number"}},"required":[]}}
                """.formatted(service)).expect(201);
        entity("bare", "{}");
        entity("good", "{\"tier\":\"one\",\"replicas\":3}");
    }

    @Test
    void entitiesReachLevelsAndLoseThem() {
        JsonNode created = api.post(path(""), readiness).expect(201).body().path("scorecard");
        assertThat(created.path("blueprint").asString()).isEqualTo(service);
        assertThat(created.path("createdAt").asString()).endsWith("Z");
        assertThat(created.path("levels").path(3).path("title").asString()).isEqualTo("Gold");
        dispatcher.drain();
        assertThat(level("bare")).isEqualTo("Basic");
        assertThat(level("good")).isEqualTo("Gold");

        entity("good", "{\"tier\":\"one\",\"replicas\":1}");
        dispatcher.drain();
        assertThat(level("good")).isEqualTo("Bronze");
        JsonNode rules = scorecards("good").path("ready").path("rules");
        assertThat(rules.path(1).path("status").asString()).isEqualTo("FAILURE");

        JsonNode audit = api.get("/v1/audit-log?resources=scorecard&blueprint=" + service)
                .expect(200)
                .body();
        assertThat(Json.write(audit)).contains("LEVEL_CHANGED").contains("Bronze");

        api.delete(path("/ready")).expect(200);
        dispatcher.drain();
        assertThat(scorecards("good").isEmpty()).isTrue();
        api.get(path("/ready")).expect(404);
    }

    @Test
    void aNewFilterTakesResultsAway() {
        api.post(path(""), readiness).expect(201);
        dispatcher.drain();
        assertThat(scorecards("bare").isEmpty()).isFalse();
        api.patch(path("/ready"), """
                {"filter":{"combinator":"and","conditions":[{"property":"tier","operator":"isNotEmpty"}]}}""").expect(200);
        dispatcher.drain();
        assertThat(scorecards("bare").isEmpty()).isTrue();
        assertThat(level("good")).isEqualTo("Gold");
    }

    @Test
    void timeAloneTakesALevelAway() {
        String fresh = """
                {"identifier":"fresh","title":"Fresh","rules":[{"identifier":"r","title":"Changed today","level":"Gold",
                  "query":{"combinator":"and","conditions":[{"property":"$updatedAt","operator":"between","value":{"preset":"lastDay"}}]}}]}""";
        api.post(path(""), fresh).expect(201);
        dispatcher.drain();
        assertThat(scorecards("bare").path("fresh").path("level").asString()).isEqualTo("Gold");
        clock.advance(Duration.ofHours(25));
        evaluation.byTime();
        assertThat(scorecards("bare").path("fresh").path("level").asString()).isEqualTo("Silver");
    }

    @Test
    void savingIsPreviewedWithoutAnyTrace() {
        api.post(path(""), readiness).expect(201);
        dispatcher.drain();
        String stricter = readiness.replace("\"value\":2", "\"value\":5");
        JsonNode impact =
                api.post(path("/preview"), stricter).expect(200).body().path("impact");
        assertThat(impact.path("moved").asInt()).isEqualTo(1);
        assertThat(impact.path("moves").path(0).path("identifier").asString()).isEqualTo("good");
        assertThat(impact.path("moves").path(0).path("from").asString()).isEqualTo("Gold");
        assertThat(impact.path("moves").path(0).path("to").asString()).isEqualTo("Bronze");
        assertThat(level("good")).isEqualTo("Gold");
    }

    @Test
    void theRoutesAnswerAsClientsExpect() {
        api.post(path(""), readiness).expect(201);
        assertThat(api.post(path(""), readiness).expect(409).body().path("ok").booleanValue())
                .isFalse();
        JsonNode rules =
                api.get(path("/ready")).expect(200).body().path("scorecard").path("rules");
        assertThat(rules.path(0).path("identifier").asString()).isEqualTo("tier");
        assertThat(rules.path(1).path("identifier").asString()).isEqualTo("replicas");
        JsonNode listed = api.put(path(""), "[" + readiness.replace("\"ready\"", "\"other\"") + "]")
                .expect(200)
                .body();
        assertThat(listed.path("scorecards").path(0).path("identifier").asString())
                .isEqualTo("other");
        assertThat(api.get(path("")).expect(200).body().path("scorecards").size())
                .isEqualTo(2);
        assertThat(Json.write(api.get("/v1/scorecards").expect(200).body())).contains(service);
        assertThat(api.put(path("/ready"), "{\"title\":\"x\"}")
                        .expect(422)
                        .body()
                        .path("message")
                        .asString())
                .contains("must have required property 'rules'");
        api.post("/v1/blueprints/none/scorecards", readiness).expect(404);
        api.anonymous().get("/v1/scorecards").expect(401);
    }

    @Test
    void listsAndNumbersAreOfWhatTheViewerMayRead() {
        api.post(path(""), readiness).expect(201);
        entity("hidden", "{\"tier\":\"secret\",\"replicas\":3}");
        entity("small", "{\"tier\":\"one\",\"replicas\":1}");
        dispatcher.drain();
        Scorecard ready = scorecards.require(service, "ready");
        Actor member = Actor.user("member@example.com", "Member", Set.of(Role.MEMBER), List.of(), Origin.UI);
        assertThat(held(ready, null, 0, member)).hasSize(4).startsWith("bare Basic 0", "small Bronze 1");

        api.patch("/v1/blueprints/" + service + "/permissions", """
                {"entities":{"read":{"roles":["Admin"],"policy":{"combinator":"and","rules":[
                  {"property":"tier","operator":"=","value":"one"}]}}}}""").expect(200);
        assertThat(held(ready, null, 0, member)).containsExactly("small Bronze 1", "good Gold 2");
        assertThat(held(ready, null, 1, member)).containsExactly("good Gold 2");
        assertThat(held(ready, "Gold", 0, member)).containsExactly("good Gold 2");
        assertThat(held(ready, "Basic", 0, member)).isEmpty();
        assertThat(held(ready, null, 0, Actor.system())).hasSize(4);
        assertThat(results.distribution(ready, member).values()).containsExactly(0L, 1L, 0L, 1L);
        assertThat(results.distribution(ready, Actor.system()).values()).containsExactly(1L, 1L, 0L, 2L);
        assertThat(results.passing(ready, member)).containsEntry("tier", 2L).containsEntry("replicas", 1L);
        assertThat(results.passing(ready, Actor.system())).containsEntry("tier", 3L);
    }

    private List<String> held(Scorecard scorecard, @Nullable String level, int offset, Actor viewer) {
        return results.holders(scorecard, level, offset, 10, viewer).stream()
                .map(holder -> holder.identifier() + " " + holder.level() + " " + holder.passed())
                .toList();
    }

    private void entity(String identifier, String properties) {
        api.post("/v1/blueprints/" + service + "/entities?upsert=true", """
                {"identifier":"%s","properties":%s}""".formatted(identifier, properties))
                .expect(201);
    }

    private JsonNode scorecards(String entity) {
        return api.get("/v1/blueprints/" + service + "/entities/" + entity)
                .expect(200)
                .body()
                .path("entity")
                .path("scorecards");
    }

    private String level(String entity) {
        return scorecards(entity).path("ready").path("level").asString();
    }

    private String path(String rest) {
        return "/v1/blueprints/" + service + "/scorecards" + rest;
    }
}
