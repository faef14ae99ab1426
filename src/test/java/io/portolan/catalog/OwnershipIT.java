package io.portolan.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.changelog.ChangeDispatcher;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// Owners given, owners inherited, ways through owners, and names that a search finds.
@PortalTest
class OwnershipIT {

    @Autowired
    Api api;

    @Autowired
    ChangeDispatcher dispatcher;

    private String system = "";
    private String service = "";
    private String pod = "";
    private String red = "";
    private String blue = "";

    @BeforeEach
    void podsOfServicesOfSystems() {
        system = Names.unique("system");
        service = Names.unique("service");
        pod = Names.unique("pod");
        red = Names.unique("red");
        blue = Names.unique("blue");
        define("""
                {"identifier": "%s", "title": "System", "ownership": {"type": "Direct"},
                 "schema": {"properties": {"tier": {"type": "string"}}},
                 "mirrorProperties": {"about": {"path": "$team.description"}}}""".formatted(system));
        define("""
                {"identifier": "%s", "title": "Service", "ownership": {"type": "Inherited", "path": "system"},
                 "schema": {"properties": {"lang": {"type": "string"}}},
                 "relations": {"system": {"target": "%s", "required": false, "many": false}},
                 "calculationProperties": {"owners": {"type": "string", "calculation": ".team | join(\\"+\\")"}}}""".formatted(service, system));
        define("""
                {"identifier": "%s", "title": "Pod", "ownership": {"type": "Inherited", "path": "service.system"},
                 "schema": {"properties": {}},
                 "relations": {"service": {"target": "%s", "required": false, "many": false},
                               "peers": {"target": "%s", "required": false, "many": true}}}""".formatted(pod, service, service));
        for (String team : new String[] {red, blue}) {
            api.post("/v1/teams", """
                    {"name": "%s", "description": "the %s ones"}""".formatted(team, team)).expect(200);
        }
        dispatcher.drain();
        put(system, "cart", "\"team\": \"" + red + "\", \"properties\": {\"tier\": \"gold\"}");
        put(system, "shop", "\"team\": [\"" + blue + "\"]");
        put(service, "api", "\"relations\": {\"system\": \"cart\"}, \"properties\": {\"lang\": \"go\"}");
        put(pod, "p1", "\"relations\": {\"service\": \"api\"}");
        dispatcher.drain();
    }

    private void define(String blueprint) {
        api.post("/v1/blueprints", blueprint).expect(201);
    }

    private JsonNode put(String blueprint, String identifier, String rest) {
        return api.post(
                        "/v1/blueprints/" + blueprint + "/entities?upsert=true&merge=true",
                        "{\"identifier\": \"" + identifier + "\", " + rest + "}")
                .expect(201)
                .body();
    }

    private JsonNode entity(String blueprint, String identifier) {
        return api.get("/v1/blueprints/" + blueprint + "/entities/" + identifier)
                .expect(200)
                .body()
                .path("entity");
    }

    @Test
    void inheritedOwnersFollowTheOwnersOfTheSource() {
        assertThat(entity(service, "api").path("team").toString()).isEqualTo("[\"" + red + "\"]");
        assertThat(entity(service, "api").path("properties").path("owners").asString(""))
                .isEqualTo(red);
        assertThat(entity(pod, "p1").path("team").toString()).isEqualTo("[\"" + red + "\"]");

        put(system, "cart", "\"team\": [\"" + blue + "\", \"" + red + "\"]");
        dispatcher.drain();
        assertThat(entity(pod, "p1").path("team").toString()).isEqualTo("[\"" + blue + "\",\"" + red + "\"]");
        assertThat(entity(service, "api").path("properties").path("owners").asString(""))
                .isEqualTo(blue + "+" + red);

        put(service, "api", "\"relations\": {\"system\": \"shop\"}");
        assertThat(entity(service, "api").path("team").toString()).isEqualTo("[\"" + blue + "\"]");
        dispatcher.drain();
        assertThat(entity(pod, "p1").path("team").toString()).isEqualTo("[\"" + blue + "\"]");
    }

    @Test
    void inheritedOwnersCannotBeWritten() {
        JsonNode answer = put(service, "api", "\"team\": \"" + blue + "\"");

        assertThat(answer.path("ignored").toString()).isEqualTo("[\"team\"]");
        assertThat(entity(service, "api").path("team").toString()).isEqualTo("[\"" + red + "\"]");
    }

