package io.portolan.kernel;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One thing wrong with an input.
///
/// @param pointer JSON pointer (RFC 6901) to the place, `""` for the whole document
/// @param reason what is wrong and how to put it right, without the place
/// @param value the offending value; null when there is none (a missing key) or it must not be shown
public record Violation(
        String pointer, String reason, @Nullable JsonNode value) {

    public static Violation at(String pointer, String reason) {
        return new Violation(pointer, reason, null);
    }

    public static Violation at(String pointer, String reason, @Nullable JsonNode value) {
        return new Violation(pointer, reason, value);
    }

    /// The same violation seen from further out: `prefix` is put before the pointer.
    public Violation under(String prefix) {
        return new Violation(prefix + pointer, reason, value);
    }

    /// Escapes one key for use in a JSON pointer.
    public static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }

    /// The key that a step of a JSON pointer names.
    public static String unescape(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }

    /// Place and reason in one line, as an error message quotes it.
    public String sentence() {
        return pointer.isEmpty() ? reason : "\"" + pointer + "\" " + reason;
    }
}
