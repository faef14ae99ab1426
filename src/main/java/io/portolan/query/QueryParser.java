package io.portolan.query;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads a query from JSON, dialect sections 3.1 and 4.
///
/// Everything wrong is found in one go and thrown as [PortalException.Invalid], each place by its JSON pointer and in
/// the words that clients know (`must have required property 'combinator'`).
public final class QueryParser {

    private static final int MAX_DEPTH = 20;
    private static final int MAX_RULES = 500;

    private final List<Violation> violations = new ArrayList<>();
    private final String rulesKey;
    private int count;

    private QueryParser(String rulesKey) {
        this.rulesKey = rulesKey;
    }

    /// A query `{"combinator","rules"}`.
    ///
    /// @param pointer where the query stands in the request, put before every place in a message
    public static SearchQuery parse(@Nullable JsonNode json, String pointer) {
        QueryParser parser = new QueryParser("rules");
        return parser.finish(parser.query(json, pointer, 0));
    }

    /// The same, where a bare list of rules is accepted too and means that all of them hold.
    public static SearchQuery parseLenient(@Nullable JsonNode json, String pointer) {
        if (json != null && json.isArray()) {
            QueryParser parser = new QueryParser("rules");
            return parser.finish(new SearchQuery(Combinator.AND, parser.rules(json, pointer, 0)));
        }
        return parse(json, pointer);
    }

    /// The conditions of a scorecard `{"combinator","conditions"}`: no groups, no graph, and an empty text, list or
    /// object counts as no value.
    public static SearchQuery parseConditions(@Nullable JsonNode json, String pointer) {
        QueryParser parser = new QueryParser("conditions");
        return parser.finish(parser.query(json, pointer, 0));
    }

    private SearchQuery finish(@Nullable SearchQuery query) {
        PortalException.throwIfAny(violations);
        return query == null ? SearchQuery.everything() : query;
    }

    private @Nullable SearchQuery query(@Nullable JsonNode json, String pointer, int depth) {
        if (json == null || !json.isObject()) {
            return fail(pointer, "must be object", json);
        }
        if (depth > MAX_DEPTH) {
            return fail(pointer, "must NOT be nested deeper than " + MAX_DEPTH + " groups", null);
        }
        Combinator combinator = null;
        JsonNode name = json.get("combinator");
        if (name == null) {
            fail(pointer, "must have required property 'combinator'", null);
        } else {
            combinator =
                    name.isString() ? Combinator.byWireName(name.stringValue()).orElse(null) : null;
            if (combinator == null) {
                fail(pointer + "/combinator", "must be equal to one of the allowed values: and, or", name);
            }
        }
        JsonNode rules = json.get(rulesKey);
        if (rules == null) {
            return fail(pointer, "must have required property '" + rulesKey + "'", null);
        }
        if (!rules.isArray()) {
            return fail(pointer + "/" + rulesKey, "must be array", rules);
        }
        List<Rule> parsed = rules(rules, pointer + "/" + rulesKey, depth);
        return combinator == null ? null : new SearchQuery(combinator, parsed);
    }

    private List<Rule> rules(JsonNode array, String pointer, int depth) {
        List<Rule> rules = new ArrayList<>();
        int index = 0;
        for (JsonNode element : array) {
            String place = pointer + "/" + index++;
            if (++count > MAX_RULES) {
                fail(place, "must NOT have more than " + MAX_RULES + " rules", null);
                break;
            }
            Rule rule = rule(element, place, depth);
            if (rule != null) {
                rules.add(rule);
            }
        }
        return rules;
    }

    private @Nullable Rule rule(JsonNode json, String pointer, int depth) {
        if (!json.isObject()) {
            return fail(pointer, "must be object", json);
        }
        boolean conditions = rulesKey.equals("conditions");
        if (json.has("combinator") || json.has("rules") || json.has("conditions")) {
            if (conditions) {
                return fail(pointer, "must NOT be a group: conditions of scorecards are not nested", null);
            }
            SearchQuery nested = query(json, pointer, depth + 1);
            return nested == null ? null : new Rule.Group(nested);
        }
        Operator operator = operator(json, pointer);
        if (operator == null) {
            return null;
        }
        Optional<Rule> rule = new RuleReader(json, pointer, operator, conditions, violations).read();
        if (rule.isPresent() && json.path("not").isBoolean() && json.path("not").booleanValue()) {
            return new Rule.Not(rule.get());
        }
        return rule.orElse(null);
    }

    private @Nullable Operator operator(JsonNode json, String pointer) {
        String name = Json.text(json, "operator");
        if (name == null) {
            return json.has("operator")
                    ? fail(pointer + "/operator", "must be string", json.get("operator"))
                    : fail(pointer, "must have required property 'operator'", null);
        }
        Optional<Operator> operator = Operator.byWireName(name);
        return operator.isPresent()
                ? operator.get()
                : fail(pointer + "/operator", "must be equal to one of the allowed values", json.get("operator"));
    }

    private <T> @Nullable T fail(String pointer, String reason, @Nullable JsonNode value) {
        violations.add(Violation.at(pointer, reason, value));
        return null;
    }
}
