package io.portolan.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// The catalog as it was, the way back, how values came about, and what a change of the model would do.
@PortalTest
class PastAndFutureIT {

    @Autowired
    Api api;

    @Autowired
    ChangeDispatcher dispatcher;

    @Autowired
    SettableClock clock;

    @Autowired
    MigrationService migrations;

    private String system = "";
    private String service = "";

    @BeforeEach
    void servicesOfASystem() {
        system = Names.unique("system");
        service = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "System", "schema": {"properties": {"tier": {"type": "string"}}}}""".formatted(system)).expect(201);
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "Service",
                 "schema": {"properties": {"bugs": {"type": "number"}, "lang": {"type": "string"}}},
                 "relations": {"system": {"target": "%s", "required": false, "many": false}},
                 "mirrorProperties": {"tier": {"path": "system.tier"}},
                 "calculationProperties": {"risk": {"type": "number", "calculation": ".properties.bugs * 2"},
                                           "owner": {"type": "string", "calculation": ".properties.contact"}}}""".formatted(service, system)).expect(201);
        put(system, "cart", "\"properties\": {\"tier\": \"gold\"}");
        put(
                service,
                "a",
                "\"title\": \"A\", \"properties\": {\"bugs\": 1, \"lang\": \"go\"}, \"relations\": {\"system\": \"cart\"}");
        put(service, "b", "\"title\": \"B\", \"properties\": {\"bugs\": 2, \"lang\": \"java\"}");
        dispatcher.drain();
    }

    private void put(String blueprint, String identifier, String rest) {
        api.post(
                        "/v1/blueprints/" + blueprint + "/entities?upsert=true&merge=true",
                        "{\"identifier\": \"" + identifier + "\", " + rest + "}")
                .expect(201);
    }

    private String now() {
        clock.advance(Duration.ofSeconds(2));
        String moment = Json.time(clock.instant());
        clock.advance(Duration.ofSeconds(2));
        return moment;
    }

    private String entity(String identifier) {
        return "/v1/blueprints/" + service + "/entities/" + identifier;
    }

    private List<String> found(String moment, String rules) {
        return api
                .post("/v1/blueprints/" + service + "/entities/search?as_of=" + moment, """
                        {"query": {"combinator": "and", "rules": [%s]}, "sort": {"property": "bugs", "order": "ASC"}}""".formatted(rules))
                .expect(200)
                .body()
                .path("entities")
                .values()
                .stream()
                .map(each -> each.path("identifier").asString(""))
                .toList();
    }

    @Test
    void thePastAnswersAsItWas() {
        String before = now();
        put(service, "a", "\"properties\": {\"bugs\": 9}");
        api.patch(entity("b"), "{\"identifier\": \"b2\"}").expect(200);
        put(service, "c", "\"properties\": {\"bugs\": 3}");
        String between = now();
        api.delete(entity("a")).expect(200);
        dispatcher.drain();

        JsonNode a =
                api.get(entity("a") + "?as_of=" + before).expect(200).body().path("entity");
        assertThat(a.path("properties").path("bugs").asInt()).isEqualTo(1);
        assertThat(a.path("properties").path("risk").asInt()).isEqualTo(2);
        assertThat(a.path("relations").path("system").asString()).isEqualTo("cart");
        api.get(entity("c") + "?as_of=" + before).expect(404);
        api.get(entity("b2") + "?as_of=" + before).expect(404);
        api.get(entity("b") + "?as_of=" + before).expect(200);
        api.get(entity("a")).expect(404);

        assertThat(found(before, "{\"property\": \"bugs\", \"operator\": \">\", \"value\": 0}"))
                .containsExactly("a", "b");
        assertThat(found(between, "{\"property\": \"bugs\", \"operator\": \">\", \"value\": 2}"))
                .containsExactly("c", "a");
        assertThat(found(before, "{\"property\": \"tier\", \"operator\": \"=\", \"value\": \"gold\"}"))
                .containsExactly("a");
        assertThat(api.get("/v1/blueprints/" + service + "/entities-count?as_of=" + between)
                        .expect(200)
                        .body()
                        .path("count")
                        .asInt())
                .isEqualTo(3);
        assertThat(found(before, relatedToCart())).containsExactly("a");
        assertThat(found(between, relatedToCart())).containsExactly("a");
        assertThat(found(now(), relatedToCart())).isEmpty();
    }

    private String relatedToCart() {
        return "{\"operator\": \"relatedTo\", \"blueprint\": \"" + system + "\", \"value\": \"cart\"}";
    }

    @Test
    void relationsAreWalkedAsTheyWere() {
        put(system, "shop", "\"properties\": {\"tier\": \"silver\"}");
        String before = now();
        put(service, "a", "\"relations\": {\"system\": \"shop\"}");
        put(service, "b", "\"relations\": {\"system\": \"cart\"}");
        api.delete("/v1/blueprints/" + system + "/entities/shop").expect(200);
        dispatcher.drain();
        String after = now();

        assertThat(found(before, relatedToCart())).containsExactly("a");
        assertThat(found(after, relatedToCart())).containsExactly("b");
        String path = """
                {"property": {"path": ["system"]}, "operator": "matchAny", "value": "%s"}""";
        assertThat(found(before, path.formatted("cart"))).containsExactly("a");
        assertThat(found(after, path.formatted("cart"))).containsExactly("b");
        assertThat(found(before, "{\"relation\": \"system\", \"operator\": \"isEmpty\"}"))
                .containsExactly("b");
        assertThat(found(after, "{\"relation\": \"system\", \"operator\": \"isEmpty\"}"))
                .containsExactly("a");
        api.post("/v1/blueprints/" + service + "/entities/search?as_of=" + before, """
                {"query": {"combinator": "and", "rules": [
                    {"scorecard": "quality", "operator": "=", "value": "Gold"}]}}""")
                .expect(422)
                .says("/query/rules/0")
                .says("cannot be asked of the past");
    }

    @Test
    void thePastShowsTheNamesOfThen() {
        String before = now();
        api.patch("/v1/blueprints/" + service + "/properties/bugs/rename", "{\"newPropertyName\": \"defects\"}")
                .expect(200);
        api.patch("/v1/blueprints/" + service + "/relations/system/rename", "{\"newRelationIdentifier\": \"part\"}")
                .expect(200);
        dispatcher.drain();
        String other = Names.unique("renamed");
        api.patch("/v1/blueprints/" + service, "{\"identifier\": \"" + other + "\"}")
                .expect(200);
        dispatcher.drain();
        service = other;

        JsonNode then =
                api.get(entity("a") + "?as_of=" + before).expect(200).body().path("entity");
        assertThat(then.path("properties").path("bugs").asInt()).isEqualTo(1);
        assertThat(then.path("properties").has("defects")).isFalse();
        assertThat(then.path("relations").path("system").asString()).isEqualTo("cart");
        assertThat(found(before, "{\"property\": \"bugs\", \"operator\": \">\", \"value\": 0}"))
                .containsExactly("a", "b");
        JsonNode present = api.get(entity("a")).expect(200).body().path("entity");
        assertThat(present.path("properties").path("defects").asInt()).isEqualTo(1);
        assertThat(present.path("properties").path("risk").asInt()).isEqualTo(2);
        assertThat(present.path("relations").path("part").asString()).isEqualTo("cart");
    }

    @Test
    void anEntityComesBackAsItWas() {
        String before = now();
        put(service, "a", "\"properties\": {\"bugs\": 9}");
        api.delete(entity("a")).expect(200);
        dispatcher.drain();
        JsonNode answer = api.post(entity("a") + "/restore", "{\"asOf\": \"" + before + "\"}")
                .expect(200)
                .body();
        assertThat(answer.path("skipped")).isEmpty();
        JsonNode properties =
                api.get(entity("a")).expect(200).body().path("entity").path("properties");
        assertThat(properties.path("bugs").asInt()).isEqualTo(1);
        assertThat(properties.path("tier").asString()).isEqualTo("gold");
        api.post(entity("zz") + "/restore", "{\"asOf\": \"" + before + "\"}").expect(404);
    }

    @Test
    void deletingATargetIsAChangeOfThoseThatPointedAtIt() {
        String before = now();
        api.delete("/v1/blueprints/" + system + "/entities/cart").expect(200);
        dispatcher.drain();
        assertThat(api.get(entity("a"))
                        .body()
                        .path("entity")
                        .path("relations")
                        .path("system")
                        .isNull())
                .isTrue();
        assertThat(api.get(entity("a") + "?as_of=" + before)
                        .body()
                        .path("entity")
                        .path("relations")
                        .path("system")
                        .asString())
                .isEqualTo("cart");
    }

    @Test
    void everyComputedValueIsExplained() {
        JsonNode all = api.get(entity("a") + "/explain").expect(200).body().path("explanations");
        assertThat(all).hasSize(3);
        JsonNode tier = all.get(0);
        assertThat(tier.path("kind").asString()).isEqualTo("mirror");
        assertThat(tier.path("inputs").get(0).path("identifier").asString()).isEqualTo("cart");
        assertThat(tier.path("change").path("id").isNumber()).isTrue();
        JsonNode risk = all.get(1);
        assertThat(risk.path("inputs").get(0).path("path").asString()).isEqualTo(".properties.bugs");
        assertThat(risk.path("value").asInt()).isEqualTo(2);
        JsonNode owner = api.get(entity("a") + "/explain?property=owner")
                .expect(200)
                .body()
                .path("explanations")
                .get(0);
        assertThat(owner.path("reason").asString())
                .isEqualTo("`.properties.contact` is null because the entity has no property `contact`");
        api.get(entity("a") + "/explain?property=bugs").expect(404);
    }

    @Test
    void aChangeOfTheModelSaysWhatItWouldDo() {
        api.post("/v1/blueprints/" + service + "/scorecards", """
                {"identifier": "sc", "title": "Quality", "levels": [{"title": "None", "color": "red"}, {"title": "Good", "color": "green"}],
                 "rules": [{"identifier": "r", "title": "R", "level": "Good",
                            "query": {"combinator": "and", "conditions": [{"property": "lang", "operator": "=", "value": "go"}]}}]}""").expect(201);
        JsonNode definition = api.get("/v1/blueprints/" + service).body().path("blueprint");
        String changed = Json.write(definition)
                .replace("\"lang\":{\"type\":\"string\"}", "\"level\":{\"type\":\"string\"}")
                .replace(".properties.bugs * 2", ".properties.bugs * 3")
                .replace("\"bugs\":{\"type\":\"number\"}", "\"bugs\":{\"type\":\"number\",\"maximum\":1}");
        JsonNode impact = api.post("/v1/blueprints/" + service + "/preview", changed)
                .expect(200)
                .body();
        assertThat(impact.path("objections")).isNotEmpty();
        assertThat(impact.path("entities").path("invalid").asInt()).isEqualTo(1);
        assertThat(impact.path("entities")
                        .path("first")
                        .get(0)
                        .path("identifier")
                        .asString())
                .isEqualTo("b");
        assertThat(impact.path("lost").get(0).path("name").asString()).isEqualTo("lang");
        assertThat(impact.path("lost").get(0).path("entities").asInt()).isEqualTo(2);
        assertThat(impact.path("computed").get(0).path("property").asString()).isEqualTo("risk");
        assertThat(impact.path("computed").get(0).path("changed").asInt()).isEqualTo(2);
        assertThat(impact.path("references").get(0).path("kind").asString()).isEqualTo("scorecard");
        assertThat(api.get("/v1/blueprints/" + service).body().path("blueprint"))
                .isEqualTo(definition);
    }

    @Test
    void aNewNameIsFollowedByValuesAndDefinitions() {
        api.patch("/v1/blueprints/" + system, """
                {"aggregationProperties": {"bugs": {"title": "B", "type": "number", "target": "%s",
                  "calculationSpec": {"calculationBy": "property", "func": "sum", "property": "bugs"}}}}""".formatted(service)).expect(200);
        dispatcher.drain();
        api.patch("/v1/blueprints/" + service + "/properties/bugs/rename", "{\"newPropertyName\": \"defects\"}")
                .expect(200);
        dispatcher.drain();
        JsonNode a = api.get(entity("a")).body().path("entity").path("properties");
        assertThat(a.path("defects").asInt()).isEqualTo(1);
        assertThat(a.has("bugs")).isFalse();
        put(service, "a", "\"properties\": {\"defects\": 4}");
        dispatcher.drain();
        assertThat(api.get(entity("a"))
                        .body()
                        .path("entity")
                        .path("properties")
                        .path("risk")
                        .asInt())
                .isEqualTo(8);
        assertThat(api.get("/v1/blueprints/" + system + "/entities/cart")
                        .body()
                        .path("entity")
                        .path("properties")
                        .path("bugs")
                        .asInt())
                .isEqualTo(4);
        api.patch("/v1/blueprints/" + service + "/relations/system/rename", "{\"newRelationIdentifier\": \"partOf\"}")
                .expect(200);
        dispatcher.drain();
        JsonNode renamed = api.get(entity("a")).body().path("entity");
        assertThat(renamed.path("relations").path("partOf").asString()).isEqualTo("cart");
        assertThat(renamed.path("properties").path("tier").asString()).isEqualTo("gold");
        api.patch("/v1/blueprints/" + service + "/properties/lang/rename", "{\"newPropertyName\": \"risk\"}")
                .expect(409);
    }

    @Test
    void valuesThatDependOnThemselvesAreRefusedWithTheirCircle() {
        String text = api.patch("/v1/blueprints/" + service, """
                {"relations": {"system": {"target": "%1$s", "required": false, "many": false},
                               "next": {"target": "%2$s", "required": false, "many": false}},
                 "mirrorProperties": {"nextSum": {"path": "next.sum"}},
                 "calculationProperties": {"sum": {"type": "number", "calculation": ".properties.nextSum + 1"}}}""".formatted(system, service))
                .expect(422)
                .text();
        assertThat(text).contains(service + ".nextSum → " + service + ".sum → " + service + ".nextSum");
    }

    @Test
    void numbersOverEntitiesAndOverTime() {
        String query =
                "\"query\": {\"combinator\": \"and\", \"rules\": [{\"property\": \"$blueprint\", \"operator\": \"=\", \"value\": \""
                        + service + "\"}]}";
        assertThat(api.post("/v1/entities/aggregate", "{\"func\": \"sum\", \"property\": \"bugs\", " + query + "}")
                        .expect(200)
                        .body()
                        .path("result")
                        .asDouble())
                .isEqualTo(3);
        assertThat(api.post(
                                "/v1/entities/aggregate",
                                "{\"func\": \"countValues\", \"property\": \"lang\", " + query + "}")
                        .expect(200)
                        .body()
                        .path("result"))
                .hasSize(2);
        String before = now();
        put(service, "a", "\"properties\": {\"bugs\": 7}");
        String after = now();
        JsonNode history = api.post("/v1/entities/properties-history", """
                {"entityIdentifier": "a", "blueprintIdentifier": "%s", "propertyNames": ["bugs"], "timeInterval": "day",
                 "timeRange": {"from": "%s", "to": "%s"}}""".formatted(service, before, after))
                .expect(200)
                .body()
                .path("result");
        assertThat(history.path("data")
                        .get(history.path("data").size() - 1)
                        .path("values")
                        .path("bugs")
                        .asInt())
                .isEqualTo(7);
        JsonNode counted = api.post("/v1/entities/aggregate-over-time", """
                {"blueprint": "%s", "timeInterval": "day", "aggregationType": "countEntities", "func": "count",
                 "timeRange": {"preset": "lastDay"}}""".formatted(service))
                .expect(200)
                .body()
                .path("result")
                .path("data");
        assertThat(counted.values().stream()
                        .mapToInt(point -> point.path("values").path("count").asInt())
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void entitiesMigrateToAnotherBlueprint() {
        String target = Names.unique("target");
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "Target", "schema": {"properties": {"defects": {"type": "number"}}}}""".formatted(target)).expect(201);
        String id = api.post("/v1/migrations", """
                {"sourceBlueprint": "%s", "mapping": {"blueprint": "%s", "filter": ".properties.bugs > 1",
                 "entity": {"identifier": ".identifier + \\"-new\\"", "title": ".title", "properties": {"defects": ".properties.bugs"}}}}""".formatted(service, target))
                .expect(200)
                .body()
                .path("migrationId")
                .asString();
        migrations.work();
        JsonNode migration = api.get("/v1/migrations/" + id).expect(200).body().path("migration");
        assertThat(migration.path("status").asString()).isEqualTo("COMPLETED");
        assertThat(migration.path("successCount").asInt()).isEqualTo(1);
        assertThat(api.get("/v1/blueprints/" + target + "/entities/b-new")
                        .expect(200)
                        .body()
                        .path("entity")
                        .path("properties")
                        .path("defects")
                        .asInt())
                .isEqualTo(2);
        api.post("/v1/migrations/" + id + "/cancel", "{}").expect(409);
        assertThat(api.post("/v1/migrations", """
                {"sourceBlueprint": "%s", "mapping": {"blueprint": "%s", "entity": {"identifier": ".identifer | nope"}}}""".formatted(service, target))
                        .expect(422)
                        .text())
                .contains("/mapping/entity/identifier");
        String gone = api.delete("/v1/blueprints/" + target + "/all-entities?delete_blueprint=true")
                .expect(200)
                .body()
                .path("migrationId")
                .asString();
        assertThat(api.get("/v1/migrations/" + gone)
                        .body()
                        .path("migration")
                        .path("status")
                        .asString())
                .isEqualTo("COMPLETED");
        api.get("/v1/blueprints/" + target).expect(404);
    }

    @Test
    void aBlueprintGoesOutAndInAsLines() {
        String lines = api.get("/v1/blueprints/" + service + "/entities/export")
                .expect(200)
                .text();
        assertThat(lines.lines()).hasSize(2);
        String changed = lines.replace("\"bugs\":1", "\"bugs\":5") + "{\"identifier\":\"c\"}\n{\"identifier\": 7}\n";
        String answer = api.with("Content-Type", "application/x-ndjson")
                .post("/v1/blueprints/" + service + "/entities/import?upsert=true&merge=true", changed)
                .expect(200)
                .text();
        JsonNode last = Json.parse(answer.lines().toList().getLast());
        assertThat(last.path("done").asBoolean()).isTrue();
        assertThat(last.path("created").asInt()).isEqualTo(1);
        assertThat(last.path("updated").asInt()).isEqualTo(1);
        assertThat(last.path("unchanged").asInt()).isEqualTo(1);
        assertThat(last.path("failed").asInt()).isEqualTo(1);
        assertThat(api.get(entity("a"))
                        .body()
                        .path("entity")
                        .path("properties")
                        .path("bugs")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void whatAClientWroteIsFoundByItsName() {
        String client = Names.unique("port-ocean/github/1.0/inst");
        api.with("User-Agent", client + "/exporter")
                .post("/v1/blueprints/" + service + "/entities", "{\"identifier\": \"synced\"}")
                .expect(201);
        JsonNode found = api.post(
                        "/v1/blueprints/entities/datasource-entities",
                        "{\"datasource_prefix\": \"" + client
                                + "\", \"datasource_suffix\": \"/exporter\", \"limit\": 10}")
                .expect(200)
                .body();
        assertThat(found.path("entities")).hasSize(1);
        assertThat(found.path("entities").get(0).path("identifier").asString()).isEqualTo("synced");
    }

    @Test
    void relationsCarryTitlesWhenAsked() {
        assertThat(api.get(entity("a") + "?attach_title_to_relation=true")
                        .expect(200)
                        .body()
                        .path("entity")
                        .path("relations")
                        .path("system")
                        .path("identifier")
                        .asString())
                .isEqualTo("cart");
    }
}
