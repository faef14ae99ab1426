package io.portolan.blueprint;

import io.portolan.kernel.Json;
import tools.jackson.databind.node.ObjectNode;

/// A value computed by jq from the entity itself (dialect section 1.4).
///
/// @param calculation the jq text
public record CalculationDefinition(String identifier, String calculation, ObjectNode json) {

    static CalculationDefinition of(String identifier, ObjectNode json) {
        String calculation = Json.text(json, "calculation");
        return new CalculationDefinition(identifier, calculation == null ? "null" : calculation, json);
    }

    public String title() {
        return PropertyDefinition.titleOf(json, identifier);
    }

    /// How the result is shown: type, format and colours read like those of an own property.
    public PropertyDefinition shape() {
        return PropertyDefinition.of(identifier, json);
    }
}
