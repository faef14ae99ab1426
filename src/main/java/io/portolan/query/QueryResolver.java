package io.portolan.query;

import io.portolan.kernel.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Replaces what depends on the caller and on the moment by plain values.
///
/// In the answer every [Operand] is a [Operand.Literal], every [TimeSpan] is a [TimeSpan.Between], there is no
/// [Rule.Caller] left (it became an empty group, which is true for `and` and false for `or`), and `"My Teams"` in a
/// comparison of `$team` is the list of the caller's teams.
public final class QueryResolver {

    private static final String MY_TEAMS = "My Teams";

    private final ContextValues context;
    private final Instant now;
    private final ZoneId zone;

    private QueryResolver(ContextValues context, Instant now, ZoneId zone) {
        this.context = context;
        this.now = now;
        this.zone = zone;
    }

    /// Resolved for a caller at a moment, days being those of UTC.
    public static SearchQuery resolve(SearchQuery query, ContextValues context, Instant now) {
        return resolve(query, context, now, ZoneOffset.UTC);
    }

    public static SearchQuery resolve(SearchQuery query, ContextValues context, Instant now, ZoneId zone) {
        return new QueryResolver(context, now, zone).query(query);
    }

    private SearchQuery query(SearchQuery query) {
        return new SearchQuery(
                query.combinator(), query.rules().stream().map(this::rule).toList());
    }

    private Rule rule(Rule rule) {
        return switch (rule) {
            case Rule.Property r ->
                new Rule.Property(r.property(), operator(r.operator(), r.value()), literal(r.value(), r.property()));
            case Rule.Range r ->
                r.span() instanceof TimeSpan.Preset(TimePreset preset)
                        ? new Rule.Range(r.property(), r.inside(), preset.at(now, zone))
                        : r;
            case Rule.AnyProperty r -> new Rule.AnyProperty(r.schema(), r.operator(), literal(r.value(), ""));
            case Rule.RelatedTo r ->
                new Rule.RelatedTo(r.blueprint(), literal(r.value(), ""), r.direction(), r.required());
            case Rule.Path r -> new Rule.Path(r.path(), r.fromBlueprint(), literal(r.value(), ""));
            case Rule.Relation r ->
                new Rule.Relation(r.relation(), r.byTitle(), operator(r.operator(), r.value()), literal(r.value(), ""));
            case Rule.Scorecard r ->
                new Rule.Scorecard(r.scorecard(), r.rule(), operator(r.operator(), r.value()), literal(r.value(), ""));
            case Rule.Caller r -> decided(r);
            case Rule.Group r -> new Rule.Group(query(r.query()));
            case Rule.Not r -> new Rule.Not(rule(r.rule()));
            case Rule.Emptiness r -> r;
            case Rule.Timer r -> r;
        };
    }

    private Rule decided(Rule.Caller rule) {
        ObjectNode subject = Json.object();
        subject.putObject("properties").set("value", context.valueOf(rule.subject()));
        boolean holds = QueryMatcher.matches(SearchQuery.and(rule(rule.test())), subject, MatchContext.at(now));
        return new Rule.Group(holds ? SearchQuery.and() : SearchQuery.or());
    }

    private Operand literal(Operand operand, String property) {
        return switch (operand) {
            case Operand.FromContext from -> Operand.of(context.valueOf(from));
            case Operand.Literal(JsonNode value)
            when property.equals("$team") && mentionsMyTeams(value) -> Operand.of(withMyTeams(value));
            case Operand.Literal literal -> literal;
        };
    }

    /// The teams are a list, so that "equals" means "is one of them".
    private static Operator operator(Operator operator, Operand value) {
        if (!(value instanceof Operand.FromContext from) || from.context() != Operand.Context.USER_TEAMS) {
            return operator;
        }
        return switch (operator) {
            case EQUALS -> Operator.IN;
            case NOT_EQUALS -> Operator.NOT_IN;
            case CONTAINS -> Operator.CONTAINS_ANY;
            default -> operator;
        };
    }

    private static boolean mentionsMyTeams(JsonNode value) {
        return isMyTeams(value)
                || (value.isArray()
                        && StreamSupport.stream(value.spliterator(), false).anyMatch(QueryResolver::isMyTeams));
    }

    private static boolean isMyTeams(JsonNode value) {
        return value.isString() && value.stringValue().equals(MY_TEAMS);
    }

    private ArrayNode withMyTeams(JsonNode value) {
        ArrayNode teams = Json.array();
        for (JsonNode element : value.isArray() ? value : Json.array().add(value)) {
            if (isMyTeams(element)) {
                context.valueOf(new Operand.FromContext(Operand.Context.USER_TEAMS, "$identifier"))
                        .forEach(teams::add);
            } else {
                teams.add(element);
            }
        }
        return teams;
    }
}
