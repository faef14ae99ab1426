package io.portolan.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.kernel.Json;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class QueryMatcherTest {

    private static final Instant NOW = Instant.parse("2026-05-10T12:00:00Z");
    private static final ObjectNode ENTITY = Json.parseObject("""
            {"identifier":"checkout","title":"Checkout","blueprint":"service","team":["core","pay"],"icon":null,
             "createdAt":"2026-05-09T12:00:00Z","updatedAt":"2026-05-10T11:00:00Z",
             "properties":{"language":"Java","replicas":3,"price":2.50,"active":true,"tags":["web","java"],"none":null,
               "empty":"","emptyList":[],"emptyObject":{},"due":"2026-05-11T00:00:00+02:00","past":"2026-05-10T11:59:59Z",
               "day":"2026-05-10","config":{"a":1,"b":[1,2]}},
             "relations":{"system":"shop","uses":["db","queue"],"nobody":null},
             "scorecards":{"ready":{"level":"Silver","rules":[{"identifier":"owner","status":"SUCCESS","level":"Bronze"}]}}}
            """);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            language       | =                  | "Java"                        | true
            language       | =                  | "java"                        | false
            language       | !=                 | "Go"                          | true
            none           | =                  | null                          | true
            missing        | =                  | null                          | true
            language       | =                  | null                          | false
            language       | !=                 | null                          | true
            none           | !=                 | "x"                           | true
            none           | =                  | "x"                           | false
            price          | =                  | 2.5                           | true
            replicas       | =                  | 3.0                           | true
            replicas       | =                  | "3"                           | false
            active         | =                  | true                          | true
            tags           | =                  | "web"                         | true
            tags           | =                  | ["web","java"]                | true
            tags           | =                  | ["java","web"]                | false
            tags           | !=                 | "web"                         | false
            config         | =                  | {"b":[1,2.0],"a":1}           | true
            $team          | =                  | "core"                        | true
            $identifier    | =                  | "checkout"                    | true
            $icon          | =                  | null                          | true
            replicas       | >                  | 2                             | true
            replicas       | >                  | 3                             | false
            replicas       | >=                 | 3                             | true
            replicas       | <                  | 3.5                           | true
            replicas       | <=                 | 2                             | false
            language       | >                  | 2                             | false
            none           | <                  | 2                             | false
            due            | <                  | "2026-05-10T22:30:00Z"        | true
            due            | >=                 | "2026-05-10T22:00:00Z"        | true
            day            | >                  | "2026-05-09T23:59:59Z"        | true
            language       | contains           | "av"                          | true
            language       | contains           | 1                             | false
            tags           | contains           | "web"                         | true
            tags           | contains           | "we"                          | false
            tags           | contains           | ["web","java"]                | true
            tags           | contains           | ["web","go"]                  | false
            none           | contains           | "x"                           | false
            none           | doesNotContains    | "x"                           | true
            tags           | doesNotContains    | "go"                          | true
            tags           | containsAny        | ["go","java"]                 | true
            tags           | containsAny        | ["go"]                        | false
            language       | containsAny        | ["av","zz"]                   | true
            language       | beginsWith         | "Ja"                          | true
            language       | doesNotBeginsWith  | "Ja"                          | false
            replicas       | beginsWith         | "3"                           | false
            language       | endsWith           | "va"                          | true
            none           | doesNotEndsWith    | "va"                          | true
            language       | in                 | ["Go","Java"]                 | true
            language       | in                 | []                            | false
            language       | notIn              | ["Go","Java"]                 | false
            none           | notIn              | ["Go"]                        | true
            none           | in                 | [null]                        | true
            tags           | in                 | ["java"]                      | true
            $team          | in                 | ["pay"]                       | true
            none           | isEmpty            |                               | true
            empty          | isEmpty            |                               | false
            missing        | isNotEmpty         |                               | false
            language       | isNotEmpty         |                               | true
            past           | isExpired          |                               | true
            due            | isExpired          |                               | false
            due            | isNotExpired       |                               | true
            missing        | isNotExpired       |                               | true
            $createdAt     | between            | {"preset":"lastWeek"}         | true
            $createdAt     | =                  | {"preset":"yesterday"}        | true
            $updatedAt     | between            | {"preset":"yesterday"}        | false
            $updatedAt     | notBetween         | {"preset":"yesterday"}        | true
            due            | between            | {"preset":"nextDay"}          | true
            due            | between            | {"from":"2026-05-10T22:00:00Z","to":"2026-05-10T22:00:00Z"} | true
            none           | between            | {"preset":"lastWeek"}         | false
            none           | notBetween         | {"preset":"lastWeek"}         | true
            language       | between            | {"preset":"lastWeek"}         | false
            """)
    void everyOperator(String property, String operator, String value, boolean expected) {
        ObjectNode rule = Json.object().put("property", property).put("operator", operator);
        if (value != null) {
            rule.set("value", Json.parse(value));
        }
        assertThat(matches(rule)).as("%s", rule).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            empty       | isEmpty    | true
            emptyList   | isEmpty    | true
            emptyObject | isEmpty    | true
            none        | isEmpty    | true
            language    | isEmpty    | false
            empty       | isNotEmpty | false
            """)
    void scorecardsCallBlankValuesEmpty(String property, String operator, boolean expected) {
        JsonNode json = Json.parse("""
                {"combinator":"and","conditions":[{"property":"%s","operator":"%s"}]}""".formatted(property, operator));
        SearchQuery query = QueryParser.parseConditions(json, "");
        assertThat(QueryMatcher.matches(query, ENTITY, MatchContext.at(NOW))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"relation":"system","operator":"=","value":"shop"}                                      | true
            {"relation":"uses","operator":"contains","value":"db"}                                   | true
            {"relation":"uses","operator":"=","value":"db"}                                          | true
            {"relation":"nobody","operator":"isEmpty"}                                               | true
            {"relation":"system","operator":"isNotEmpty"}                                            | true
            {"relation":"system","targetProperty":"$title","operator":"=","value":"The shop"}        | true
            {"scorecard":"ready","operator":"=","value":"Silver"}                                    | true
            {"scorecard":"ready","operator":"in","value":["Gold"]}                                   | false
            {"scorecard":"ready","scorecardRule":"owner","operator":"=","value":"SUCCESS"}           | true
            {"scorecard":"other","operator":"!=","value":"Gold"}                                     | true
            {"propertySchema":{"type":"string"},"operator":"=","value":"Java"}                       | true
            {"propertySchema":{"type":"string"},"operator":"!=","value":"Java"}                      | false
            {"propertySchema":{"type":"number"},"operator":"=","value":"Java"}                       | false
            {"operator":"relatedTo","blueprint":"system","value":"shop"}                             | true
            {"property":{"path":["system"]},"operator":"matchAny","value":["shop"]}                  | true
            {"property":"$team","operator":"in","value":["My Teams"]}                                | true
            {"property":"$team","operator":"containsAny","value":{"context":"userTeams","property":"$identifier"}} | true
            {"property":"$team","operator":"=","value":{"context":"userTeams","property":"$identifier"}} | true
            {"property":"language","operator":"=","value":{"context":"user","property":"language"}}  | true
            {"property":{"context":"user","property":"language"},"operator":"=","value":"Java"}      | true
            {"property":{"context":"user","property":"language"},"operator":"beginsWith","value":"G"} | false
            {"property":"language","operator":"=","value":"Java","not":true}                         | false
            {"combinator":"or","rules":[]}                                                           | false
            {"combinator":"and","rules":[]}                                                          | true
            {"combinator":"or","rules":[{"property":"replicas","operator":">","value":9},{"property":"active","operator":"=","value":true}]} | true
            """)
    void everyKindOfRule(String rule, boolean expected) {
        assertThat(matches(Json.parse(rule))).isEqualTo(expected);
    }

    @Test
    void explainsWhatItFound() {
        JsonNode json = Json.parse("""
                {"combinator":"and","conditions":[
                  {"property":"language","operator":"=","value":"Go"},{"property":"replicas","operator":">","value":1}]}""");
        List<QueryMatcher.Outcome> outcomes =
                QueryMatcher.explain(QueryParser.parseConditions(json, ""), ENTITY, MatchContext.at(NOW));
        assertThat(outcomes).extracting(QueryMatcher.Outcome::passed).containsExactly(false, true);
        assertThat(outcomes)
                .extracting(o -> Objects.requireNonNull(o.found()).asString())
                .containsExactly("Java", "3");
    }

    private static boolean matches(JsonNode rule) {
        ObjectNode json = Json.object().put("combinator", "and");
        json.putArray("rules").add(rule);
        return QueryMatcher.matches(
                QueryParser.parse(json, ""),
                ENTITY,
                MatchContext.at(NOW).with(new Shop()).with(QueryMatcherTest::callerSpeaksJava));
    }

    private static JsonNode callerSpeaksJava(Operand.FromContext operand) {
        return switch (operand.context()) {
            case USER -> Json.parse("\"Java\"");
            case USER_TEAMS -> Json.parse("[\"core\",\"other\"]");
        };
    }

    /// The shop is the system of everything, and text properties are `language` and `empty`.
    private static final class Shop implements Surroundings {
        @Override
        public boolean related(ObjectNode entity, Rule.RelatedTo rule) {
            return rule.value().literal().asString("").equals("shop");
        }

        @Override
        public boolean reaches(ObjectNode entity, Rule.Path rule) {
            return rule.value().literal().path(0).asString("").equals("shop");
        }

        @Override
        public JsonNode targetTitles(ObjectNode entity, String relation) {
            return Json.parse("\"The shop\"");
        }

        @Override
        public List<String> propertiesOfKind(ObjectNode entity, PropertySchema schema) {
            return schema.type().equals("string") ? List.of("language", "empty") : List.of();
        }
    }
}
