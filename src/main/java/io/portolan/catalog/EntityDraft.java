package io.portolan.catalog;

import io.portolan.kernel.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a client wants an entity to be: `{identifier, title, icon, team, properties, relations}`, each optional.
///
/// @param blueprint identifier of the blueprint it belongs to
/// @param json as the client sent it; keys that are absent and keys with null mean different things in a merge
public record EntityDraft(String blueprint, ObjectNode json) {

    public static EntityDraft of(String blueprint, ObjectNode json) {
        return new EntityDraft(blueprint, json);
    }

    /// A draft with nothing but its name.
    public static EntityDraft named(String blueprint, String identifier, @Nullable String title) {
        ObjectNode json = Json.object().put("identifier", identifier);
        if (title != null) {
            json.put("title", title);
        }
        return new EntityDraft(blueprint, json);
    }

    /// The identifier, or null when the portal is to make one.
    public @Nullable String identifier() {
        return Json.text(json, "identifier");
    }

    /// This draft with one more own property.
    public EntityDraft with(String property, @Nullable JsonNode value) {
        ObjectNode copy = json.deepCopy();
        copy.withObject("/properties").set(property, value);
        return new EntityDraft(blueprint, copy);
    }

    /// This draft with one more single relation.
    public EntityDraft relatedTo(String relation, @Nullable String target) {
        ObjectNode copy = json.deepCopy();
        copy.withObject("/relations").put(relation, target);
        return new EntityDraft(blueprint, copy);
    }
}
