package io.portolan.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How two JSON values compare in the search language.
final class Values {

    private Values() {}

    /// No value, or JSON null.
    static boolean missing(@Nullable JsonNode node) {
        return node == null || node.isNull() || node.isMissingNode();
    }

    /// No value, or an empty text, list or object.
    static boolean blank(@Nullable JsonNode node) {
        return node == null
                || missing(node)
                || (node.isContainer() && node.isEmpty())
                || (node.isString() && node.stringValue().isEmpty());
    }

    /// Same value: numbers by value, containers by their content.
    static boolean same(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue()) == 0;
        }
        if (a.isArray() && b.isArray()) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int i = 0; i < a.size(); i++) {
                if (!same(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a.isObject() && b.isObject()) {
            return a.size() == b.size()
                    && a.propertyNames().stream()
                            .allMatch(key -> b.has(key)
                                    && same(Objects.requireNonNull(a.get(key)), Objects.requireNonNull(b.get(key))));
        }
        return a.equals(b);
    }

    /// Negative, zero or positive as `Comparator` says it; empty when there is no order between the two.
    static Optional<Integer> compare(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return Optional.of(a.decimalValue().compareTo(b.decimalValue()));
        }
        Instant left = moment(a);
        Instant right = moment(b);
        return left == null || right == null ? Optional.empty() : Optional.of(left.compareTo(right));
    }

    /// The moment that a text means: RFC 3339, or a date as the start of that day in UTC; null when it is none.
    static @Nullable Instant moment(@Nullable JsonNode node) {
        if (node == null || !node.isString()) {
            return null;
        }
        String text = node.stringValue();
        // cheap refusal before the parser throws: every date starts with a digit and has a dash
        if (text.length() < 10 || !Character.isDigit(text.charAt(0)) || text.charAt(4) != '-') {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }
}
