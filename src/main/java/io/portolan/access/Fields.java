package io.portolan.access;

import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the fields of a request body and gathers everything that is wrong with them.
final class Fields {

    private static final int MAX_TEXT = 1_000;

    private final ObjectNode body;
    private final String prefix;
    private final List<Violation> violations = new ArrayList<>();

    Fields(ObjectNode body) {
        this(body, "");
    }

    Fields(ObjectNode body, String prefix) {
        this.body = body;
        this.prefix = prefix;
    }

    boolean has(String key) {
        return body.has(key);
    }

    /// A string, or null when it is absent or null.
    @Nullable
    String text(String key) {
        JsonNode value = body.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            violations.add(Violation.at(pointer(key), "must be string", value));
            return null;
        }
        String text = value.stringValue();
        if (text.length() > MAX_TEXT) {
            violations.add(Violation.at(pointer(key), "must not have more than " + MAX_TEXT + " characters"));
        }
        if (text.indexOf('\0') >= 0) {
            violations.add(Violation.at(pointer(key), "must not contain the character U+0000"));
        }
        return text;
    }

    /// A string with at least one character that is no blank; `""` when there is none, which is a violation.
    String requiredText(String key) {
        JsonNode value = body.get(key);
        if (value == null || value.isNull()) {
            violations.add(Violation.at(prefix, "must have required property '" + key + "'"));
            return "";
        }
        String text = text(key);
        if (text != null && text.isBlank()) {
            violations.add(Violation.at(pointer(key), "must not be empty"));
        }
        return text == null ? "" : text;
    }

    /// A list of strings, or of objects that carry the string under `name` or `email`; null when absent.
    @Nullable
    List<String> names(String key) {
        JsonNode value = body.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isArray()) {
            violations.add(Violation.at(pointer(key), "must be array", value));
            return null;
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            String name = name(value.get(i));
            if (name == null) {
                violations.add(Violation.at(pointer(key) + "/" + i, "must be string", value.get(i)));
            } else {
                names.add(name);
            }
        }
        return names;
    }

    void wrong(String key, String reason) {
        violations.add(Violation.at(pointer(key), reason, body.get(key)));
    }

    /// Throws [PortalException.Invalid] with everything found so far.
    void check() {
        PortalException.throwIfAny(violations);
    }

    private String pointer(String key) {
        return prefix + "/" + Violation.escape(key);
    }

    private static @Nullable String name(JsonNode item) {
        if (item.isString()) {
            return item.stringValue();
        }
        for (String key : List.of("name", "email", "identifier")) {
            JsonNode value = item.get(key);
            if (value != null && value.isString()) {
                return value.stringValue();
            }
        }
        return null;
    }
}
