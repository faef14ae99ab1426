package io.portolan.action;

import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Collects what is wrong with one closed JSON object, by pointer.
final class Shape {

    private final ObjectNode object;
    private final String pointer;
    private final List<Violation> violations;

    Shape(ObjectNode object, String pointer, List<Violation> violations) {
        this.object = object;
        this.pointer = pointer;
        this.violations = violations;
    }

    static Shape root(ObjectNode object) {
        return new Shape(object, "", new ArrayList<>());
    }

    List<Violation> violations() {
        return violations;
    }

    ObjectNode object() {
        return object;
    }

    String pointer() {
        return pointer;
    }

    String at(String key) {
        return pointer + "/" + Violation.escape(key);
    }

    void wrong(String key, String reason) {
        violations.add(Violation.at(at(key), reason, object.get(key)));
    }

    /// Refuses every other key.
    void only(Set<String> known) {
        object.propertyNames().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .forEach(key -> wrong(
                        key,
                        "is not known here; known are "
                                + String.join(", ", known.stream().sorted().toList())));
    }

    @Nullable
    String requiredText(String key) {
        if (!object.hasNonNull(key)) {
            violations.add(Violation.at(at(key), "is required"));
            return null;
        }
        return text(key, Integer.MAX_VALUE);
    }

    @Nullable
    String text(String key, int longest) {
        JsonNode value = object.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            wrong(key, "must be string");
            return null;
        }
        if (value.stringValue().length() > longest) {
            wrong(key, "must have at most " + longest + " characters");
        }
        return value.stringValue();
    }

    void bool(String key) {
        JsonNode value = object.get(key);
        if (value != null && !value.isBoolean()) {
            wrong(key, "must be boolean");
        }
    }

    /// A boolean or a text, such as a template.
    void switchable(String key) {
        JsonNode value = object.get(key);
        if (value != null && !value.isBoolean() && !value.isString()) {
            wrong(key, "must be boolean or a template");
        }
    }

    void oneOf(String key, Set<String> allowed) {
        String value = text(key, Integer.MAX_VALUE);
        if (value != null && !allowed.contains(value)) {
            wrong(
                    key,
                    "must be one of "
                            + String.join(", ", allowed.stream().sorted().toList()));
        }
    }

    boolean has(String key) {
        return object.hasNonNull(key);
    }

    /// The object at a key; null when there is none, with a violation when it is something else or missing though
    /// required.
    @Nullable
    Shape child(String key, boolean required) {
        JsonNode value = object.get(key);
        if (value instanceof ObjectNode child) {
            return new Shape(child, at(key), violations);
        }
        if (value != null && !value.isNull()) {
            wrong(key, "must be object");
        } else if (required) {
            violations.add(Violation.at(at(key), "is required"));
        }
        return null;
    }

    /// Strings of an array; anything else is a violation.
    List<String> strings(String key) {
        JsonNode value = object.get(key);
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isString)) {
            wrong(key, "must be an array of strings");
            return List.of();
        }
        return value.valueStream().map(JsonNode::stringValue).toList();
    }
}
