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

/// Mirrors, calculations and aggregations as clients see them, also after something else has changed.
@PortalTest
class ComputedValuesIT {

    @Autowired
    Api api;

    @Autowired
    ChangeDispatcher dispatcher;

    private String domain = "";
    private String system = "";
    private String service = "";

    @BeforeEach
    void domainSystemService() {
        domain = Names.unique("domain");
        system = Names.unique("system");
        service = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "Domain", "schema": {"properties": {"lead": {"type": "string"}}}}""".formatted(domain)).expect(201);
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "System", "schema": {"properties": {}},
                 "relations": {"domain": {"target": "%s", "required": false, "many": false}},
                 "mirrorProperties": {"lead": {"path": "domain.lead"}}}""".formatted(system, domain)).expect(201);
        api.post("/v1/blueprints", """
                {"identifier": "%1$s", "title": "Service",
                 "schema": {"properties": {"bugs": {"type": "number"}, "tier": {"type": "string"}}},
                 "relations": {"system": {"target": "%2$s", "required": false, "many": false},
                               "uses": {"target": "%1$s", "required": false, "many": true}},
                 "mirrorProperties": {"lead": {"path": "system.domain.lead"}, "usedTiers": {"path": "uses.tier"},
                                      "systemTitle": {"path": "system.$title"}},
                 "calculationProperties": {
                   "risk": {"type": "number", "calculation": "(.properties.bugs // 0) * 2"},
                   "line": {"type": "string", "calculation": ".title + \\" by \\" + (.properties.lead // \\"nobody\\")"},
                   "broken": {"type": "string", "calculation": ".properties.bugs.nothing"}}}""".formatted(service, system)).expect(201);
        api.patch("/v1/blueprints/" + domain, """
                {"aggregationProperties": {
                  "services": {"title": "S", "type": "number", "target": "%1$s",
                    "calculationSpec": {"calculationBy": "entities", "func": "count"}},
                  "gold": {"title": "G", "type": "number", "target": "%1$s",
                    "query": {"combinator": "and", "rules": [{"property": "tier", "operator": "=", "value": "gold"}]},
                    "calculationSpec": {"calculationBy": "entities", "func": "count"}},
                  "bugs": {"title": "B", "type": "number", "target": "%1$s",
                    "calculationSpec": {"calculationBy": "property", "func": "sum", "property": "bugs"}},
                  "median": {"title": "M", "type": "number", "target": "%1$s",
                    "calculationSpec": {"calculationBy": "property", "func": "median", "property": "bugs"}}}}""".formatted(service)).expect(200);
        put(domain, "shop", "\"properties\": {\"lead\": \"ada\"}");
        put(domain, "bank", "\"properties\": {\"lead\": \"bob\"}");
        put(system, "cart", "\"title\": \"Cart\", \"relations\": {\"domain\": \"shop\"}");
        put(
                service,
                "a",
                "\"title\": \"A\", \"properties\": {\"bugs\": 3, \"tier\": \"gold\"}, \"relations\": {\"system\": \"cart\"}");
        put(
                service,
                "b",
                "\"title\": \"B\", \"properties\": {\"bugs\": 5, \"tier\": \"iron\"}, \"relations\": {\"system\": \"cart\", \"uses\": [\"a\"]}");
        dispatcher.drain();
    }

    private void put(String blueprint, String identifier, String rest) {
        api.post(
                        "/v1/blueprints/" + blueprint + "/entities?upsert=true&merge=true",
                        "{\"identifier\": \"" + identifier + "\", " + rest + "}")
                .expect(201);
    }

    private JsonNode properties(String blueprint, String identifier) {
        return api.get("/v1/blueprints/" + blueprint + "/entities/" + identifier)
                .expect(200)
                .body()
                .path("entity")
                .path("properties");
    }

    @Test
    void valuesAreThereWhenTheWriteAnswers() {
        JsonNode answer = api.post("/v1/blueprints/" + service + "/entities", """
                {"identifier": "c", "title": "C", "properties": {"bugs": 4},
                 "relations": {"system": "cart", "uses": ["a", "b"]}}""")
                .expect(201)
                .body()
                .path("entity")
                .path("properties");
        assertThat(answer.path("lead").asString()).isEqualTo("ada");
        assertThat(answer.path("systemTitle").asString()).isEqualTo("Cart");
        assertThat(answer.path("usedTiers").toString()).isEqualTo("[\"gold\",\"iron\"]");
        assertThat(answer.path("risk").asInt()).isEqualTo(8);
        assertThat(answer.path("line").asString()).isEqualTo("C by ada");
        assertThat(answer.has("broken")).isFalse();
    }

    @Test
    void aggregationsFollowEveryChangeBelow() {
        assertThat(properties(domain, "shop").path("services").asInt()).isEqualTo(2);
        assertThat(properties(domain, "shop").path("gold").asInt()).isEqualTo(1);
        assertThat(properties(domain, "shop").path("bugs").asInt()).isEqualTo(8);
        assertThat(properties(domain, "shop").path("median").asInt()).isEqualTo(4);
        put(service, "b", "\"properties\": {\"tier\": \"gold\", \"bugs\": 1}");
        dispatcher.drain();
        assertThat(properties(domain, "shop").path("gold").asInt()).isEqualTo(2);
        assertThat(properties(domain, "shop").path("bugs").asInt()).isEqualTo(4);
        api.delete("/v1/blueprints/" + service + "/entities/a").expect(200);
        dispatcher.drain();
        assertThat(properties(domain, "shop").path("services").asInt()).isEqualTo(1);
    }

    @Test
    void aMovedSystemMovesEverythingThatReadsThroughIt() {
        put(system, "cart", "\"relations\": {\"domain\": \"bank\"}");
        dispatcher.drain();
        assertThat(properties(service, "a").path("lead").asString()).isEqualTo("bob");
        assertThat(properties(service, "a").path("line").asString()).isEqualTo("A by bob");
        assertThat(properties(domain, "shop").path("services").asInt()).isZero();
        assertThat(properties(domain, "bank").path("services").asInt()).isEqualTo(2);
        put(domain, "bank", "\"properties\": {\"lead\": \"cy\"}");
        dispatcher.drain();
        assertThat(properties(service, "b").path("line").asString()).isEqualTo("B by cy");
        api.delete("/v1/blueprints/" + system + "/entities/cart").expect(200);
        dispatcher.drain();
        assertThat(properties(service, "b").has("lead")).isFalse();
        assertThat(properties(service, "b").path("line").asString()).isEqualTo("B by nobody");
    }

    @Test
    void computedValuesAreSearchedAndSortedLikeOwnOnes() {
        JsonNode found = api.post("/v1/blueprints/" + service + "/entities/search", """
                {"query": {"combinator": "and", "rules": [{"property": "risk", "operator": ">", "value": 5},
                                                          {"property": "lead", "operator": "=", "value": "ada"}]},
                 "sort": {"property": "risk", "order": "DESC"}}""")
                .expect(200)
                .body()
                .path("entities");
        assertThat(found.values().stream().map(e -> e.path("identifier").asString()))
                .containsExactly("b", "a");
        JsonNode without = api.get("/v1/blueprints/" + service + "/entities/a?exclude_calculated_properties=true")
                .body()
                .path("entity")
                .path("properties");
        assertThat(without.has("risk")).isFalse();
    }

    @Test
    void aChangedDefinitionIsComputedForEveryEntity() {
        api.patch("/v1/blueprints/" + service, """
                {"calculationProperties": {"risk": {"type": "number", "calculation": "(.properties.bugs // 0) * 100"}}}""").expect(200);
        dispatcher.drain();
        assertThat(properties(service, "a").path("risk").asInt()).isEqualTo(300);
        assertThat(properties(service, "a").has("line")).isFalse();
    }
}
