package io.portolan.catalog;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a rule or an order looks at, as SQL over the row `e` of `entity`.
///
/// @param json expression of type `jsonb`; SQL null when there is no value
/// @param column plain column of type `text` or `timestamptz` behind a meta property; null for other properties
/// @param property identifier of a property in `properties` or `computed`; null for meta properties and others
record Subject(
        String json, @Nullable String column, @Nullable String property) {

    private static final Map<String, String> META = Map.of(
            "$identifier", "e.identifier",
            "$title", "e.title",
            "$icon", "e.icon",
            "$blueprint", "e.blueprint",
            "$createdBy", "e.created_by",
            "$updatedBy", "e.updated_by",
            "$datasource", "e.datasource");
    private static final Map<String, String> TIMES = Map.of("$createdAt", "e.created_at", "$updatedAt", "e.updated_at");

    static Subject of(String property, SqlParameters parameters) {
        String column = META.get(property);
        if (column != null) {
            return new Subject("to_jsonb(" + column + ")", column, null);
        }
        String time = TIMES.get(property);
        if (time != null) {
            return new Subject(
                    "to_jsonb(to_char(" + time + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'))",
                    time,
                    null);
        }
        if (property.equals("$team")) {
            return new Subject("to_jsonb(e.team)", null, null);
        }
        String name = parameters.text(property);
        return new Subject("coalesce(e.properties -> " + name + ", e.computed -> " + name + ")", null, property);
    }

    static Subject expression(String json) {
        return new Subject(json, null, null);
    }

    boolean isTime() {
        return column != null && TIMES.containsValue(column);
    }

    /// The value as text; SQL null when it is none.
    String asText() {
        return column != null && !isTime()
                ? column
                : "case when jsonb_typeof(" + json + ") = 'string' then " + json + " #>> '{}' end";
    }

    /// The value as a number; SQL null when it is none.
    String asNumber() {
        return "case when jsonb_typeof(" + json + ") = 'number' then cast(" + json + " #>> '{}' as numeric) end";
    }

    /// The value as a moment; SQL null when it is none.
    String asMoment() {
        return isTime() ? Objects.requireNonNull(column) : "catalog_moment(" + asText() + ")";
    }
}
