package io.portolan.catalog;

import io.portolan.kernel.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Hands out names for the values of one statement, so that no value is ever part of its text.
final class SqlParameters {

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    Map<String, @Nullable Object> values() {
        return values;
    }

    String text(@Nullable String value) {
        return "cast(" + add(value) + " as text)";
    }

    String texts(Collection<String> value) {
        return "cast(" + add(value.toArray(String[]::new)) + " as text[])";
    }

    String numbers(Collection<Long> value) {
        return "cast(" + add(value.toArray(Long[]::new)) + " as bigint[])";
    }

    String json(JsonNode value) {
        return "cast(" + add(Json.write(value)) + " as jsonb)";
    }

    String number(BigDecimal value) {
        return "cast(" + add(value) + " as numeric)";
    }

    String moment(Instant value) {
        return "cast(" + add(value.atOffset(ZoneOffset.UTC)) + " as timestamptz)";
    }

    String integer(long value) {
        return add(value);
    }

    /// A text as part of a pattern of `like` that means nothing but itself.
    static String escape(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private String add(@Nullable Object value) {
        String name = "p" + values.size();
        values.put(name, value);
        return ":" + name;
    }
}
