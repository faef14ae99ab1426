package io.portolan.query;

import java.util.Arrays;
import java.util.Optional;

/// The operators of the search language with their spelling on the wire.
///
/// Text is compared with regard to upper and lower case. Order exists between two numbers and between two date-times
/// only.
public enum Operator {
    /// Same value, numbers by value; a list equals a single value that it contains. `= null` means "has no value".
    EQUALS("="),
    NOT_EQUALS("!="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    /// Text: part of it. List: has the element, or all of them when a list is asked for.
    CONTAINS("contains"),
    DOES_NOT_CONTAIN("doesNotContains"),
    /// List: has one of the elements. Text: has one of the parts.
    CONTAINS_ANY("containsAny"),
    BEGINS_WITH("beginsWith"),
    DOES_NOT_BEGIN_WITH("doesNotBeginsWith"),
    ENDS_WITH("endsWith"),
    DOES_NOT_END_WITH("doesNotEndsWith"),
    /// Is one of the values; a list: has one of them.
    IN("in"),
    NOT_IN("notIn"),
    IS_EMPTY("isEmpty"),
    IS_NOT_EMPTY("isNotEmpty"),
    BETWEEN("between"),
    NOT_BETWEEN("notBetween"),
    IS_EXPIRED("isExpired"),
    IS_NOT_EXPIRED("isNotExpired"),
    RELATED_TO("relatedTo"),
    MATCH_ANY("matchAny");

    private final String wireName;

    Operator(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<Operator> byWireName(String name) {
        return Arrays.stream(values()).filter(o -> o.wireName.equals(name)).findFirst();
    }

    /// Whether it is `> >= < <=`.
    public boolean isOrder() {
        return this == GREATER || this == GREATER_OR_EQUAL || this == LESS || this == LESS_OR_EQUAL;
    }

    /// Whether it stands alone, without a value.
    public boolean isUnary() {
        return this == IS_EMPTY || this == IS_NOT_EMPTY || this == IS_EXPIRED || this == IS_NOT_EXPIRED;
    }

    /// Whether it is the complement of another operator, which [#positive()] gives.
    public boolean isNegative() {
        return positive() != this;
    }

    /// The operator that this one is the complement of, or itself.
    public Operator positive() {
        return switch (this) {
            case NOT_EQUALS -> EQUALS;
            case DOES_NOT_CONTAIN -> CONTAINS;
            case DOES_NOT_BEGIN_WITH -> BEGINS_WITH;
            case DOES_NOT_END_WITH -> ENDS_WITH;
            case NOT_IN -> IN;
            case IS_NOT_EMPTY -> IS_EMPTY;
            case NOT_BETWEEN -> BETWEEN;
            case IS_NOT_EXPIRED -> IS_EXPIRED;
            default -> this;
        };
    }
}
