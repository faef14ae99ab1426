package io.portolan.blueprint;

import io.portolan.kernel.Json;
import tools.jackson.databind.node.ObjectNode;

/// A value computed over the related entities of another blueprint (dialect section 1.5).
///
/// @param target identifier of the blueprint whose entities are counted or combined
public record AggregationDefinition(String identifier, String target, ObjectNode json) {

    static AggregationDefinition of(String identifier, ObjectNode json) {
        String target = Json.text(json, "target");
        return new AggregationDefinition(identifier, target == null ? "" : target, json);
    }

    public String title() {
        return PropertyDefinition.titleOf(json, identifier);
    }

    /// `calculationSpec` as written.
    public ObjectNode spec() {
        return json.get("calculationSpec") instanceof ObjectNode spec ? spec : Json.object();
    }
}
