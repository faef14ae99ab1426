package io.portolan.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What clients see of writing entities.
@PortalTest
class EntityWriteIT {

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    private String component = "";
    private String interfaces = "";

    @BeforeEach
    void model() {
        component = Names.unique("component");
        interfaces = Names.unique("api");
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "API", "schema": {"properties": {}, "required": []}}""".formatted(interfaces)).expect(201);
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "Component", "schema": {"required": ["tier"], "properties": {
                  "tier": {"type": "string", "enum": ["gold", "iron"], "enumColors": {"gold": "yellow"}},
                  "replicas": {"type": "number", "minimum": 1, "default": 2},
                  "homepage": {"type": "string", "format": "url"},
                  "ttl": {"type": "string", "format": "timer"},
                  "owner": {"type": "string", "format": "email"},
                  "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 2},
                  "config": {"type": "object", "required": ["port"], "properties": {"port": {"type": "integer"}}}}},
                 "relations": {"provides": {"target": "%s", "required": false, "many": false},
                               "consumes": {"target": "%s", "required": false, "many": true}}}""".formatted(component, interfaces, interfaces))
                .expect(201);
        api.patch("/v1/blueprints/" + interfaces, """
                {"relations": {"provider": {"target": "%s", "required": true, "many": false}}}""".formatted(component)).expect(200);
    }

    private String entities(String blueprint) {
        return "/v1/blueprints/" + blueprint + "/entities";
    }

    private JsonNode get(String blueprint, String identifier) {
        return api.get(entities(blueprint) + "/" + identifier)
                .expect(200)
                .body()
                .path("entity");
    }

    private long changes(String identifier) {
        return jdbc.sql("select count(*) from change where identifier = ?")
                .param(identifier)
                .query(Long.class)
                .single();
    }

    @Test
    void createAppliesDefaultsAndAnswersTheWholeEntity() {
        JsonNode entity = api.post(entities(component), """
                {"identifier": "cart", "title": "Cart", "properties": {"tier": "gold"}}""").expect(201).body().path("entity");
        assertThat(entity.path("properties").path("replicas").asInt()).isEqualTo(2);
        assertThat(entity.path("relations").path("consumes").isArray()).isTrue();
        assertThat(entity.path("relations").path("provides").isNull()).isTrue();
        assertThat(entity.path("createdAt").asString()).endsWith("Z");
        assertThat(entity.path("createdBy").asString()).isNotBlank();
    }

    @Test
    void aTakenIdentifierIsAConflictUnlessUpsertIsAskedFor() {
        String body = "{\"identifier\": \"cart\", \"properties\": {\"tier\": \"gold\"}}";
        api.post(entities(component), body).expect(201);
        assertThat(api.post(entities(component), body)
                        .expect(409)
                        .body()
                        .path("error")
                        .asString())
                .isEqualTo("conflict");
        api.post(entities(component) + "?upsert=true", body).expect(201);
    }

    @Test
    void mergeKeepsWhatIsNotGivenAndReplaceDropsIt() {
        api.post(entities(component), """
                {"identifier": "cart", "title": "Cart", "properties": {"tier": "gold", "replicas": 5}}""").expect(201);
        api.post(entities(component) + "?upsert=true&merge=true", """
                {"identifier": "cart", "properties": {"owner": "a@example.com"}}""").expect(201);
        assertThat(get(component, "cart").path("properties").path("replicas").asInt())
                .isEqualTo(5);
        assertThat(get(component, "cart").path("title").asString()).isEqualTo("Cart");
        api.patch(entities(component) + "/cart", "{\"properties\": {\"owner\": null}}")
                .expect(200);
        assertThat(get(component, "cart").path("properties").has("owner")).isFalse();
        api.put(entities(component) + "/cart", "{\"identifier\": \"cart\", \"properties\": {\"tier\": \"iron\"}}")
                .expect(200);
        assertThat(get(component, "cart").path("properties").has("replicas")).isFalse();
        assertThat(get(component, "cart").path("title").isNull()).isTrue();
    }

    @Test
    void aWriteThatChangesNothingLeavesNoTrace() {
        String name = Names.unique("cart");
        String body = """
                {"identifier": "%s", "title": "Cart", "properties": {"tier": "gold", "replicas": 5}}""".formatted(name);
        api.post(entities(component), body).expect(201);
        JsonNode before = get(component, name);
        long changes = changes(name);
        api.post(entities(component) + "?upsert=true", body.replace("5}", "5.0}"))
                .expect(201);
        api.patch(entities(component) + "/" + name, "{\"properties\": {\"replicas\": 5}}")
                .expect(200);
        assertThat(changes(name)).isEqualTo(changes);
        assertThat(get(component, name)).isEqualTo(before);
    }

    @Test
    void validationOnlyWritesNothing() {
        api.post(
                        entities(component) + "?validation_only=true",
                        "{\"identifier\": \"ghost\", \"properties\": {\"tier\": \"gold\"}}")
                .expect(201);
        api.get(entities(component) + "/ghost").expect(404);
        api.post(entities(component) + "?validation_only=true", "{\"identifier\": \"ghost\"}")
                .expect(422);
    }

    @Test
    void everyViolationNamesPlaceReasonAndValue() {
        JsonNode answer = api.post(entities(component), """
                {"identifier": "cart", "properties": {"tier": "lead", "replicas": 0, "homepage": "no url",
                 "ttl": "tomorrow", "owner": "nobody", "tags": ["a", "b", "c"], "config": {"port": "x"}}}""").expect(422).body();
        List<String> lines = new ArrayList<>();
        answer.path("details")
                .path("violations")
                .forEach(violation -> lines.add(violation.path("pointer").asString() + " "
                        + violation.path("reason").asString()));
        assertThat(lines)
                .contains(
                        "/properties/tier must be equal to one of the allowed values: gold, iron",
                        "/properties/replicas must be >= 1",
                        "/properties/homepage must be a URL with a scheme, such as https://example.com",
                        "/properties/ttl must be a date and time with offset (ISO 8601), such as 2026-01-31T12:00:00Z",
                        "/properties/owner must be an e-mail address",
                        "/properties/tags must NOT have more than 2 items",
                        "/properties/config/port must be integer");
        assertThat(answer.path("details").path("violations").get(0).has("value"))
                .isTrue();
        assertThat(api.post(entities(component), "{\"identifier\": \"x\"}")
                        .expect(422)
                        .body()
                        .path("message")
                        .asString())
                .contains("must have required property 'tier'");
        assertThat(api.post(entities(component), "{\"identifier\": \"a b\", \"properties\": {\"tier\": \"gold\"}}")
                        .expect(422)
                        .body()
                        .path("message")
                        .asString())
                .contains("/identifier");
    }

    @Test
    void aMissingTargetIs404AndCanBeMadeOnTheWay() {
        String body = """
                {"identifier": "cart", "properties": {"tier": "gold"}, "relations": {"consumes": ["orders-api"]}}""";
        assertThat(api.post(entities(component), body)
                        .expect(404)
                        .body()
                        .path("message")
                        .asString())
                .contains("was not found", "orders-api");
        api.post(entities(component) + "?create_missing_related_entities=true", body)
                .expect(201);
        assertThat(get(interfaces, "orders-api").path("identifier").asString()).isEqualTo("orders-api");
        assertThat(api.post(entities(component), """
                {"identifier": "other", "properties": {"tier": "gold"}, "relations": {"nowhere": "x"}}""")
                        .expect(404)
                        .body()
                        .path("message")
                        .asString())
                .contains("nowhere");
    }

    @Test
    void entitiesThatPointAtEachOtherGoInTogether() {
        JsonNode answer = api.post(entities(component) + "/bulk?upsert=true", """
                {"entities": [
                  {"identifier": "a", "properties": {"tier": "gold"}},
                  {"identifier": "b", "properties": {"tier": "none"}},
                  {"identifier": "a", "properties": {"tier": "iron"}},
                  {"identifier": "c", "properties": {"tier": "gold"}, "relations": {"provides": "missing"}}]}""")
                .expect(207)
                .body();
        assertThat(answer.path("entities").size()).isEqualTo(2);
        assertThat(answer.path("errors").get(0).path("index").asInt()).isEqualTo(1);
        assertThat(answer.path("errors").get(0).path("statusCode").asInt()).isEqualTo(422);
        assertThat(answer.path("errors").get(1).path("statusCode").asInt()).isEqualTo(404);
        assertThat(get(component, "a").path("properties").path("tier").asString())
                .isEqualTo("iron");
        api.get(entities(component) + "/b").expect(404);
    }

    @Test
    void deletingARequiredTargetIsRefusedOrTakesTheDependentsWithIt() {
        api.post(entities(component), "{\"identifier\": \"cart\", \"properties\": {\"tier\": \"gold\"}}")
                .expect(201);
        api.post(entities(interfaces), "{\"identifier\": \"cart-api\", \"relations\": {\"provider\": \"cart\"}}")
                .expect(201);
        api.patch(entities(component) + "/cart", "{\"relations\": {\"provides\": \"cart-api\"}}")
                .expect(200);
        assertThat(api.delete(entities(component) + "/cart")
                        .expect(409)
                        .body()
                        .path("message")
                        .asString())
                .contains("cart-api");
        api.delete(entities(component) + "/cart?delete_dependents=true").expect(200);
        api.get(entities(interfaces) + "/cart-api").expect(404);
        assertThat(api.get("/v1/blueprints/" + component + "/entities-count")
                        .body()
                        .path("count")
                        .asInt())
                .isZero();
    }

    @Test
    void aRenameKeepsTheRelations() {
        api.post(entities(component), "{\"identifier\": \"cart\", \"properties\": {\"tier\": \"gold\"}}")
                .expect(201);
        api.post(entities(interfaces), "{\"identifier\": \"cart-api\", \"relations\": {\"provider\": \"cart\"}}")
                .expect(201);
        api.patch(entities(component) + "/cart", "{\"identifier\": \"basket/1\"}")
                .expect(200);
        assertThat(get(interfaces, "cart-api")
                        .path("relations")
                        .path("provider")
                        .asString())
                .isEqualTo("basket/1");
        assertThat(get(component, "basket%2F1").path("identifier").asString()).isEqualTo("basket/1");
    }

    @Test
    void writersOfTheSameEntitiesLoseNothing() throws Exception {
        int writers = 8;
        int rounds = 10;
        try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
            List<Future<Integer>> futures = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String mine = "w" + writer;
                Callable<Integer> work = () -> {
                    int failures = 0;
                    for (int round = 0; round < rounds; round++) {
                        var list = Json.array();
                        for (int i = 0; i < 10; i++) {
                            // every writer goes through the entities in another order
                            int number = (i * 7 + mine.hashCode() + round) % 10;
                            list.addObject()
                                    .put("identifier", "shared" + Math.abs(number))
                                    .set(
                                            "properties",
                                            Json.object()
                                                    .put("tier", "gold")
                                                    .set("config", Json.object().put("port", round)));
                        }
                        int status = api.post(
                                        entities(component) + "/bulk?upsert=true&merge=true",
                                        Json.object().set("entities", list))
                                .status();
                        failures += status == 200 ? 0 : 1;
                    }
                    return failures;
                };
                futures.add(pool.submit(work));
            }
            for (Future<Integer> future : futures) {
                assertThat(future.get()).isZero();
            }
        }
        assertThat(api.get("/v1/blueprints/" + component + "/entities-count")
                        .body()
                        .path("count")
                        .asInt())
                .isBetween(1, 10);
    }
}
