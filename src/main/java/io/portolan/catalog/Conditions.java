package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.query.Combinator;
import io.portolan.query.Operator;
import io.portolan.query.PropertySchema;
import io.portolan.query.Rule;
import io.portolan.query.SearchQuery;
import io.portolan.query.TimeSpan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Turns a resolved query into the text of a `where` over the row `e` of `entity`.
final class Conditions {

    private final SqlParameters parameters;
    private final Comparison comparison;
    private final GraphConditions graph;
    private final SearchModel model;
    private final Instant now;
    private final @Nullable ScorecardValues scorecards;

    /// @param model the blueprints that are searched
    Conditions(SqlParameters parameters, SearchModel model, Instant now, @Nullable ScorecardValues scorecards) {
        this.parameters = parameters;
        this.comparison = new Comparison(parameters, model.indexed());
        this.graph = new GraphConditions(parameters, model);
        this.model = model;
        this.now = now;
        this.scorecards = scorecards;
    }

    String of(SearchQuery query) {
        if (query.rules().isEmpty()) {
            return query.combinator() == Combinator.AND ? "true" : "false";
        }
        // SQL's "unknown" counts as false here and under "and" and "or", and whatever negates takes care of
        // itself; a
        // wrapper around each rule would keep every index from being used
        return query.rules().stream()
                .map(this::rule)
                .collect(Collectors.joining(query.combinator() == Combinator.AND ? " and " : " or ", "(", ")"));
    }

    private String rule(Rule rule) {
        return switch (rule) {
            case Rule.Property r ->
                comparison.of(subject(r.property()), r.operator(), r.value().literal());
            case Rule.Range r -> range(r);
            case Rule.Emptiness r -> {
                Subject subject = subject(r.property());
                String empty = r.blankCounts() ? comparison.blank(subject) : comparison.absent(subject);
                yield r.empty() ? empty : "not " + empty;
            }
            case Rule.Timer r -> {
                String expired = "coalesce(" + comparison.notAfter(subject(r.property()), now) + ", false)";
                yield r.expired() ? expired : "not " + expired;
            }
            case Rule.AnyProperty r -> anyProperty(r);
            case Rule.RelatedTo r -> graph.relatedTo(r);
            case Rule.Path r -> graph.path(r);
            case Rule.Relation r ->
                comparison.of(
                        Subject.expression(graph.targets(r)),
                        r.operator(),
                        r.value().literal());
            case Rule.Scorecard r -> scorecard(r);
            case Rule.Group r -> of(r.query());
            case Rule.Not r -> "not coalesce(" + rule(r.rule()) + ", false)";
            case Rule.Caller r -> throw new IllegalStateException("Not resolved: " + r);
        };
    }

    private Subject subject(String property) {
        return Subject.of(property, parameters, model);
    }

    private String range(Rule.Range rule) {
        if (!(rule.span() instanceof TimeSpan.Between(Instant from, Instant to))) {
            throw new IllegalStateException("Not resolved: " + rule);
        }
        String inside = comparison.between(subject(rule.property()), from, to);
        return rule.inside() ? inside : "not coalesce(" + inside + ", false)";
    }

    private String anyProperty(Rule.AnyProperty rule) {
        List<String> alternatives = new ArrayList<>();
        for (Blueprint blueprint : model.blueprints()) {
            String names = propertiesOf(blueprint, rule.schema())
                    .map(name -> "coalesce("
                            + comparison.of(
                                    subject(name),
                                    rule.operator().positive(),
                                    rule.value().literal())
                            + ", false)")
                    .collect(Collectors.joining(" or "));
            if (!names.isEmpty()) {
                alternatives.add("(e.blueprint = " + parameters.text(blueprint.identifier()) + " and (" + names + "))");
            }
        }
        String any = alternatives.isEmpty() ? "false" : "(" + String.join(" or ", alternatives) + ")";
        return rule.operator().isNegative() ? "not " + any : any;
    }

    /// Identifiers of own and calculated properties of a kind.
    static Stream<String> propertiesOf(Blueprint blueprint, PropertySchema schema) {
        Stream<PropertyDefinition> calculated =
                blueprint.calculations().values().stream().map(calculation -> calculation.shape());
        return Stream.concat(blueprint.properties().values().stream(), calculated)
                .filter(property -> {
                    var items = property.json().path("items");
                    return schema.covers(
                            property.type().wireName(),
                            Json.text(property.json(), "format"),
                            Json.text(items, "type"),
                            Json.text(items, "format"));
                })
                .map(PropertyDefinition::identifier);
    }

    private String scorecard(Rule.Scorecard rule) {
        if (scorecards == null) {
            throw new PortalException.Invalid("", "asks for a scorecard, and there are none");
        }
        String ruleName = rule.rule();
        String value =
                scorecards.sql(parameters.text(rule.scorecard()), ruleName == null ? null : parameters.text(ruleName));
        Subject level = Subject.expression("(" + value + ")");
        return rule.operator().isOrder()
                ? comparison.of(level, Operator.IN, levels(rule, scorecards))
                : comparison.of(level, rule.operator(), rule.value().literal());
    }

    /// The levels on the wanted side of one, in the order of the scorecard.
    private JsonNode levels(Rule.Scorecard rule, ScorecardValues known) {
        List<String> all = known.levels(
                rule.scorecard(),
                model.blueprints().stream().map(Blueprint::identifier).toList());
        int at = all.indexOf(rule.value().literal().asString(""));
        if (at < 0) {
            throw new PortalException.Invalid(
                    "",
                    "names level \"" + rule.value().literal().asString("") + "\" of scorecard \"" + rule.scorecard()
                            + "\", which has the levels: " + String.join(", ", all));
        }
        List<String> wanted = switch (rule.operator()) {
            case GREATER -> all.subList(at + 1, all.size());
            case GREATER_OR_EQUAL -> all.subList(at, all.size());
            case LESS -> all.subList(0, at);
            default -> all.subList(0, at + 1);
        };
        return Json.strings(wanted);
    }
}
