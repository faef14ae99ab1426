package io.portolan.blueprint;

import io.portolan.kernel.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One property of a blueprint (dialect section 1.2): what its values may be and how they are shown.
///
/// The accessors read the definition as it was written; [#json] is that definition, key by key.
public sealed interface PropertyDefinition {

    String identifier();

    /// The definition as written. Not to be changed.
    ObjectNode json();

    PropertyType type();

    /// What people read: the title, or the identifier when there is none.
    default String title() {
        return titleOf(json(), identifier());
    }

    /// The title of any definition, or its identifier when it has none.
    static String titleOf(ObjectNode json, String identifier) {
        String title = Json.text(json, "title");
        return title == null || title.isBlank() ? identifier : title;
    }

    default @Nullable String description() {
        return Json.text(json(), "description");
    }

    default @Nullable String icon() {
        return Json.text(json(), "icon");
    }

    default Optional<PropertyFormat> format() {
        String format = Json.text(json(), "format");
        return format == null ? Optional.empty() : PropertyFormat.byWireName(format);
    }

    default boolean hasFormat(PropertyFormat format) {
        return format().filter(format::equals).isPresent();
    }

    /// `open-api`, `async-api` or `embedded-url`.
    default @Nullable String spec() {
        return Json.text(json(), "spec");
    }

    /// The listed values; empty when any value will do.
    default List<JsonNode> enumValues() {
        JsonNode values = json().get("enum");
        return values == null || !values.isArray() ? List.of() : List.copyOf(values.values());
    }

    /// Colour names by listed value; empty when none are set.
    default Map<String, String> enumColors() {
        Map<String, String> colors = new LinkedHashMap<>();
        if (json().get("enumColors") instanceof ObjectNode object) {
            object.properties()
                    .forEach(entry -> colors.put(
                            entry.getKey(),
                            entry.getValue().isString() ? entry.getValue().stringValue() : ""));
        }
        return colors;
    }

    /// The value that an entity gets when it is created without one; null when there is none.
    default @Nullable JsonNode defaultValue() {
        return json().get("default");
    }

    /// The definition seen through its type.
    static PropertyDefinition of(String identifier, ObjectNode json) {
        String name = Json.text(json, "type");
        PropertyType type = name == null
                ? PropertyType.STRING
                : PropertyType.byWireName(name).orElse(PropertyType.STRING);
        return switch (type) {
            case STRING -> new StringProperty(identifier, json);
            case NUMBER -> new NumberProperty(identifier, json);
            case BOOLEAN -> new BooleanProperty(identifier, json);
            case OBJECT -> new ObjectProperty(identifier, json);
            case ARRAY -> new ArrayProperty(identifier, json);
        };
    }

    /// Text, with or without a format.
    record StringProperty(String identifier, ObjectNode json) implements PropertyDefinition {
        @Override
        public PropertyType type() {
            return PropertyType.STRING;
        }

        public boolean isTimer() {
            return hasFormat(PropertyFormat.TIMER);
        }
    }

    /// A number, whole or not.
    record NumberProperty(String identifier, ObjectNode json) implements PropertyDefinition {
        @Override
        public PropertyType type() {
            return PropertyType.NUMBER;
        }
    }

    /// Yes or no.
    record BooleanProperty(String identifier, ObjectNode json) implements PropertyDefinition {
        @Override
        public PropertyType type() {
            return PropertyType.BOOLEAN;
        }
    }

    /// A JSON object, with a schema of its own or free.
    record ObjectProperty(String identifier, ObjectNode json) implements PropertyDefinition {
        @Override
        public PropertyType type() {
            return PropertyType.OBJECT;
        }
    }

    /// A list of values.
    record ArrayProperty(String identifier, ObjectNode json) implements PropertyDefinition {
        @Override
        public PropertyType type() {
            return PropertyType.ARRAY;
        }

        /// What each item is, when the definition says so.
        public Optional<PropertyDefinition> items() {
            return json().get("items") instanceof ObjectNode items
                    ? Optional.of(PropertyDefinition.of(identifier, items))
                    : Optional.empty();
        }
    }
}