    @Test
    void ownershipIsInheritedAlongSingleRelationsFromOwnersOfTheirOwn() {
        String other = Names.unique("other");
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "Other", "ownership": {"type": "Inherited", "path": "peers"},
                 "schema": {"properties": {}},
                 "relations": {"peers": {"target": "%s", "required": false, "many": true}}}""".formatted(other, service))
                .expect(422)
                .says("/ownership/path")
                .says("many targets");
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "Other", "ownership": {"type": "Inherited", "path": "nothing"},
                 "schema": {"properties": {}}}""".formatted(other))
                .expect(422)
                .says("/ownership/path")
                .says("nothing");
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "Other", "ownership": {"type": "Inherited", "path": "service"},
                 "schema": {"properties": {}},
                 "relations": {"service": {"target": "%s", "required": false, "many": false}}}""".formatted(other, service))
                .expect(422)
                .says("/ownership/path")
                .says("no owners of their own");
    }

    @Test
    void mirrorsAndAggregationsGoThroughOwners() {
        assertThat(entity(system, "cart").path("properties").path("about").toString())
                .isEqualTo("[\"the " + red + " ones\"]");
        api.patch("/v1/teams/" + red, "{\"description\": \"changed\"}").expect(200);
        dispatcher.drain();
        assertThat(entity(system, "cart").path("properties").path("about").toString())
                .isEqualTo("[\"changed\"]");

        withTeamAggregation(() -> {
            dispatcher.drain();
            assertThat(entity("_team", red).path("properties").path("systems").asInt(-1))
                    .isEqualTo(1);
            put(system, "cart", "\"team\": [\"" + blue + "\"]");
            dispatcher.drain();
            assertThat(entity("_team", red).path("properties").path("systems").asInt(-1))
                    .isZero();
            assertThat(entity("_team", blue).path("properties").path("systems").asInt(-1))
                    .isEqualTo(2);
            put(system, "third", "\"team\": [\"" + red + "\"]");
            dispatcher.drain();
            assertThat(entity("_team", red).path("properties").path("systems").asInt(-1))
                    .isEqualTo(1);
        });
    }

    /// Gives the portal's own blueprint of teams an aggregation, for as long as the test runs.
    private void withTeamAggregation(Runnable test) {
        String path = "/v1/blueprints/_team";
        JsonNode before = api.get(path).expect(200).body().path("blueprint").path("aggregationProperties");
        api.patch(path, """
                {"aggregationProperties": {"systems": {"title": "Systems", "type": "number", "target": "%s",
                  "calculationSpec": {"calculationBy": "entities", "func": "count"}}}}""".formatted(system)).expect(200);
        try {
            test.run();
        } finally {
            api.patch(path, "{\"aggregationProperties\": " + before + "}").expect(200);
        }
    }

    @Test
    void searchesStandForNames() {
        put(service, "web", "\"title\": \"Web\", \"properties\": {\"lang\": \"ts\"}");

        put(pod, "p2", """
                "relations": {"service": {"combinator": "and", "rules": [{"property": "$title", "operator": "=", "value": "Web"}]},
                              "peers": {"combinator": "or", "rules": [{"property": "lang", "operator": "in", "value": ["go", "ts"]}]}}""");
        assertThat(entity(pod, "p2").path("relations").path("service").asString(""))
                .isEqualTo("web");
        assertThat(entity(pod, "p2").path("relations").path("peers")).hasSize(2);

        put(system, "fourth", """
                "team": {"combinator": "and", "rules": [{"property": "description", "operator": "=", "value": "the %s ones"}]}""".formatted(blue));
        assertThat(entity(system, "fourth").path("team").toString()).isEqualTo("[\"" + blue + "\"]");

        api.post("/v1/blueprints/" + service + "/entities?upsert=true&merge=true", """
                {"identifier": {"combinator": "and", "rules": [{"property": "lang", "operator": "=", "value": "ts"}]},
                 "title": "Found"}""")
                .expect(201);
        assertThat(entity(service, "web").path("title").asString("")).isEqualTo("Found");
    }

    @Test
    void searchesThatNameNothingOrTooMuchAreRefusedEachForItself() {
        put(service, "web", "\"properties\": {\"lang\": \"go\"}");
        String byLang = """
                {"identifier": {"combinator": "and", "rules": [{"property": "lang", "operator": "%s", "value": "%s"}]}}""";

        api.post("/v1/blueprints/" + service + "/entities?upsert=true", byLang.formatted("=", "cobol"))
                .expect(404);
        api.post("/v1/blueprints/" + service + "/entities?upsert=true", byLang.formatted("=", "go"))
                .expect(422)
                .says("more than one");
        api.post("/v1/blueprints/" + service + "/entities?upsert=true", byLang.formatted("contains", "go"))
                .expect(422)
                .says("/identifier/rules/0/operator");
        api.post("/v1/blueprints/" + service + "/entities?upsert=true", """
                {"identifier": {"combinator": "and", "rules": [{"property": "owners", "operator": "=", "value": "x"}]}}""")
                .expect(422)
                .says("computed");

        JsonNode bulk = api.post(
                        "/v1/blueprints/" + service + "/entities/bulk?upsert=true",
                        "{\"entities\": [" + byLang.formatted("=", "cobol") + ", {\"identifier\": \"fine\"}]}")
                .expect(207)
                .body();
        assertThat(bulk.path("errors").path(0).path("statusCode").asInt(0)).isEqualTo(404);
        assertThat(bulk.path("entities").path(0).path("identifier").asString(""))
                .isEqualTo("fine");
    }

    @Test
    void labelledAddressesHaveAnAddress() {
        String kind = Names.unique("link");
        define("""
                {"identifier": "%s", "title": "Link",
                 "schema": {"properties": {"docs": {"type": "object", "format": "labeled-url"}}}}""".formatted(kind));

        put(kind, "a", "\"properties\": {\"docs\": {\"url\": \"https://example.org/\", \"displayText\": \"Docs\"}}");
        api.post(
                        "/v1/blueprints/" + kind + "/entities",
                        "{\"identifier\": \"b\", \"properties\": {\"docs\": {\"displayText\": \"Docs\"}}}")
                .expect(422)
                .says("url");
        api.post(
                        "/v1/blueprints/" + kind + "/entities",
                        "{\"identifier\": \"b\", \"properties\": {\"docs\": {\"url\": \"no address\"}}}")
                .expect(422)
                .says("/properties/docs/url");
        api.patch("/v1/blueprints/" + kind, "{\"schema\": {\"properties\": {\"docs\": {\"type\": \"object\"}}}}")
                .expect(422)
                .says("labelled URL");
    }
}
