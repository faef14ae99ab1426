package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.CalculationDefinition;
import io.portolan.blueprint.MirrorDefinition;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.blueprint.PropertyFormat;
import io.portolan.blueprint.PropertyType;
import io.portolan.kernel.PortalException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The order of a search with its tie-break by row number, and the condition for what comes after a cursor.
///
/// With one key, rows that have a value and rows that have none are two questions ([#parts]), each of which an index on
/// `(key, id)` answers from where the cursor stands; rows without a value come last in either direction.
final class Ordering {

    /// How a key is compared; the name stands in indexes.
    enum Kind {
        TEXT,
        NUMBER,
        TIME
    }

    /// One key.
    ///
    /// @param property identifier of the property behind it; null for columns, which have an index of their own
    record Key(
            String expression,
            boolean descending,
            Kind kind,
            boolean nullable,
            @Nullable String property) {

        private String direction() {
            return descending ? " desc" : " asc";
        }
    }

    /// A further condition with its order.
    record Part(String condition, String orderBy) {}

    private final List<Key> keys;

    private Ordering(List<Key> keys) {
        this.keys = keys;
    }

    static Ordering of(List<Sort> sort, SearchModel model, SqlParameters parameters) {
        List<Key> keys = new ArrayList<>();
        for (Sort key : sort.isEmpty() ? List.of(Sort.by("$title")) : sort) {
            keys.add(key(key, model, parameters));
        }
        return new Ordering(keys);
    }

    private static Key key(Sort sort, SearchModel model, SqlParameters parameters) {
        Subject subject = Subject.of(sort.property(), parameters, model);
        if (subject.column() != null) {
            boolean nullable =
                    sort.property().equals("$title") || sort.property().equals("$icon");
            return new Key(
                    subject.column(),
                    sort.descending(),
                    subject.isTime() ? Kind.TIME : Kind.TEXT,
                    nullable || sort.property().equals("$datasource"),
                    null);
        }
        Kind kind = kindOf(sort.property(), model);
        String expression = switch (kind) {
            case NUMBER -> subject.asNumber();
            case TIME -> subject.asMoment();
            case TEXT -> subject.asShortText();
        };
        return new Key(expression, sort.descending(), kind, true, subject.property());
    }

    /// How the values of a property are compared: by what the model says it is, through a mirror too.
    static Kind kindOf(String property, SearchModel model) {
        for (Blueprint blueprint : model.blueprints()) {
            Kind kind = kindOf(property, blueprint, model);
            if (kind != null) {
                return kind;
            }
        }
        return Kind.TEXT;
    }

    private static @Nullable Kind kindOf(String property, Blueprint blueprint, SearchModel model) {
        PropertyDefinition own = blueprint.properties().get(property);
        if (own != null) {
            return kindOf(own);
        }
        CalculationDefinition calculation = blueprint.calculations().get(property);
        if (calculation != null) {
            return kindOf(calculation.shape());
        }
        if (blueprint.aggregations().containsKey(property)) {
            return Kind.NUMBER;
        }
        MirrorDefinition mirror = blueprint.mirrors().get(property);
        if (mirror == null) {
            return null;
        }
        String last = mirror.path().getLast();
        Blueprint at = model.behind(blueprint, mirror);
        if (at == null) {
            return Kind.TEXT;
        }
        if (last.equals("$createdAt") || last.equals("$updatedAt")) {
            return Kind.TIME;
        }
        Kind kind = kindOf(last, at, model);
        return kind == null ? Kind.TEXT : kind;
    }

    private static Kind kindOf(PropertyDefinition property) {
        if (property.type() == PropertyType.NUMBER) {
            return Kind.NUMBER;
        }
        return property.hasFormat(PropertyFormat.DATE_TIME) || property.hasFormat(PropertyFormat.TIMER)
                ? Kind.TIME
                : Kind.TEXT;
    }

    List<Key> keys() {
        return keys;
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

    PageCursor cursor(ResultSet row) throws SQLException {
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            values.add(row.getString("k" + i));
        }
        return new PageCursor(values, row.getLong("id"), 0);
    }

    /// The questions whose answers, one after the other, are what comes after the cursor.
    ///
    /// @param cursor null from the beginning
    /// @param whole whether it has to be one question, for rows to be skipped
    List<Part> parts(@Nullable PageCursor cursor, boolean whole, SqlParameters parameters) {
        if (cursor != null && cursor.keys().size() != keys.size()) {
            throw new PortalException.Invalid("/from", "is a cursor of a search with another order; begin anew");
        }
        Key key = keys.getFirst();
        if (keys.size() > 1 || (whole && key.nullable())) {
            return List.of(new Part(cursor == null ? "true" : after(cursor, parameters), orderBy()));
        }
        String id = "e.id" + key.direction();
        String sign = key.descending() ? " < " : " > ";
        List<Part> parts = new ArrayList<>();
        String value = cursor == null ? null : cursor.keys().getFirst();
        if (cursor == null || value != null) {
            String condition = value == null || cursor == null
                    ? key.nullable() ? key.expression() + " is not null" : "true"
                    : "(" + key.expression() + ", e.id)" + sign + "(" + parameter(key.kind(), value, parameters) + ", "
                            + parameters.integer(cursor.id()) + ")";
            parts.add(new Part(condition, key.expression() + key.direction() + ", " + id));
        }
        if (key.nullable()) {
            String from = cursor == null || value != null ? "" : " and e.id" + sign + parameters.integer(cursor.id());
            parts.add(new Part(key.expression() + " is null" + from, id));
        }
        return parts;
    }

    private String orderBy() {
        return keys.stream()
                        .map(key -> key.expression() + key.direction() + " nulls last")
                        .collect(Collectors.joining(", "))
                + ", e.id" + keys.getFirst().direction();
    }

    /// What comes after the cursor in this order; entities without a value come last.
    private String after(PageCursor cursor, SqlParameters parameters) {
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
        alternatives.add("(" + equal + "e.id" + (keys.getFirst().descending() ? " < " : " > ")
                + parameters.integer(cursor.id()) + ")");
        return "(" + String.join(" or ", alternatives) + ")";
    }

    private static String parameter(Kind kind, String value, SqlParameters parameters) {
        try {
            return switch (kind) {
                case TEXT -> parameters.text(value);
                case NUMBER -> parameters.number(new BigDecimal(value));
                case TIME ->
                    parameters.moment(OffsetDateTime.parse(sqlTime(value)).toInstant());
            };
        } catch (NumberFormatException | DateTimeException _) {
            throw new PortalException.Invalid("/from", "is no cursor of this search; leave it out to begin anew");
        }
    }

    /// `2026-01-31 12:00:00.5+00` as PostgreSQL writes it, as RFC 3339.
    private static String sqlTime(String value) {
        String text = value.replace(' ', 'T');
        int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
        return text.length() - sign == 3 ? text + ":00" : text;
    }
}
