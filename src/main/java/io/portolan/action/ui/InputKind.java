package io.portolan.action.ui;

import io.portolan.kernel.Json;
import io.portolan.ui.Texts;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What people choose from when they add an input: type and format as one thing.
enum InputKind {
    TEXT("string", null, null),
    MULTI_LINE("string", "multi-line", null),
    CHOICE("string", null, null),
    NUMBER("number", null, null),
    BOOLEAN("boolean", null, null),
    DATE_TIME("string", "date-time", null),
    URL("string", "url", null),
    EMAIL("string", "email", null),
    USER("string", "user", null),
    TEAM("string", "team", null),
    ENTITY("string", "entity", null),
    MARKDOWN("string", "markdown", null),
    YAML("string", "yaml", null),
    OBJECT("object", null, null),
    TEXTS("array", null, "string"),
    NUMBERS("array", null, "number"),
    CHOICES("array", null, "string"),
    ENTITIES("array", "entity", "string");

    private final String type;
    private final @Nullable String format;
    private final @Nullable String items;

    InputKind(String type, @Nullable String format, @Nullable String items) {
        this.type = type;
        this.format = format;
        this.items = items;
    }

    String label() {
        return Texts.get("action.input.kind." + name());
    }

    boolean isText() {
        return this == TEXT || this == MULTI_LINE;
    }

    boolean isList() {
        return type.equals("array");
    }

    boolean hasChoices() {
        return this == CHOICE || this == CHOICES;
    }

    boolean isEntity() {
        return this == ENTITY || this == ENTITIES;
    }

    /// The kind of a schema; empty for one that only JSON can express.
    static Optional<InputKind> of(ObjectNode schema) {
        String type = Objects.requireNonNullElse(Json.text(schema, "type"), "string");
        boolean array = type.equals("array");
        boolean choices = schema.has("enum") || schema.path("items").has("enum");
        String format = array ? Json.text(schema.path("items"), "format") : Json.text(schema, "format");
        String items = array ? Json.text(schema.path("items"), "type") : null;
        if (choices && format == null && (type.equals("string") || "string".equals(items))) {
            return Optional.of(array ? CHOICES : CHOICE);
        }
        return Arrays.stream(values())
                .filter(kind -> !kind.hasChoices()
                        && kind.type.equals(type)
                        && Objects.equals(kind.format, format)
                        && Objects.equals(kind.items, items))
                .findFirst();
    }

    /// Writes type and format; what belongs to another kind goes.
    void writeTo(ObjectNode schema) {
        if (schema.has("type") && of(schema).filter(this::equals).isPresent()) {
            return;
        }
        schema.remove(java.util.List.of("format", "items", "enum", "enumColors", "default", "blueprint"));
        schema.put("type", type);
        if (items != null) {
            ObjectNode of = schema.putObject("items").put("type", items);
            if (format != null) {
                of.put("format", format);
            }
        } else if (format != null) {
            schema.put("format", format);
        }
    }
}
