package io.portolan.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Slice;
import io.portolan.query.MatchContext;
import io.portolan.query.QueryMatcher;
import io.portolan.query.QueryParser;
import io.portolan.query.SearchQuery;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The database and the in-memory matcher give the same answer to the same question, for every operator, on random
/// entities and random rules. The seed is fixed: a failure repeats.
@PortalTest
class SearchAgreesWithMatcherIT {

    private static final List<String> VALUE_OPERATORS = List.of(
            "=",
            "!=",
            ">",
            ">=",
            "<",
            "<=",
            "contains",
            "containsAny",
            "doesNotContains",
            "beginsWith",
            "doesNotBeginsWith",
            "endsWith",
            "doesNotEndsWith",
            "in",
            "notIn");
    private static final List<String> PROPERTIES = List.of(
            "text", "number", "flag", "moment", "list", "object", "$identifier", "$title", "$team", "$createdAt");

    @Autowired
    BlueprintService blueprints;

    @Autowired
    EntityService entities;

    @Autowired
    EntitySearch search;

    @Autowired
    Clock clock;

    private final Random random = new Random(42);
    private String kind = "";

    @BeforeEach
    void sixtyEntities() {
        kind = Names.unique("thing");
        blueprints.create(Json.parseObject("""
                        {"identifier": "%s", "title": "Thing", "schema": {"properties": {
                          "text": {"type": "string"}, "number": {"type": "number"}, "flag": {"type": "boolean"},
                          "moment": {"type": "string", "format": "date-time"}, "list": {"type": "array"},
                          "object": {"type": "object"}}}}""".formatted(kind)), Actor.system());
        List<EntityDraft> drafts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            ObjectNode json = Json.object().put("identifier", "thing" + i);
            if (random.nextBoolean()) {
                json.put("title", pick("Alpha", "alpha beta", "Beta", "a%b_c", ""));
            }
            if (random.nextBoolean()) {
                json.set("team", Json.strings(List.of(pick("red", "blue"))));
            }
            ObjectNode properties = json.putObject("properties");
            put(properties, "text", text());
            put(properties, "number", number());
            put(properties, "flag", random.nextBoolean() ? "true" : "false");
            put(properties, "moment", moment());
            put(properties, "list", list());
            put(properties, "object", pick("{}", "{\"a\": 1}", "{\"a\": 1.0}", "{\"b\": [1]}"));
            drafts.add(EntityDraft.of(kind, json));
        }
        entities.upsertAll(drafts, WriteOptions.create(), Actor.system());
    }

    private void put(ObjectNode properties, String name, String json) {
        if (random.nextInt(4) > 0) {
            properties.set(name, Json.parse(json));
        }
    }

    private String pick(String... values) {
        return values[random.nextInt(values.length)];
    }

    private String text() {
        return pick(
                "\"\"",
                "\"alpha\"",
                "\"Alpha\"",
                "\"alphabet\"",
                "\"beta\"",
                "\"a%b_c\\\\d'e\"",
                "\"2026-01-02T00:00:00Z\"");
    }

    private String number() {
        return pick("0", "1", "1.0", "2.5", "-3", "1e3", "1000");
    }

    private String moment() {
        return pick(
                "\"2026-01-01T00:00:00Z\"",
                "\"2026-01-01T01:00:00+01:00\"",
                "\"2026-06-01T12:30:15.123Z\"",
                "\"2030-01-01T00:00:00Z\"");
    }

    private String list() {
        return pick(
                "[]",
                "[\"alpha\"]",
                "[\"alpha\", \"beta\"]",
                "[1, 2]",
                "[1.0]",
                "[null]",
                "[[\"alpha\"]]",
                "[{\"a\": 1}]");
    }

    private String value() {
        return switch (random.nextInt(8)) {
            case 0 -> number();
            case 1 -> moment();
            case 2 -> list();
            case 3 -> pick("true", "false", "null", "{\"a\": 1}", "\"2026-01-01\"");
            case 4 -> pick("\"thing1\"", "\"thing\"", "\"red\"", "[\"red\", \"green\"]", "[\"thing1\", \"thing2\"]");
            default -> text();
        };
    }

    private ObjectNode rule(int depth) {
        String property = PROPERTIES.get(random.nextInt(PROPERTIES.size()));
        ObjectNode rule = Json.object();
        switch (random.nextInt(depth > 0 ? 8 : 7)) {
            case 0 -> rule.put("property", property).put("operator", pick("isEmpty", "isNotEmpty"));
            case 1 -> rule.put("property", "moment").put("operator", pick("isExpired", "isNotExpired"));
            case 2 ->
                rule.put("property", pick("moment", "text", "$createdAt"))
                        .put("operator", pick("between", "notBetween"))
                        .set(
                                "value",
                                Json.parse("{\"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2027-01-01T00:00:00Z\"}"));
            case 7 -> {
                rule.put("combinator", pick("and", "or"));
                ArrayNode rules = rule.putArray("rules");
                for (int i = 0; i < 1 + random.nextInt(3); i++) {
                    rules.add(rule(depth - 1));
                }
            }
            default ->
                rule.put("property", property)
                        .put("operator", VALUE_OPERATORS.get(random.nextInt(VALUE_OPERATORS.size())))
                        .set("value", Json.parse(value()));
        }
        return rule;
    }

    @Test
    void sameAnswersToSixHundredRandomQuestions() {
        List<Entity> all = pages(EntityQuery.of(kind));
        assertThat(all).hasSize(60);
        List<String> differences = new ArrayList<>();
        int asked = 0;
        int answered = 0;
        while (asked < 600) {
            ObjectNode json = Json.object().put("combinator", pick("and", "or"));
            json.putArray("rules").add(rule(2));
            SearchQuery query;
            try {
                query = QueryParser.parse(json, "");
            } catch (PortalException.Invalid _) {
                continue;
            }
            asked++;
            Set<String> wanted = new TreeSet<>();
            for (Entity entity : all) {
                if (QueryMatcher.matches(query, entity.toJson(), MatchContext.at(clock.instant()))) {
                    wanted.add(entity.identifier());
                }
            }
            Set<String> found = new TreeSet<>();
            pages(EntityQuery.of(kind).where(query)).forEach(entity -> found.add(entity.identifier()));
            answered += found.isEmpty() ? 0 : 1;
            if (!found.equals(wanted)) {
                Set<String> both = new HashSet<>(found);
                both.retainAll(wanted);
                wanted.removeAll(both);
                found.removeAll(both);
                differences.add(json + " matcher only " + wanted + " database only " + found);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(answered).as("questions with an answer").isGreaterThan(200);
    }

    @Test
    void pagesFollowEachOtherInEveryOrderWithoutGapOrRepetition() {
        for (String property : List.of("text", "number", "moment", "$title", "$identifier", "$createdAt", "list")) {
            for (boolean descending : List.of(true, false)) {
                EntityQuery query = EntityQuery.of(kind)
                        .sort(List.of(new Sort(property, descending), Sort.by("$title")))
                        .limit(7);
                List<String> paged =
                        pages(query).stream().map(Entity::identifier).toList();
                List<String> whole = pages(query.limit(1000)).stream()
                        .map(Entity::identifier)
                        .toList();
                assertThat(paged)
                        .as(property)
                        .isEqualTo(whole)
                        .doesNotHaveDuplicates()
                        .hasSize(60);
            }
        }
    }

    private List<Entity> pages(EntityQuery query) {
        List<Entity> all = new ArrayList<>();
        String next = null;
        do {
            Slice<Entity> slice = search.search(query.from(next), Actor.system());
            all.addAll(slice.items());
            next = slice.next();
        } while (next != null);
        return all;
    }

    @Test
    void textFindsWordsInAnyPropertyAndTreatsWildcardsAsText() {
        entities.upsert(
                EntityDraft.named(kind, "special", "Checkout 100%").with("text", Json.parse("\"payment gateway\"")),
                WriteOptions.create(),
                Actor.system());
        assertThat(identifiers("gateway checkout")).containsExactly("special");
        assertThat(identifiers("100%")).containsExactly("special");
        assertThat(identifiers("%%%")).isEmpty();
    }

    private List<String> identifiers(String text) {
        return search.search(EntityQuery.of(kind).text(text), Actor.system()).items().stream()
                .map(Entity::identifier)
                .toList();
    }

    @Test
    void graphRulesWalkTheRelations() {
        String node = Names.unique("node");
        blueprints.create(Json.parseObject("""
                        {"identifier": "%1$s", "title": "Node", "schema": {"properties": {}},
                         "relations": {"next": {"target": "%1$s", "required": false, "many": false},
                                       "tags": {"target": "%2$s", "required": false, "many": true}}}""".formatted(node, kind)), Actor.system());
        List<EntityDraft> chain = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            EntityDraft draft = EntityDraft.named(node, "n" + i, null);
            chain.add(i == 4 ? draft : draft.relatedTo("next", "n" + (i + 1)));
        }
        entities.upsertAll(chain, WriteOptions.create(), Actor.system());
        entities.patch(
                node,
                "n3",
                Json.parseObject("{\"relations\": {\"tags\": [\"thing1\", \"thing2\"]}}"),
                WriteOptions.patch(),
                Actor.system());
        assertThat(nodes(
                        node,
                        "{\"operator\": \"relatedTo\", \"blueprint\": \"" + node
                                + "\", \"value\": \"n2\", \"direction\": \"upstream\"}"))
                .containsExactly("n3", "n4");
        assertThat(nodes(
                        node,
                        "{\"operator\": \"relatedTo\", \"blueprint\": \"" + node
                                + "\", \"value\": \"n2\", \"direction\": \"downstream\"}"))
                .containsExactly("n0", "n1");
        assertThat(
                        nodes(
                                node,
                                "{\"operator\": \"matchAny\", \"property\": {\"path\": [\"next\", \"tags\"]}, \"value\": [\"thing2\"]}"))
                .containsExactly("n2");
        assertThat(
                        nodes(
                                node,
                                "{\"operator\": \"matchAny\", \"property\": {\"path\": [{\"relation\": \"next\", \"maxHops\": 3}]}, \"value\": \"n4\"}"))
                .containsExactly("n1", "n2", "n3");
        assertThat(nodes(
                        node,
                        "{\"operator\": \"matchAny\", \"property\": {\"path\": [\"next\"], \"fromBlueprint\": \"" + node
                                + "\"}, \"value\": \"n0\"}"))
                .containsExactly("n1");
        assertThat(nodes(node, "{\"relation\": \"tags\", \"operator\": \"contains\", \"value\": \"thing1\"}"))
                .containsExactly("n3");
        assertThat(nodes(node, "{\"relation\": \"next\", \"operator\": \"isEmpty\"}"))
                .containsExactly("n4");
    }

    private List<String> nodes(String node, String rule) {
        JsonNode json = Json.parse("{\"combinator\": \"and\", \"rules\": [" + rule + "]}");
        return search
                .search(
                        EntityQuery.of(node).where(QueryParser.parse(json, "")).sort(List.of(Sort.by("$identifier"))),
                        Actor.system())
                .items()
                .stream()
                .map(Entity::identifier)
                .toList();
    }
}
