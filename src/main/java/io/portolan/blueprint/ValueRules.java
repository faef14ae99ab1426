package io.portolan.blueprint;

import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Says whether a value fits a property definition, by a JSON Schema validator that also knows the portal's formats.
/// Used for entity values, defaults and user inputs alike.
public final class ValueRules {

    /// Keys that describe a property and mean nothing, or something else, to a JSON Schema validator.
    private static final List<String> NOT_SCHEMA = List.of(
            "title", "description", "icon", "default", "spec", "specAuthentication", "enumColors", "$ref", "$id");

    /// By the very node, not by what it says: comparing definitions costs more than most checks.
    private static final Map<Node, ValueSchema> COMPILED = new ConcurrentHashMap<>();
    private static final int MAX_COMPILED = 5_000;

    private ValueRules() {}

    /// What is wrong with a value, pointers relative to it; empty when it fits. JSON null fits no property: callers
    /// treat it as absence beforehand.
    public static List<Violation> check(PropertyDefinition property, JsonNode value) {
        return compiled(property).check(value);
    }

    /// The JSON Schema (draft 7) that values of a property are checked against, without what only describes it.
    public static ObjectNode schema(PropertyDefinition property) {
        return schemaOf(property.json(), property.type().wireName());
    }

    private static ValueSchema compiled(PropertyDefinition property) {
        if (COMPILED.size() > MAX_COMPILED) {
            COMPILED.clear();
        }
        return COMPILED.computeIfAbsent(
                new Node(property.json()),
                node -> new ValueSchema(schemaOf(node.json(), property.type().wireName())));
    }

    private record Node(ObjectNode json) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Node node && node.json == json;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(json);
        }
    }

    private static ObjectNode schemaOf(ObjectNode json, String type) {
        ObjectNode schema = Json.object();
        json.properties().forEach(entry -> {
            if (!NOT_SCHEMA.contains(entry.getKey())) {
                schema.set(entry.getKey(), entry.getValue());
            }
        });
        schema.put("type", type);
        String format = Json.text(json, "format");
        if (type.equals("array") && format != null) {
            // A format beside `items` is that of the items.
            schema.remove("format");
            ObjectNode items = schema.get("items") instanceof ObjectNode given ? given.deepCopy() : Json.object();
            items.put("format", format);
            schema.set("items", items);
        }
        if (schema.get("items") instanceof ObjectNode items && "enum".equals(Json.text(items, "type"))) {
            schema.set("items", items.deepCopy().put("type", "string"));
        }
        if (schema.get("items") instanceof ObjectNode items) {
            schema.set("items", labelled(items));
        }
        return labelled(schema);
    }

    /// A labelled URL is `{url, displayText}`; `label` is its older name (dialect section 1.2).
    private static ObjectNode labelled(ObjectNode schema) {
        if (!PropertyFormat.LABELED_URL.wireName().equals(Json.text(schema, "format"))
                || "string".equals(Json.text(schema, "type"))) {
            return schema;
        }
        ObjectNode object = schema.deepCopy().put("type", "object");
        object.remove("format");
        ObjectNode parts = object.withObject("/properties");
        parts.withObject("/url").put("type", "string").put("format", "url");
        parts.withObject("/displayText").put("type", "string");
        parts.withObject("/label").put("type", "string");
        object.withArray("/required").add("url");
        return object;
    }
}
