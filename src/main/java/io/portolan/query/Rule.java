package io.portolan.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One condition on an entity: dialect section 3.1. A property is the identifier of an own, mirrored, calculated or
/// aggregated property, or a meta property with its dollar sign (`$identifier`, `$team` …).
public sealed interface Rule {

    /// A property compared with a value. The operator is one of those that need a value and are no time range.
    record Property(String property, Operator operator, Operand value) implements Rule {}

    /// A date-time property inside (or not inside) a span of time. No value is not inside.
    record Range(String property, boolean inside, TimeSpan span) implements Rule {}

    /// A property without (or with) a value.
    ///
    /// @param blankCounts whether an empty text, list or object is no value either, as in scorecards
    record Emptiness(String property, boolean empty, boolean blankCounts) implements Rule {}

    /// A timer property that has run out; not having one is not having run out.
    record Timer(String property, boolean expired) implements Rule {}

    /// Any property of a kind: at least one fulfils the operator, which is `=`, `!=` (none equals) or `contains`.
    record AnyProperty(PropertySchema schema, Operator operator, Operand value) implements Rule {}

    /// Connected by relations, over any number of steps, with one of the entities of a blueprint.
    ///
    /// @param blueprint of the entities in `value`; null when it is not said
    /// @param value identifier or list of identifiers
    /// @param direction null: both
    /// @param required restricts the relations to required (true) or others (false); null: all
    record RelatedTo(
            @Nullable String blueprint,
            Operand value,
            @Nullable Direction direction,
            @Nullable Boolean required) implements Rule {}

    /// Reaches one of the given entities over a path of relations.
    ///
    /// Without `fromBlueprint` the path leads from the searched entity to the value; with it, from the
    /// given entities of that blueprint to the searched one.
    record Path(List<Step> path, @Nullable String fromBlueprint, Operand value) implements Rule {

        public Path {
            path = List.copyOf(path);
        }

        /// One relation (or `$team`) of a path, walked once or up to `maxHops` times (1 to 15).
        public record Step(String relation, int maxHops) {}
    }

    /// A relation compared by the identifiers or the titles of its targets. `isEmpty` and `isNotEmpty` have the value
    /// null.
    record Relation(String relation, boolean byTitle, Operator operator, Operand value) implements Rule {}

    /// The level of a scorecard, or with `rule` the result of one rule of it (`SUCCESS`, `FAILURE`).
    record Scorecard(String scorecard, @Nullable String rule, Operator operator, Operand value) implements Rule {}

    /// A test on something about the caller in place of a property of the entity; `test` is written for the property
    /// `value`. [QueryResolver] decides it.
    record Caller(Operand.FromContext subject, Rule test) implements Rule {}

    /// A query inside a query.
    record Group(SearchQuery query) implements Rule {}

    /// The opposite of a rule (`"not": true` in conditions of scorecards).
    record Not(Rule rule) implements Rule {}

    /// Seen from the given entity: what it depends on, or what depends on it.
    enum Direction {
        UPSTREAM,
        DOWNSTREAM
    }

    static Rule property(String property, Operator operator, String value) {
        return new Property(property, operator, Operand.of(value));
    }
}
