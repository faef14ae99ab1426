package io.portolan.action;

import io.portolan.kernel.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One field of an action's form, dialect section 5.2.
///
/// @param schema its definition as it was sent
public record UserInput(String identifier, ObjectNode schema) {

    /// Limits that may be queries (dialect section 5.2).
    static final List<String> LIMITS = List.of("pattern", "minLength", "maxLength", "minItems", "maxItems");

    /// `string`, `number`, `boolean`, `object` or `array`.
    public String type() {
        String type = Json.text(schema, "type");
        return type == null ? "string" : type;
    }

    public @Nullable String format() {
        return Json.text(schema, "format");
    }

    /// The title, or the identifier when it has none.
    public String title() {
        String title = Json.text(schema, "title");
        return title == null || title.isBlank() ? identifier : title;
    }

    public @Nullable String description() {
        return Json.text(schema, "description");
    }

    /// The items of an array; an empty object otherwise.
    public ObjectNode items() {
        return schema.get("items") instanceof ObjectNode items ? items : Json.object();
    }

    public boolean isArray() {
        return type().equals("array");
    }

    /// Whether the value, or each item of it, names an entity.
    public boolean isEntity() {
        return "entity".equals(isArray() ? Json.text(items(), "format") : format());
    }

    /// The blueprint whose entities can be picked; null when the input is no entity input.
    public @Nullable String entityBlueprint() {
        return isEntity() ? Json.text(isArray() ? items() : schema, "blueprint") : null;
    }

    /// Whether its choices depend on other values.
    public boolean hasQueriedChoices() {
        return schema.path("enum").has("jqQuery") || items().path("enum").has("jqQuery");
    }

    /// Whether one of its limits depends on other values.
    public boolean hasQueriedLimits() {
        return items().path("pattern").has("jqQuery")
                || LIMITS.stream().anyMatch(key -> schema.path(key).has("jqQuery"));
    }

    /// The query that narrows the entities to pick from; null for none.
    @Nullable
    ObjectNode dataset() {
        JsonNode own = schema.has("dataset") ? schema.get("dataset") : items().get("dataset");
        return own instanceof ObjectNode query ? query : null;
    }

    /// Whether the entities to pick from depend on other values.
    public boolean hasQueriedDataset() {
        ObjectNode query = dataset();
        return query != null && !query.findParents("jqQuery").isEmpty();
    }

    /// Whether the value must never be shown.
    public boolean isSecret() {
        return schema.has("encryption");
    }

    /// Whether the portal encrypts it for the backend, as opposed to the sender.
    boolean isEncryptedByPortal() {
        return schema.path("encryption").isString();
    }

    /// What its value has to meet besides its type and limits.
    public List<FormRule> validations() {
        return FormRule.of(schema);
    }

    /// Inputs that must have a value before this one can be filled.
    public List<String> dependsOn() {
        return schema.path("dependsOn")
                .valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .toList();
    }
}
