package io.portolan.blueprint;

import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Collects violations while a document is walked; the wording is that of common JSON Schema validators, which clients
/// know.
final class Checks {

    private final List<Violation> violations = new ArrayList<>();

    List<Violation> violations() {
        return violations;
    }

    void add(String pointer, String reason, @Nullable JsonNode value) {
        violations.add(Violation.at(pointer, reason, value));
    }

    /// The string at a key, or null after noting what is wrong. An absent key is wrong only when it is required.
    @Nullable
    String string(ObjectNode holder, String pointer, String key, boolean required, int maxLength) {
        JsonNode value = holder.get(key);
        if (value == null || value.isNull()) {
            if (required) {
                add(pointer, "must have required property '" + key + "'", null);
            }
            return null;
        }
        if (!value.isString()) {
            add(pointer + "/" + key, "must be string", value);
            return null;
        }
        String text = value.stringValue();
        if (required && text.isBlank()) {
            add(pointer + "/" + key, "must not be empty", value);
        } else if (text.length() > maxLength) {
            add(pointer + "/" + key, "must NOT have more than " + maxLength + " characters", value);
        }
        return text;
    }

    void pattern(String pointer, String text, Pattern pattern, String allowed, JsonNode value) {
        if (!pattern.matcher(text).matches()) {
            add(pointer, "must match pattern \"" + pattern.pattern() + "\": " + allowed, value);
        }
    }

    void flag(ObjectNode holder, String pointer, String key) {
        JsonNode value = holder.get(key);
        if (value != null && !value.isNull() && !value.isBoolean()) {
            add(pointer + "/" + key, "must be boolean", value);
        }
    }

    /// The object at a key; null when it is absent, or after noting that it is something else.
    @Nullable
    ObjectNode object(JsonNode holder, String pointer, String key) {
        JsonNode value = holder.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        add(pointer + "/" + key, "must be object", value);
        return null;
    }

    void oneOf(String pointer, String text, Collection<String> allowed, JsonNode value) {
        if (!allowed.contains(text)) {
            add(pointer, "must be equal to one of the allowed values: " + String.join(", ", allowed), value);
        }
    }

    void onlyKeys(ObjectNode holder, String pointer, Set<String> allowed) {
        holder.properties().forEach(entry -> {
            if (!allowed.contains(entry.getKey())) {
                add(
                        pointer + "/" + Violation.escape(entry.getKey()),
                        "must NOT have additional properties; allowed are "
                                + String.join(", ", allowed.stream().sorted().toList()),
                        entry.getValue());
            }
        });
    }
}
