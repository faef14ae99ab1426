package io.portolan.blueprint;

import io.portolan.kernel.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A named link from the entities of one blueprint to those of another (dialect section 1.6).
///
/// @param target identifier of the blueprint at the other end
/// @param required every entity has to have a value
/// @param many the value is a list
public record RelationDefinition(String identifier, String target, boolean required, boolean many, ObjectNode json) {

    static RelationDefinition of(String identifier, ObjectNode json) {
        String target = Json.text(json, "target");
        return new RelationDefinition(
                identifier, target == null ? "" : target, flag(json, "required"), flag(json, "many"), json);
    }

    /// What people read: the title, or the identifier when there is none.
    public String title() {
        return PropertyDefinition.titleOf(json, identifier);
    }

    public @Nullable String description() {
        return Json.text(json, "description");
    }

    private static boolean flag(ObjectNode json, String key) {
        JsonNode value = json.get(key);
        return value != null && value.isBoolean() && value.booleanValue();
    }
}
