package io.portolan.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Actor;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// What a search finds in which order, and what it refuses.
@PortalTest
class SearchIT {

    @Autowired
    Api api;

    @Autowired
    EntitySearch search;

    @Autowired
    ChangeDispatcher dispatcher;

    private String system = "";
    private String service = "";

    @BeforeEach
    void services() {
        system = Names.unique("system");
        service = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "System", "schema": {"properties": {}}}""".formatted(system)).expect(201);
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "Service",
                 "schema": {"properties": {"text": {"type": "string"}, "lang": {"type": "string"}}},
                 "relations": {"system": {"target": "%s", "required": false, "many": false},
                               "others": {"target": "%s", "required": false, "many": true}},
                 "mirrorProperties": {"systemTitle": {"path": "system.$title"}, "otherTitles": {"path": "others.$title"}}}""".formatted(service, system, system)).expect(201);
        api.post("/v1/blueprints/" + system + "/entities/bulk", """
                {"entities": [{"identifier": "shop", "title": "The Shop"}, {"identifier": "bank", "title": "A Bank"}]}""").expect(200);
        api.post("/v1/blueprints/" + service + "/entities/bulk", """
                {"entities": [
                    {"identifier": "a1", "title": "Billing of carts", "properties": {"lang": "go"}, "relations": {"system": "shop", "others": ["bank", "shop"]}},
                    {"identifier": "a2", "title": "Zebra", "properties": {"text": "looks after the cart", "lang": "go"}},
                    {"identifier": "a3", "title": "Cart", "properties": {"lang": "java"}},
                    {"identifier": "a4", "title": "Cart of gold", "properties": {"lang": "go"}},
                    {"identifier": "cart", "title": "Something else"},
                    {"identifier": "a5", "title": "Descartes"},
                    {"identifier": "a6", "title": "Unrelated"}]}""").expect(200);
        dispatcher.drain();
    }

    private List<String> suggested(String text, int limit) {
        return search.suggest(EntityQuery.of(service).text(text).limit(limit), Actor.system()).stream()
                .map(Entity::identifier)
                .toList();
    }

    @Test
    void whoIsStillTypingSeesTheBestMatchesFirst() {
        assertThat(suggested("CART", 2)).containsExactlyInAnyOrder("a3", "cart");
        assertThat(suggested("cart", 3)).endsWith("a4");
        assertThat(suggested("cart", 10))
                .hasSize(6)
                .startsWith(suggested("cart", 4).toArray(String[]::new));
        assertThat(suggested("cart", 10).subList(0, 4)).endsWith("a1");
        assertThat(suggested("car", 3)).containsExactly("a3", "a4", "cart");
        assertThat(suggested("after cart", 10)).containsExactly("a2");
        assertThat(suggested("100%_", 10)).isEmpty();
    }

    private List<String> pages(String text, int limit) {
        List<String> found = new ArrayList<>();
        String next = null;
        do {
            JsonNode page = api.post(
                            "/v1/blueprints/" + service + "/entities/search",
                            "{\"text\": \"" + text + "\", \"limit\": " + limit
                                    + (next == null ? "" : ", \"from\": \"" + next + "\"") + "}")
                    .expect(200)
                    .body();
            page.path("entities")
                    .forEach(entity -> found.add(entity.path("identifier").asString("")));
            next = page.path("next").isString() ? page.path("next").asString() : null;
        } while (next != null);
        return found;
    }

    @Test
    void theBestMatchComesFirstWhateverThePageSize() {
        List<String> best = List.of("a3", "cart", "a4", "a1", "a5", "a2");
        assertThat(pages("cart", 100)).isEqualTo(best);
        assertThat(pages("cart", 1)).isEqualTo(best);
        assertThat(pages("CART", 2)).isEqualTo(best);
        assertThat(pages("car go", 10)).containsExactly("a4", "a1", "a2");
        assertThat(pages("100%_", 10)).isEmpty();
    }

    @Test
    void anOrderThatIsAskedForStands() {
        JsonNode page = api.post("/v1/blueprints/" + service + "/entities/search", """
                {"text": "cart", "sort": {"property": "$title", "order": "DESC"}}""")
                .expect(200)
                .body();
        assertThat(page.path("entities").path(0).path("identifier").asString(""))
                .isEqualTo("a2");
        assertThat(api.post("/v1/blueprints/" + service + "/entities/top-search", """
                        {"text": "cart", "limit": 2}""")
                        .expect(200)
                        .body()
                        .path("entities"))
                .hasSize(2);
    }

    @Test
    void groupsAreCounted() {
        JsonNode groups = api.post("/v1/blueprints/" + service + "/entities/group", "{\"property\": \"lang\"}")
                .expect(200)
                .body()
                .path("groups");
        assertThat(groups.path(0).path("value").isNull()
                        || groups.path(0).path("count").asInt(0) == 3)
                .isTrue();
        assertThat(groups.toString()).contains("{\"value\":\"go\",\"count\":3,\"other\":false}");
        assertThat(api.post("/v1/blueprints/" + service + "/entities/group", """
                        {"query": {"combinator": "and", "rules": [{"property": "lang", "operator": "=", "value": "go"}]}}""")
                        .expect(200)
                        .body()
                        .path("groups")
                        .path(0)
                        .path("count")
                        .asInt(0))
                .isEqualTo(3);
    }

    @Test
    void namesThatDoNotExistAreRefusedByTheirPlace() {
        refused(
                "{\"property\": \"langue\", \"operator\": \"=\", \"value\": \"go\"}",
                "/query/rules/0/property",
                "langue");
        refused(
                "{\"property\": \"$name\", \"operator\": \"=\", \"value\": \"go\"}",
                "/query/rules/0/property",
                "$title");
        refused(
                "{\"property\": \"system\", \"operator\": \"=\", \"value\": \"go\"}",
                "/query/rules/0/property",
                "relation");
        refused(
                "{\"relation\": \"systems\", \"operator\": \"=\", \"value\": \"shop\"}",
                "/query/rules/0/relation",
                "systems");
        refused(
                "{\"property\": {\"path\": [\"system\", \"owner\"]}, \"operator\": \"matchAny\", \"value\": \"x\"}",
                "/query/rules/0/property/path/1",
                "owner");
        refused(
                "{\"operator\": \"relatedTo\", \"blueprint\": \"nothing\", \"value\": \"x\"}",
                "/query/rules/0/blueprint",
                "nothing");
        refused(
                "{\"combinator\": \"or\", \"rules\": [{\"property\": \"nope\", \"operator\": \"isEmpty\"}]}",
                "/query/rules/0/rules/0/property",
                "nope");
    }

    private void refused(String rule, String pointer, String words) {
        api.post(
                        "/v1/blueprints/" + service + "/entities/search",
                        "{\"query\": {\"combinator\": \"and\", \"rules\": [" + rule + "]}}")
                .expect(422)
                .says(pointer)
                .says(words);
    }

    @Test
    void mirrorsOfTitlesCanCarryIdentifiers() {
        JsonNode properties = api.get(
                        "/v1/blueprints/" + service + "/entities/a1?attach_identifier_to_title_mirror_properties=true")
                .expect(200)
                .body()
                .path("entity")
                .path("properties");
        assertThat(properties.path("systemTitle").toString())
                .isEqualTo("{\"identifier\":\"shop\",\"title\":\"The Shop\"}");
        assertThat(properties.path("otherTitles").toString())
                .isEqualTo(
                        "[{\"identifier\":\"bank\",\"title\":\"A Bank\"},{\"identifier\":\"shop\",\"title\":\"The Shop\"}]");
    }

    @Test
    void partialResultsNameWhatFailed() {
        JsonNode answer = api.post("/v1/entities/search?allow_partial_results=true", """
                {"combinator": "and", "rules": [{"property": "$blueprint", "operator": "=", "value": "%s"}]}""".formatted(service))
                .expect(200)
                .body();
        assertThat(answer.path("entities")).hasSize(7);
        assertThat(answer.path("matchingBlueprints").toString()).isEqualTo("[\"" + service + "\"]");
        assertThat(answer.path("failedBlueprints").isArray()).isTrue();
    }

    @Test
    void levelsHaveAnOrder() {
        api.post("/v1/blueprints/" + service + "/scorecards", """
                {"identifier": "quality", "title": "Quality",
                 "levels": [{"title": "Basic", "color": "paleBlue"}, {"title": "Bronze", "color": "bronze"}, {"title": "Gold", "color": "gold"}],
                 "rules": [{"identifier": "lang", "title": "Has a language", "level": "Bronze",
                            "query": {"combinator": "and", "conditions": [{"property": "lang", "operator": "isNotEmpty"}]}},
                           {"identifier": "text", "title": "Has a text", "level": "Gold",
                            "query": {"combinator": "and", "conditions": [{"property": "text", "operator": "isNotEmpty"}]}}]}""").expect(201);
        dispatcher.drain();
        assertThat(levels(">=", "Bronze")).containsExactlyInAnyOrder("a1", "a2", "a3", "a4");
        assertThat(levels(">", "Bronze")).containsExactly("a2");
        assertThat(levels("<", "Bronze")).containsExactlyInAnyOrder("cart", "a5", "a6");
        refused("{\"scorecard\": \"quality\", \"operator\": \">\", \"value\": \"Iron\"}", "", "Bronze");
    }

    private List<String> levels(String operator, String level) {
        return api
                .post("/v1/blueprints/" + service + "/entities/search", """
                {"query": {"combinator": "and", "rules": [{"scorecard": "quality", "operator": "%s", "value": "%s"}]}}""".formatted(operator, level))
                .expect(200)
                .body()
                .path("entities")
                .values()
                .stream()
                .map(entity -> entity.path("identifier").asString(""))
                .toList();
    }

    @Test
    void aBlueprintGoesWithItsActions() {
        String action = Names.unique("act");
        String kind = Names.unique("kind");
        api.post(
                        "/v1/blueprints?create_catalog_page=false",
                        "{\"identifier\": \"%s\", \"title\": \"K\", \"schema\": {\"properties\": {}}}".formatted(kind))
                .expect(201);
        api.post("/v1/actions", """
                {"identifier": "%s", "title": "Act",
                 "trigger": {"type": "self-service", "operation": "CREATE", "blueprintIdentifier": "%s", "userInputs": {"properties": {}}},
                 "invocationMethod": {"type": "UPSERT_ENTITY", "blueprintIdentifier": "%s", "mapping": {"identifier": "x"}}}""".formatted(action, kind, kind)).expect(201);
        api.delete("/v1/blueprints/" + kind + "?delete_actions=true").expect(200);
        api.get("/v1/actions/" + action).expect(404);
        api.get("/v1/blueprints/" + kind).expect(404);
    }
}
