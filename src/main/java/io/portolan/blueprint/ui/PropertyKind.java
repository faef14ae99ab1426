package io.portolan.blueprint.ui;

import io.portolan.kernel.Json;
import io.portolan.ui.Texts;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What people choose from when they add a property: type and format as one thing.
enum PropertyKind {
    TEXT("string", null, null, null, "type"),
    CHOICE("string", null, null, null, "list-checks"),
    NUMBER("number", null, null, null, "hash"),
    BOOLEAN("boolean", null, null, null, "check"),
    DATE_TIME("string", "date-time", null, null, "calendar"),
    TIMER("string", "timer", null, null, "timer"),
    URL("string", "url", null, null, "link"),
    LABELED_URL("object", "labeled-url", null, null, "link"),
    EMBEDDED_URL("string", "url", "embedded-url", null, "app-window"),
    EMAIL("string", "email", null, null, "mail"),
    USER("string", "user", null, null, "user"),
    TEAM("string", "team", null, null, "users"),
    MARKDOWN("string", "markdown", null, null, "file-text"),
    YAML("string", "yaml", null, null, "file-code"),
    OPEN_API("object", null, "open-api", null, "file-code"),
    ASYNC_API("object", null, "async-api", null, "file-code"),
    PROTO("string", "proto", null, null, "file-code"),
    IPV4("string", "ipv4", null, null, "network"),
    IPV6("string", "ipv6", null, null, "network"),
    OBJECT("object", null, null, null, "braces"),
    TEXTS("array", null, null, "string", "list"),
    CHOICES("array", null, null, "string", "list-checks"),
    NUMBERS("array", null, null, "number", "list"),
    OBJECTS("array", null, null, "object", "list"),
    LIST("array", null, null, null, "list");

    private final String type;
    private final @Nullable String format;
    private final @Nullable String spec;
    private final @Nullable String items;
    private final String icon;

    PropertyKind(String type, @Nullable String format, @Nullable String spec, @Nullable String items, String icon) {
        this.type = type;
        this.format = format;
        this.spec = spec;
        this.items = items;
        this.icon = icon;
    }

    String label() {
        return Texts.get("blueprint.kind." + name());
    }

    String icon() {
        return icon;
    }

    boolean isText() {
        return type.equals("string") && format == null && this != CHOICE;
    }

    boolean isNumber() {
        return this == NUMBER;
    }

    boolean isList() {
        return type.equals("array");
    }

    boolean hasChoices() {
        return this == CHOICE || this == CHOICES;
    }

    /// The nearest kind of a definition.
    static PropertyKind of(ObjectNode definition) {
        String type = Optional.ofNullable(Json.text(definition, "type")).orElse("string");
        String format = Json.text(definition, "format");
        String spec = Json.text(definition, "spec");
        boolean choices = definition.has("enum") || definition.path("items").has("enum") || type.equals("enum");
        if (type.equals("array")) {
            String items = Json.text(definition.path("items"), "type");
            return choices
                    ? CHOICES
                    : items == null
                            ? LIST
                            : switch (items) {
                                case "number" -> NUMBERS;
                                case "object" -> OBJECTS;
                                default -> TEXTS;
                            };
        }
        if (type.equals("string") && choices || type.equals("enum")) {
            return CHOICE;
        }
        return Arrays.stream(values())
                .filter(kind -> kind.type.equals(type)
                        && java.util.Objects.equals(kind.format, format)
                        && java.util.Objects.equals(kind.spec, spec)
                        && !kind.hasChoices())
                .findFirst()
                .or(() -> Arrays.stream(values())
                        .filter(kind -> kind.type.equals(type) && kind.format == null && kind.spec == null)
                        .findFirst())
                .orElse(TEXT);
    }

    /// Writes type, format and spec into a definition; what belongs to another kind goes.
    void writeTo(ObjectNode definition) {
        PropertyKind before = of(definition);
        if (before == this && definition.has("type")) {
            return;
        }
        definition.put("type", type);
        put(definition, "format", format);
        put(definition, "spec", spec);
        if (items == null) {
            definition.remove("items");
        } else {
            definition.withObject("/items").put("type", items);
        }
        if (!hasChoices()) {
            definition.remove("enum");
            definition.remove("enumColors");
        }
        definition.remove("default");
    }

    private static void put(ObjectNode definition, String key, @Nullable String value) {
        if (value == null) {
            definition.remove(key);
        } else {
            definition.put(key, value);
        }
    }
}
