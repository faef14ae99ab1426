package io.portolan.page.ui.apis;

import io.portolan.kernel.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A value that fits a schema: the example that its author gave, or one made of the types.
final class SchemaExample {

    private static final int DEEPEST = 6;
    private static final int MOST = 400;
    private static final Map<String, String> BY_FORMAT = Map.of(
            "date-time", "2026-01-31T12:00:00Z",
            "date", "2026-01-31",
            "time", "12:00:00Z",
            "uuid", "3fa85f64-5717-4562-b3fc-2c963f66afa6",
            "email", "someone@example.org",
            "uri", "https://example.org",
            "url", "https://example.org",
            "hostname", "example.org",
            "ipv4", "192.0.2.1",
            "byte", "ZXhhbXBsZQ==");

    private final References references;
    private int made;

    private SchemaExample(References references) {
        this.references = references;
    }

    /// What the author gave beside the schema of a body, or else one of the schema.
    ///
    /// @param holder has `schema` and may have `example` or `examples`
    static JsonNode ofContent(References references, JsonNode holder) {
        JsonNode given = given(references, holder);
        return given != null ? given : of(references, holder.path("schema"));
    }

    static JsonNode of(References references, JsonNode schema) {
        return new SchemaExample(references).make(schema, List.of());
    }

    /// The example that stands at a node itself, or null.
    static @Nullable JsonNode given(References references, JsonNode holder) {
        if (holder.has("example")) {
            return holder.get("example");
        }
        JsonNode examples = holder.path("examples");
        for (JsonNode one : examples.values()) {
            JsonNode example = references.resolve(one);
            if (examples.isArray()) {
                return example;
            }
            if (example.has("value")) {
                return example.get("value");
            }
        }
        return null;
    }

    private JsonNode make(JsonNode node, List<JsonNode> above) {
        JsonNode schema = references.resolve(node);
        JsonNode given = given(references, schema);
        if (given != null) {
            return given;
        }
        for (String key : List.of("default", "const")) {
            if (schema.has(key)) {
                return schema.get(key);
            }
        }
        if (!schema.path("enum").isEmpty()) {
            return schema.path("enum").get(0);
        }
        List<JsonNode> trail = new ArrayList<>(above);
        trail.add(schema);
        for (String key : List.of("oneOf", "anyOf")) {
            if (!schema.path(key).isEmpty() && !schema.has("properties")) {
                JsonNode first = schema.path(key).get(0);
                return ends(first, trail) ? JsonNodeFactory.instance.nullNode() : make(first, trail);
            }
        }
        if (isObject(schema)) {
            ObjectNode object = Json.object();
            put(object, schema, trail);
            return object;
        }
        if (schema.path("items").isObject()) {
            ArrayNode list = Json.array();
            if (!ends(schema.path("items"), trail)) {
                list.add(make(schema.path("items"), trail));
            }
            return list;
        }
        return single(schema);
    }

    private static boolean isObject(JsonNode schema) {
        return schema.path("properties").isObject()
                || schema.path("allOf").isArray()
                || Json.texts(schema.path("type")).contains("object");
    }

    private void put(ObjectNode object, JsonNode schema, List<JsonNode> trail) {
        for (JsonNode part : schema.path("allOf")) {
            if (!ends(part, trail)) {
                List<JsonNode> deeper = new ArrayList<>(trail);
                JsonNode target = references.resolve(part);
                deeper.add(target);
                put(object, target, deeper);
            }
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (!ends(property.getValue(), trail)) {
                object.set(property.getKey(), make(property.getValue(), trail));
            }
        }
    }

    /// Whether the example stops here: because the schema is on the way already, or is too deep, or too much is made.
    private boolean ends(JsonNode node, List<JsonNode> trail) {
        return trail.size() > DEEPEST || made++ > MOST || References.isAmong(trail, references.resolve(node));
    }

    private static JsonNode single(JsonNode schema) {
        JsonNodeFactory values = JsonNodeFactory.instance;
        String type = Json.texts(schema.path("type")).stream().findFirst().orElse("");
        return switch (type) {
            case "integer", "number" ->
                schema.path("minimum").isNumber() ? schema.path("minimum") : values.numberNode(0);
            case "boolean" -> values.booleanNode(true);
            case "array" -> values.arrayNode();
            case "null" -> values.nullNode();
            case "string" ->
                values.stringNode(BY_FORMAT.getOrDefault(schema.path("format").asString(""), "string"));
            default -> values.objectNode();
        };
    }
}
