package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.blueprint.PropertyFormat;
import io.portolan.blueprint.PropertyType;
import io.portolan.kernel.PortalException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The order of a search with its tie-break by row number, and the condition for what comes after a cursor.
final class Ordering {

    private enum Kind {
        TEXT,
        NUMBER,
        TIME
    }

    private record Key(String expression, boolean descending, Kind kind) {}

    private final List<Key> keys;

    private Ordering(List<Key> keys) {
        this.keys = keys;
    }

    static Ordering of(List<Sort> sort, List<Blueprint> model, SqlParameters parameters) {
        List<Key> keys = new ArrayList<>();
        for (Sort key : sort.isEmpty() ? List.of(Sort.by("$title")) : sort) {
            keys.add(key(key, model, parameters));
        }
        return new Ordering(keys);
    }

    private static Key key(Sort sort, List<Blueprint> model, SqlParameters parameters) {
        if (sort.property().equals("$title")) {
            return new Key("e.title", sort.descending(), Kind.TEXT);
        }
        Subject subject = Subject.of(sort.property(), parameters);
        if (subject.column() != null) {
            return new Key(subject.column(), sort.descending(), subject.isTime() ? Kind.TIME : Kind.TEXT);
        }
        Optional<PropertyDefinition> property = model.stream()
                .flatMap(blueprint -> Optional.ofNullable(blueprint.properties().get(sort.property())).stream())
                .findFirst();
        boolean aggregated = model.stream()
                .anyMatch(blueprint -> blueprint.aggregations().containsKey(sort.property())
                        || Optional.ofNullable(blueprint.calculations().get(sort.property()))
                                .filter(calculation -> calculation.shape().type() == PropertyType.NUMBER)
                                .isPresent());
        if (aggregated || property.filter(p -> p.type() == PropertyType.NUMBER).isPresent()) {
            return new Key(subject.asNumber(), sort.descending(), Kind.NUMBER);
        }
        if (property.filter(p -> p.hasFormat(PropertyFormat.DATE_TIME) || p.hasFormat(PropertyFormat.TIMER))
                .isPresent()) {
            return new Key(subject.asMoment(), sort.descending(), Kind.TIME);
        }
        return new Key("(" + subject.json() + " #>> '{}')", sort.descending(), Kind.TEXT);
    }

    /// The keys as further columns of the select, read back by [#cursor].
    String columns() {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            columns.append(", cast(")
                    .append(keys.get(i).expression())
                    .append(" as text) as k")
                    .append(i);
        }
        return columns.toString();
    }

    String orderBy() {
        return keys.stream()
                        .map(key -> key.expression() + (key.descending() ? " desc nulls last" : " asc nulls last"))
                        .collect(Collectors.joining(", "))
                + ", e.id";
    }

    PageCursor cursor(ResultSet row) throws SQLException {
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            values.add(row.getString("k" + i));
        }
        return new PageCursor(values, row.getLong("id"));
    }

    /// What comes after the cursor in this order; entities without a value come last.
    String after(PageCursor cursor, SqlParameters parameters) {
        if (cursor.keys().size() != keys.size()) {
            throw new PortalException.Invalid("/from", "is a cursor of a search with another order; begin anew");
        }
        List<String> alternatives = new ArrayList<>();
        StringBuilder equal = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            String value = cursor.keys().get(i);
            if (value != null) {
                String parameter = parameter(key.kind(), value, parameters);
                alternatives.add("(" + equal + "(" + key.expression() + (key.descending() ? " < " : " > ") + parameter
                        + " or " + key.expression() + " is null))");
                equal.append(key.expression()).append(" = ").append(parameter).append(" and ");
            } else {
                equal.append(key.expression()).append(" is null and ");
            }
        }
        alternatives.add("(" + equal + "e.id > " + parameters.integer(cursor.id()) + ")");
        return "(" + String.join(" or ", alternatives) + ")";
    }

    private static String parameter(Kind kind, String value, SqlParameters parameters) {
        try {
            return switch (kind) {
                case TEXT -> parameters.text(value);
                case NUMBER -> parameters.number(new BigDecimal(value));
                case TIME -> "cast(" + parameters.text(value) + " as timestamptz)";
            };
        } catch (NumberFormatException _) {
            throw new PortalException.Invalid("/from", "is no cursor of this search; leave it out to begin anew");
        }
    }
}
