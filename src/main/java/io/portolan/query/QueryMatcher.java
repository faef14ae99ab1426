package io.portolan.query;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers a query for one entity, given as its wire JSON (dialect section 2). Never throws on the types of values.
public final class QueryMatcher {

    private static final Set<String> META = Set.of(
            "$identifier",
            "$title",
            "$team",
            "$icon",
            "$createdAt",
            "$updatedAt",
            "$createdBy",
            "$updatedBy",
            "$blueprint");

    private final ObjectNode entity;
    private final MatchContext context;

    private QueryMatcher(ObjectNode entity, MatchContext context) {
        this.entity = entity;
        this.context = context;
    }

    public static boolean matches(SearchQuery query, ObjectNode entity, MatchContext context) {
        SearchQuery resolved = QueryResolver.resolve(query, context.values(), context.now());
        return new QueryMatcher(entity, context).query(resolved);
    }

    /// Every rule of the query's first level with what was found and whether it holds, to explain a result.
    public static List<Outcome> explain(SearchQuery query, ObjectNode entity, MatchContext context) {
        QueryMatcher matcher = new QueryMatcher(entity, context);
        return QueryResolver.resolve(query, context.values(), context.now()).rules().stream()
                .map(rule -> new Outcome(rule, matcher.rule(rule), matcher.found(rule)))
                .toList();
    }

    /// @param rule as resolved for the caller and the moment
    /// @param found the value that the rule looked at; null when it looked at no single value
    public record Outcome(
            Rule rule, boolean passed, @Nullable JsonNode found) {}

    /// The value of a property or `$meta` property in an entity's wire JSON; JSON null when there is none.
    public static JsonNode valueOf(ObjectNode entity, String property) {
        JsonNode value = META.contains(property)
                ? entity.path(property.substring(1))
                : entity.path("properties").path(property);
        return value.isMissingNode() ? NullNode.instance : value;
    }

    private boolean query(SearchQuery query) {
        return query.combinator() == Combinator.AND
                ? query.rules().stream().allMatch(this::rule)
                : query.rules().stream().anyMatch(this::rule);
    }

    private boolean rule(Rule rule) {
        return switch (rule) {
            case Rule.Property r ->
                compare(valueOf(entity, r.property()), r.operator(), r.value().literal());
            case Rule.Range r -> {
                Instant moment = Values.moment(valueOf(entity, r.property()));
                yield r.inside()
                        == (moment != null && r.span() instanceof TimeSpan.Between span && span.contains(moment));
            }
            case Rule.Emptiness r -> {
                JsonNode value = valueOf(entity, r.property());
                yield r.empty() == (r.blankCounts() ? Values.blank(value) : Values.missing(value));
            }
            case Rule.Timer r -> {
                Instant moment = Values.moment(valueOf(entity, r.property()));
                yield r.expired() == (moment != null && !moment.isAfter(context.now()));
            }
            case Rule.AnyProperty r -> anyProperty(r);
            case Rule.RelatedTo r -> context.surroundings().related(entity, r);
            case Rule.Path r -> context.surroundings().reaches(entity, r);
            case Rule.Relation r -> compare(targets(r), r.operator(), r.value().literal());
            case Rule.Scorecard r ->
                compare(scorecard(r), r.operator(), r.value().literal());
            case Rule.Group r -> query(r.query());
            case Rule.Not r -> !rule(r.rule());
            case Rule.Caller r -> throw new IllegalStateException("Not resolved: " + r);
        };
    }

    private @Nullable JsonNode found(Rule rule) {
        return switch (rule) {
            case Rule.Property r -> valueOf(entity, r.property());
            case Rule.Range r -> valueOf(entity, r.property());
            case Rule.Emptiness r -> valueOf(entity, r.property());
            case Rule.Timer r -> valueOf(entity, r.property());
            case Rule.Relation r -> targets(r);
            case Rule.Scorecard r -> scorecard(r);
            case Rule.Not r -> found(r.rule());
            case Rule.AnyProperty _, Rule.RelatedTo _, Rule.Path _, Rule.Group _, Rule.Caller _ -> null;
        };
    }

    private boolean anyProperty(Rule.AnyProperty rule) {
        Operator positive = rule.operator().positive();
        boolean any = context.surroundings().propertiesOfKind(entity, rule.schema()).stream()
                .anyMatch(property -> compare(
                        valueOf(entity, property), positive, rule.value().literal()));
        return rule.operator().isNegative() != any;
    }

    private JsonNode targets(Rule.Relation rule) {
        if (rule.byTitle()) {
            return context.surroundings().targetTitles(entity, rule.relation());
        }
        JsonNode value = entity.path("relations").path(rule.relation());
        return value.isMissingNode() ? NullNode.instance : value;
    }

    private JsonNode scorecard(Rule.Scorecard rule) {
        JsonNode result = entity.path("scorecards").path(rule.scorecard());
        String ruleId = rule.rule();
        if (ruleId == null) {
            JsonNode level = result.path("level");
            return level.isMissingNode() ? NullNode.instance : level;
        }
        return StreamSupport.stream(result.path("rules").spliterator(), false)
                .filter(r -> r.path("identifier").asString("").equals(ruleId))
                .map(r -> r.path("status"))
                .findFirst()
                .orElse(NullNode.instance);
    }

    private static boolean compare(JsonNode found, Operator operator, JsonNode wanted) {
        return operator.isNegative() != holds(found, operator.positive(), wanted);
    }

    private static boolean holds(JsonNode found, Operator operator, JsonNode wanted) {
        return switch (operator) {
            case EQUALS -> Values.missing(wanted) ? Values.missing(found) : equal(found, wanted);
            case GREATER -> Values.compare(found, wanted).filter(c -> c > 0).isPresent();
            case GREATER_OR_EQUAL ->
                Values.compare(found, wanted).filter(c -> c >= 0).isPresent();
            case LESS -> Values.compare(found, wanted).filter(c -> c < 0).isPresent();
            case LESS_OR_EQUAL ->
                Values.compare(found, wanted).filter(c -> c <= 0).isPresent();
            case CONTAINS -> wanted.isArray() ? all(wanted, w -> hasPart(found, w)) : hasPart(found, wanted);
            case CONTAINS_ANY -> wanted.isArray() ? any(wanted, w -> hasPart(found, w)) : hasPart(found, wanted);
            case BEGINS_WITH ->
                text(found).flatMap(f -> text(wanted).map(f::startsWith)).orElse(false);
            case ENDS_WITH ->
                text(found).flatMap(f -> text(wanted).map(f::endsWith)).orElse(false);
            case IN -> wanted.isArray() ? any(wanted, w -> holds(found, Operator.EQUALS, w)) : equal(found, wanted);
            case IS_EMPTY -> Values.blank(found);
            default -> false;
        };
    }

    private static boolean equal(JsonNode found, JsonNode wanted) {
        return Values.same(found, wanted)
                || (found.isArray() && wanted.isValueNode() && any(found, f -> Values.same(f, wanted)));
    }

    private static boolean hasPart(JsonNode found, JsonNode wanted) {
        if (found.isArray()) {
            return any(found, f -> Values.same(f, wanted));
        }
        return text(found).flatMap(f -> text(wanted).map(f::contains)).orElse(false);
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }

    private static boolean any(JsonNode array, Predicate<JsonNode> test) {
        return StreamSupport.stream(array.spliterator(), false).anyMatch(test);
    }

    private static boolean all(JsonNode array, Predicate<JsonNode> test) {
        return StreamSupport.stream(array.spliterator(), false).allMatch(test);
    }
}
