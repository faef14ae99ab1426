package io.portolan.catalog;

import io.portolan.kernel.Json;
import io.portolan.query.Operator;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Operators as SQL; the same answers as the in-memory matcher of room `query`, with an index where there is one.
///
/// Every condition is two-valued: what SQL would call unknown is false before it is negated.
final class Comparison {

    private final SqlParameters parameters;
    private final Predicate<String> indexed;

    /// @param indexed whether an index answers for an expression
    Comparison(SqlParameters parameters, Predicate<String> indexed) {
        this.parameters = parameters;
        this.indexed = indexed;
    }

    String of(Subject subject, Operator operator, JsonNode wanted) {
        String positive = positive(subject, operator.positive(), wanted);
        return operator.isNegative() ? "not coalesce(" + positive + ", false)" : positive;
    }

    private String positive(Subject subject, Operator operator, JsonNode wanted) {
        return switch (operator) {
            case EQUALS -> missing(wanted) ? absent(subject) : equal(subject, wanted);
            case GREATER -> order(subject, ">", wanted);
            case GREATER_OR_EQUAL -> order(subject, ">=", wanted);
            case LESS -> order(subject, "<", wanted);
            case LESS_OR_EQUAL -> order(subject, "<=", wanted);
            case CONTAINS -> wanted.isArray() ? parts(subject, wanted, " and ", "true") : part(subject, wanted);
            case CONTAINS_ANY -> wanted.isArray() ? parts(subject, wanted, " or ", "false") : part(subject, wanted);
            case BEGINS_WITH ->
                wanted.isString()
                        ? "starts_with(" + subject.asText() + ", " + parameters.text(wanted.stringValue()) + ")"
                        : "false";
            case ENDS_WITH -> wanted.isString() ? endsWith(subject, wanted.stringValue()) : "false";
            case IN -> wanted.isArray() ? in(subject, wanted) : equal(subject, wanted);
            case IS_EMPTY -> blank(subject);
            default -> "false";
        };
    }

    String absent(Subject subject) {
        return "coalesce(" + subject.json() + " = 'null'::jsonb, true)";
    }

    String blank(Subject subject) {
        return "coalesce(" + subject.json() + " in ('null'::jsonb, '\"\"'::jsonb, '[]'::jsonb, '{}'::jsonb), true)";
    }

    String between(Subject subject, Instant from, Instant to) {
        return subject.asMoment() + " between " + parameters.moment(from) + " and " + parameters.moment(to);
    }

    String notAfter(Subject subject, Instant moment) {
        return subject.asMoment() + " <= " + parameters.moment(moment);
    }

    private String equal(Subject subject, JsonNode wanted) {
        if (subject.isTeam()) {
            return wanted.isString()
                    ? "e.team @> " + parameters.texts(List.of(wanted.stringValue()))
                    : subject.json() + " = " + parameters.json(wanted);
        }
        if (subject.column() != null && !subject.isTime()) {
            return wanted.isString() ? subject.column() + " = " + parameters.text(wanted.stringValue()) : "false";
        }
        String exact = subject.json() + " = " + parameters.json(wanted);
        if (!wanted.isValueNode()) {
            return exact;
        }
        String member = "(jsonb_typeof(" + subject.json() + ") = 'array' and " + subject.json() + " @> "
                + parameters.json(Json.array().add(wanted)) + ")";
        if (subject.property() == null) {
            return "(" + exact + " or " + member + ")";
        }
        if (wanted.isString()
                && subject.shape() == Subject.Shape.TEXT
                && wanted.stringValue().length() < Subject.SHORT
                && indexed.test(subject.asShortText())) {
            // unlike containment the planner knows how many there are of each value
            return subject.asShortText() + " = " + parameters.text(wanted.stringValue());
        }
        // containment is what the index answers; a scalar contains only itself, so nothing has to be checked again
        List<String> documents = new ArrayList<>();
        if (subject.shape() != Subject.Shape.LIST) {
            documents.add(parameters.json(Json.object().set(subject.property(), wanted)));
        }
        if (subject.shape() != Subject.Shape.SINGLE && subject.shape() != Subject.Shape.TEXT) {
            documents.add(parameters.json(
                    Json.object().set(subject.property(), Json.array().add(wanted))));
        }
        List<String> columns = switch (subject.place()) {
            case PROPERTIES -> List.of("e.properties");
            case COMPUTED -> List.of("e.computed");
            case EITHER -> List.of("e.properties", "e.computed");
        };
        return columns.stream()
                .flatMap(column -> documents.stream().map(document -> column + " @> " + document))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private String order(Subject subject, String sign, JsonNode wanted) {
        if (wanted.isNumber()) {
            return subject.asNumber() + " " + sign + " " + parameters.number(wanted.decimalValue());
        }
        Instant moment = moment(wanted);
        return moment == null ? "false" : subject.asMoment() + " " + sign + " " + parameters.moment(moment);
    }

    private String parts(Subject subject, JsonNode wanted, String word, String none) {
        List<String> conditions = new ArrayList<>();
        wanted.forEach(item -> conditions.add("coalesce(" + part(subject, item) + ", false)"));
        return conditions.isEmpty() ? none : "(" + String.join(word, conditions) + ")";
    }

    private String part(Subject subject, JsonNode wanted) {
        String element =
                "(jsonb_typeof(" + subject.json() + ") = 'array' and exists (select 1 from jsonb_array_elements("
                        + "case when jsonb_typeof(" + subject.json() + ") = 'array' then " + subject.json()
                        + " end) as item(value) where item.value = " + parameters.json(wanted) + "))";
        return wanted.isString()
                ? "(coalesce(position(" + parameters.text(wanted.stringValue()) + " in " + subject.asText()
                        + ") > 0, false) or coalesce(" + element + ", false))"
                : element;
    }

    private String endsWith(Subject subject, String wanted) {
        String end = parameters.text(wanted);
        return "right(" + subject.asText() + ", char_length(" + end + ")) = " + end;
    }

    private String in(Subject subject, JsonNode wanted) {
        if (wanted.isEmpty()) {
            return "false";
        }
        boolean strings = wanted.values().stream().allMatch(JsonNode::isString);
        if (strings && subject.isTeam()) {
            return "e.team && "
                    + parameters.texts(
                            wanted.values().stream().map(JsonNode::stringValue).toList());
        }
        if (strings && subject.column() != null && !subject.isTime()) {
            return subject.column() + " = any("
                    + parameters.texts(
                            wanted.values().stream().map(JsonNode::stringValue).toList())
                    + ")";
        }
        return wanted.values().stream()
                .map(item -> missing(item) ? absent(subject) : equal(subject, item))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private static boolean missing(JsonNode wanted) {
        return wanted.isNull() || wanted.isMissingNode();
    }

    /// The moment that a value in a query means: RFC 3339, or a date as the start of that day in UTC.
    static @Nullable Instant moment(JsonNode wanted) {
        if (!wanted.isString()) {
            return null;
        }
        String text = wanted.stringValue();
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }
}
