package io.portolan.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What clients see of the model.
@PortalTest
class BlueprintIT {

    @Autowired
    Api api;

    @Autowired
    BlueprintService blueprints;

    private static ObjectNode bare(String identifier) {
        return Json.parseObject("""
                {"identifier": "%s", "title": "T", "schema": {"properties": {}, "required": []}}""".formatted(identifier));
    }

    private static ObjectNode pointingAt(String identifier, String target) {
        ObjectNode json = bare(identifier);
        json.set(
                "relations",
                Json.parse("{\"to\": {\"target\": \"" + target + "\", \"required\": false, \"many\": false}}"));
        return json;
    }

    @Test
    void whatIsWrittenComesBackKeyByKeyInItsOrder() {
        String name = Names.unique("kind");
        ObjectNode json = Json.parseObject("""
                {"identifier": "%s", "title": "Kind", "icon": "Cloud", "somethingOfMine": {"a": [1, 2]},
                 "formulaProperties": {}, "mirrorProperties": {}, "calculationProperties": {
                   "double": {"title": "Double", "type": "number", "calculation": ".properties.b * 2"}},
                 "schema": {"properties": {"b": {"type": "number"}, "a": {"type": "string", "format": "markdown"}}, "required": []},
                 "relations": {}}""".formatted(name));
        api.post("/v1/blueprints", json).expect(201);
        JsonNode answer = api.get("/v1/blueprints/" + name).expect(200).body().path("blueprint");
        json.properties()
                .forEach(entry -> assertThat(answer.get(entry.getKey())).isEqualTo(entry.getValue()));
        assertThat(answer.path("schema").path("properties").propertyNames()).containsExactly("b", "a");
        for (String key : List.of("createdAt", "createdBy", "updatedAt", "updatedBy")) {
            assertThat(answer.path(key).asString()).isNotBlank();
        }
        api.put("/v1/blueprints/" + name, answer).expect(200);
    }

    @Test
    void aSetThatRefersToItselfInACircleGoesInAsOneInAnyOrder() {
        String a = Names.unique("kind");
        String b = Names.unique("kind");
        blueprints.define(List.of(pointingAt(a, b), pointingAt(b, a)), Actor.system());
        assertThat(blueprints.require(a).relations().get("to")).isNotNull();
        String c = Names.unique("kind");
        Assertions.assertThatThrownBy(() -> blueprints.define(
                        List.of(bare(c), pointingAt(Names.unique("kind"), "nowhere")), Actor.system()))
                .isInstanceOf(PortalException.Invalid.class)
                .hasMessageContaining("/1/relations/to/target");
        assertThat(blueprints.find(c)).isEmpty();
    }

    @Test
    void anUnknownTargetIsNamed() {
        JsonNode answer = api.post("/v1/blueprints", pointingAt(Names.unique("kind"), "nowhere"))
                .expect(422)
                .body();
        assertThat(answer.path("message").asString())
                .contains("/relations/to/target")
                .contains("nowhere");
    }

    @Test
    void aChangeThatEntitiesCouldNotSurviveIsRefusedWithTheirNumber() {
        String name = Names.unique("kind");
        ObjectNode json = bare(name);
        json.set(
                "schema",
                Json.parse("{\"properties\": {\"size\": {\"type\": \"number\"}, \"note\": {\"type\": \"string\"}}}"));
        api.post("/v1/blueprints", json).expect(201);
        for (int i = 0; i < 5; i++) {
            api.post("/v1/blueprints/" + name + "/entities", """
                    {"identifier": "e%d", "properties": {"size": %d}}""".formatted(i, i))
                    .expect(201);
        }
        json.set("schema", Json.parse("{\"properties\": {\"size\": {\"type\": \"string\"}}}"));
        assertThat(api.put("/v1/blueprints/" + name, json)
                        .expect(422)
                        .body()
                        .path("message")
                        .asString())
                .contains("/schema/properties/size/type")
                .contains("5 entities");
        json.set("schema", Json.parse("{\"properties\": {\"size\": {\"type\": \"number\", \"minimum\": 3}}}"));
        assertThat(api.put("/v1/blueprints/" + name, json)
                        .expect(422)
                        .body()
                        .path("message")
                        .asString())
                .contains("3 entities");
        json.set(
                "schema",
                Json.parse(
                        "{\"properties\": {\"size\": {\"type\": \"number\"}, \"note\": {\"type\": \"string\"}}, \"required\": [\"note\"]}"));
        assertThat(api.put("/v1/blueprints/" + name, json)
                        .expect(422)
                        .body()
                        .path("message")
                        .asString())
                .contains("note")
                .contains("5 entities");
        json.set("schema", Json.parse("{\"properties\": {\"size\": {\"type\": \"number\", \"minimum\": 0}}}"));
        api.put("/v1/blueprints/" + name, json).expect(200);
        assertThat(api.delete("/v1/blueprints/" + name)
                        .expect(409)
                        .body()
                        .path("message")
                        .asString())
                .contains("has dependant entities")
                .contains("5");
    }

    @Test
    void aRenamedBlueprintTakesEntitiesAndReferencesAlong() {
        String old = Names.unique("kind");
        String other = Names.unique("kind");
        String now = Names.unique("renamed");
        api.post("/v1/blueprints", bare(old)).expect(201);
        api.post("/v1/blueprints", pointingAt(other, old)).expect(201);
        api.post("/v1/blueprints/" + old + "/entities", "{\"identifier\": \"e\"}")
                .expect(201);
        api.put("/v1/blueprints/" + old, bare(now)).expect(200);
        assertThat(blueprints.require(other).relations().values())
                .extracting(RelationDefinition::target)
                .containsExactly(now);
        api.get("/v1/blueprints/" + now + "/entities/e").expect(200);
        api.get("/v1/blueprints/" + old).expect(404);
    }
}
