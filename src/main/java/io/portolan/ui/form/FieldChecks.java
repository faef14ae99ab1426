package io.portolan.ui.form;

import io.portolan.ui.Texts;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What can be said about a value before the server's own validation: presence, limits, and the shape of addresses.
final class FieldChecks {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    private static final Pattern URL = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.+");

    private FieldChecks() {}

    /// The reason why a value is refused, in the reader's language; null when it is fine.
    static @Nullable String reason(FieldSpec spec, @Nullable JsonNode value) {
        if (value == null) {
            return spec.required() ? Texts.get("ui.form.required") : null;
        }
        if (spec.many()) {
            return listReason(spec, value);
        }
        return oneReason(spec, value);
    }

    private static @Nullable String listReason(FieldSpec spec, JsonNode value) {
        Integer min = spec.limits().minItems();
        Integer max = spec.limits().maxItems();
        if (min != null && value.size() < min) {
            return Texts.get("ui.form.minItems", min);
        }
        if (max != null && value.size() > max) {
            return Texts.get("ui.form.maxItems", max);
        }
        for (JsonNode item : value) {
            String reason = oneReason(spec, item);
            if (reason != null) {
                return FieldSpecs.text(item) + ": " + reason;
            }
        }
        return null;
    }

    private static @Nullable String oneReason(FieldSpec spec, JsonNode value) {
        Double min = spec.limits().min();
        Double max = spec.limits().max();
        if (value.isNumber()) {
            if (min != null && value.doubleValue() < min) {
                return Texts.get("ui.form.minimum", min);
            }
            return max != null && value.doubleValue() > max ? Texts.get("ui.form.maximum", max) : null;
        }
        if (!value.isString()) {
            return null;
        }
        String text = value.stringValue();
        if (min != null && text.length() < min) {
            return Texts.get("ui.form.minLength", min);
        }
        if (max != null && text.length() > max) {
            return Texts.get("ui.form.maxLength", max);
        }
        if (!matches(spec.limits().pattern(), text)) {
            return FieldSpec.IDENTIFIER.equals(spec.limits().pattern())
                    ? Texts.get("ui.form.identifier")
                    : Texts.get("ui.form.pattern", String.valueOf(spec.limits().pattern()));
        }
        return switch (spec.kind()) {
            case EMAIL -> EMAIL.matcher(text).matches() ? null : Texts.get("ui.form.email");
            case URL -> URL.matcher(text).matches() ? null : Texts.get("ui.form.url");
            default -> null;
        };
    }

    /// A pattern that Java cannot read is left to the server's validation.
    private static boolean matches(@Nullable String pattern, String text) {
        try {
            return pattern == null || Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException e) {
            return true;
        }
    }
}
