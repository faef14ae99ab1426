package io.portolan.catalog.ui;

import io.portolan.blueprint.AggregationDefinition;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.CalculationDefinition;
import io.portolan.blueprint.MirrorDefinition;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.kernel.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One value that entities of a kind may have, with how it is shown.
///
/// @param shape type, format and colours; of a mirror those of the property at the end of its path
record EntityField(String id, String title, @Nullable String description, Source source, PropertyDefinition shape) {

    /// Where the value comes from.
    enum Source {
        OWN,
        MIRROR,
        CALCULATION,
        AGGREGATION
    }

    /// All fields of a kind: own properties in their order, then computed ones.
    ///
    /// @param model every blueprint by identifier, to look up what mirrors lead to
    static List<EntityField> of(Blueprint blueprint, Map<String, Blueprint> model) {
        List<EntityField> fields = new ArrayList<>();
        for (PropertyDefinition property : blueprint.properties().values()) {
            fields.add(new EntityField(
                    property.identifier(), property.title(), property.description(), Source.OWN, property));
        }
        for (MirrorDefinition mirror : blueprint.mirrors().values()) {
            fields.add(new EntityField(
                    mirror.identifier(),
                    mirror.title(),
                    Json.text(mirror.json(), "description"),
                    Source.MIRROR,
                    mirrored(blueprint, mirror, model)));
        }
        for (CalculationDefinition calculation : blueprint.calculations().values()) {
            fields.add(new EntityField(
                    calculation.identifier(),
                    calculation.title(),
                    Json.text(calculation.json(), "description"),
                    Source.CALCULATION,
                    calculation.shape()));
        }
        for (AggregationDefinition aggregation : blueprint.aggregations().values()) {
            String title = Json.text(aggregation.json(), "title");
            fields.add(new EntityField(
                    aggregation.identifier(),
                    title == null ? aggregation.identifier() : title,
                    Json.text(aggregation.json(), "description"),
                    Source.AGGREGATION,
                    PropertyDefinition.of(
                            aggregation.identifier(), Json.object().put("type", "number"))));
        }
        return fields;
    }

    boolean computed() {
        return source != Source.OWN;
    }

    private static PropertyDefinition mirrored(Blueprint start, MirrorDefinition mirror, Map<String, Blueprint> model) {
        Blueprint place = start;
        List<String> path = mirror.path();
        for (int i = 0; i < path.size() - 1; i++) {
            RelationDefinition relation = place.relations().get(path.get(i));
            Blueprint next = relation == null ? null : model.get(relation.target());
            if (next == null) {
                break;
            }
            place = next;
        }
        String last = path.isEmpty() ? "" : path.getLast();
        PropertyDefinition own = place.properties().get(last);
        if (own != null) {
            return own;
        }
        CalculationDefinition calculation = place.calculations().get(last);
        if (calculation != null) {
            return calculation.shape();
        }
        String format = last.endsWith("At") && last.startsWith("$") ? "date-time" : "";
        return PropertyDefinition.of(
                mirror.identifier(),
                format.isEmpty()
                        ? Json.object().put("type", "string")
                        : Json.object().put("type", "string").put("format", format));
    }
}
