package io.portolan.catalog.ui;

import io.portolan.query.Operator;
import java.util.List;
import java.util.stream.Stream;

/// What sort of thing a table is filtered by, and so how it can be compared.
enum FilterKind {
    TEXT(Operators.TEXT),
    NUMBER(List.of(
            Operator.EQUALS,
            Operator.NOT_EQUALS,
            Operator.GREATER,
            Operator.GREATER_OR_EQUAL,
            Operator.LESS,
            Operator.LESS_OR_EQUAL,
            Operator.IN,
            Operator.NOT_IN)),
    BOOLEAN(List.of(Operator.EQUALS)),
    CHOICE(List.of(Operator.IN, Operator.NOT_IN)),
    TIME(Operators.TIME),
    TIMER(Stream.concat(Stream.of(Operator.IS_EXPIRED, Operator.IS_NOT_EXPIRED), Operators.TIME.stream())
            .toList()),
    LIST(List.of(Operator.CONTAINS, Operator.DOES_NOT_CONTAIN, Operator.CONTAINS_ANY)),
    USER(Operators.ONE),
    TEAM(Operators.ONE),
    TEAMS(List.of(Operator.CONTAINS_ANY)),
    RELATION(Operators.ONE),
    /// The titles of what a relation leads to.
    RELATION_TITLE(Operators.TEXT),
    OBJECT(List.of()),
    /// Whatever is related to an entity of a kind, over any number of relations.
    RELATED(Operator.RELATED_TO),
    /// Leads to an entity over relations that the reader names one by one.
    PATH(Operator.MATCH_ANY),
    /// Is led to from an entity over such relations.
    REACHED(Operator.MATCH_ANY),
    /// The level of a scorecard. Levels have an order.
    LEVEL(
            Operator.EQUALS,
            Operator.NOT_EQUALS,
            Operator.GREATER_OR_EQUAL,
            Operator.LESS_OR_EQUAL,
            Operator.IN,
            Operator.NOT_IN),
    /// The result of one rule of a scorecard.
    RESULT(Operator.EQUALS),
    /// A condition as it is written in the search language, for whatever has no form here.
    JSON();

    private final List<Operator> operators;

    /// Something that an entity may have no value of.
    FilterKind(List<Operator> comparisons) {
        operators = Stream.concat(comparisons.stream(), Stream.of(Operator.IS_EMPTY, Operator.IS_NOT_EMPTY))
                .toList();
    }

    FilterKind(Operator... operators) {
        this.operators = List.of(operators);
    }

    /// How it can be compared, the most usual way first; empty when the condition says so itself.
    List<Operator> operators() {
        return operators;
    }

    /// Whether the reader says over which relations.
    boolean hasPath() {
        return this == PATH || this == REACHED;
    }

    /// Comparisons that several kinds share.
    private static final class Operators {
        private static final List<Operator> TEXT = List.of(
                Operator.CONTAINS,
                Operator.EQUALS,
                Operator.NOT_EQUALS,
                Operator.DOES_NOT_CONTAIN,
                Operator.CONTAINS_ANY,
                Operator.BEGINS_WITH,
                Operator.DOES_NOT_BEGIN_WITH,
                Operator.ENDS_WITH,
                Operator.DOES_NOT_END_WITH,
                Operator.IN,
                Operator.NOT_IN);
        private static final List<Operator> TIME = List.of(
                Operator.BETWEEN,
                Operator.NOT_BETWEEN,
                Operator.GREATER,
                Operator.GREATER_OR_EQUAL,
                Operator.LESS,
                Operator.LESS_OR_EQUAL);
        private static final List<Operator> ONE =
                List.of(Operator.EQUALS, Operator.NOT_EQUALS, Operator.IN, Operator.NOT_IN);
    }
}
