package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.MirrorDefinition;
import io.portolan.blueprint.PropertyDefinition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a rule or an order looks at, as SQL over the row `e` of `entity`.
///
/// @param json expression of type `jsonb`; SQL null when there is no value
/// @param column plain column of type `text` or `timestamptz` behind a meta property; null for other properties
/// @param property identifier of a property in `properties` or `computed`; null for meta properties and others
/// @param place where the property stands in every blueprint that is searched
/// @param shape whether it is a list in every one of them
record Subject(
        String json, @Nullable String column, @Nullable String property, Place place, Shape shape) {

    /// Where the value of a property stands in the row.
    enum Place {
        PROPERTIES,
        COMPUTED,
        EITHER
    }

    /// What the model says of the value: containment asks one question less for each that is certain.
    enum Shape {
        TEXT,
        SINGLE,
        LIST,
        ANY
    }

    /// Longer texts are cut in indexes.
    static final int SHORT = 200;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9@_=-]+");

    private static final Map<String, String> META = Map.of(
            "$identifier", "e.identifier",
            "$title", "e.title",
            "$icon", "e.icon",
            "$blueprint", "e.blueprint",
            "$createdBy", "e.created_by",
            "$updatedBy", "e.updated_by",
            "$datasource", "e.datasource");
    private static final Map<String, String> TIMES = Map.of("$createdAt", "e.created_at", "$updatedAt", "e.updated_at");

    /// Without a model: the property may stand anywhere.
    static Subject of(String property, SqlParameters parameters) {
        return of(property, parameters, SearchModel.NONE);
    }

    /// @param model the blueprints that are searched; tells where the property stands, so that an index can answer
    static Subject of(String property, SqlParameters parameters, SearchModel model) {
        String column = META.get(property);
        if (column != null) {
            return meta("to_jsonb(" + column + ")", column);
        }
        String time = TIMES.get(property);
        if (time != null) {
            return meta(
                    "to_jsonb(to_char(" + time + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"'))", time);
        }
        if (property.equals("$team")) {
            return meta("to_jsonb(e.team)", null);
        }
        // an index on an expression serves only where the name is part of the statement
        String name = NAME.matcher(property).matches() ? "'" + property + "'" : parameters.text(property);
        Place place = place(property, model.blueprints());
        String json = switch (place) {
            case PROPERTIES -> "(e.properties -> " + name + ")";
            case COMPUTED -> "(e.computed -> " + name + ")";
            case EITHER -> "coalesce(e.properties -> " + name + ", e.computed -> " + name + ")";
        };
        return new Subject(json, null, property, place, shape(property, model));
    }

    static Subject expression(String json) {
        return meta(json, null);
    }

    private static Subject meta(String json, @Nullable String column) {
        return new Subject(json, column, null, Place.EITHER, Shape.ANY);
    }

    private static Place place(String property, List<Blueprint> model) {
        boolean own =
                model.stream().anyMatch(blueprint -> blueprint.properties().containsKey(property));
        boolean computed = model.stream().anyMatch(blueprint -> blueprint.isComputed(property));
        return own == computed ? Place.EITHER : own ? Place.PROPERTIES : Place.COMPUTED;
    }

    private static Shape shape(String property, SearchModel model) {
        Shape shape = null;
        for (Blueprint blueprint : model.blueprints()) {
            Shape here = shape(property, blueprint, model);
            if (here == null) {
                continue;
            }
            if (shape != null && shape != here) {
                return Shape.ANY;
            }
            shape = here;
        }
        return shape == null ? Shape.ANY : shape;
    }

    private static @Nullable Shape shape(String property, Blueprint blueprint, SearchModel model) {
        PropertyDefinition own = blueprint.properties().get(property);
        if (own != null) {
            return switch (own.type()) {
                case STRING -> Shape.TEXT;
                case NUMBER, BOOLEAN -> Shape.SINGLE;
                case ARRAY -> Shape.LIST;
                case OBJECT -> Shape.ANY;
            };
        }
        if (blueprint.calculations().containsKey(property)
                || blueprint.aggregations().containsKey(property)) {
            return Shape.ANY;
        }
        MirrorDefinition mirror = blueprint.mirrors().get(property);
        if (mirror == null) {
            return null;
        }
        Blueprint end = model.behind(blueprint, mirror);
        Shape there = end == null ? null : shape(mirror.path().getLast(), end, model);
        return there == null ? Shape.ANY : there;
    }

    /// The value as a text that an index can hold.
    String asShortText() {
        return "left(" + json + " #>> '{}', " + SHORT + ")";
    }

    boolean isTeam() {
        return json.equals("to_jsonb(e.team)");
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
