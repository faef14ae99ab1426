package io.portolan.action;

import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Checks what was filled in against the form. Pure; pointers are `/properties/<input>`. Inputs that the form does not
/// declare are let through, as clients rely on it; the values of encrypted inputs never appear in a violation.
final class InputValidator {

    private static final Pattern EMAIL = Pattern.compile("^[^\\s@]+@[^\\s@]+$");
    private static final int LONGEST_CHECKED = 10_000;

    private final List<Violation> violations = new ArrayList<>();

    private InputValidator() {}

    /// The validations of the steps and of the form are asked once the inputs are right for themselves.
    static List<Violation> validate(UserInputs inputs, ObjectNode values, FormState state) {
        return validate(inputs.all(), values, state, unmet -> true);
    }

    /// What stands in the way of leaving a step: its own inputs first, then its own validations.
    static List<Violation> validateStep(UserInputs inputs, int step, ObjectNode values, FormState state) {
        List<String> order = inputs.steps().get(step).order();
        List<UserInput> own = inputs.all().stream()
                .filter(input -> order.contains(input.identifier()))
                .toList();
        return validate(own, values, state, unmet -> unmet.step() == step);
    }

    private static List<Violation> validate(
            List<UserInput> inputs, ObjectNode values, FormState state, Predicate<FormState.Unmet> concerned) {
        InputValidator validator = new InputValidator();
        for (UserInput input : inputs) {
            FormState.Field field = state.fields().get(input.identifier());
            if (field != null) {
                int before = validator.violations.size();
                validator.check(input, values.get(input.identifier()), field);
                if (validator.violations.size() == before) {
                    validator.refuse(state, unmet -> input.identifier().equals(unmet.input()));
                }
            }
        }
        if (validator.violations.isEmpty()) {
            validator.refuse(state, unmet -> unmet.input() == null && concerned.test(unmet));
        }
        return validator.violations;
    }

    private void refuse(FormState state, Predicate<FormState.Unmet> which) {
        state.unmet().stream().filter(which).map(FormState.Unmet::violation).forEach(violations::add);
    }

    private void check(UserInput input, @Nullable JsonNode value, FormState.Field field) {
        String pointer = "/properties/" + Violation.escape(input.identifier());
        if (value == null || isEmpty(value)) {
            if (field.required() && field.visible()) {
                violations.add(Violation.at(pointer, "is required"));
            }
            return;
        }
        List<Violation> found = new ArrayList<>();
        if (input.schema().path("encryption").isObject()) {
            // the sender has encrypted it, so nothing but its presence can be seen
            if (!value.isString()) {
                found.add(Violation.at(pointer, "must be the encrypted value, a string"));
            }
        } else if (input.isArray()) {
            array(value, pointer, field, found);
        } else {
            single(field.schema(), value, pointer, found);
            choices(field.choices(), value, pointer, found);
        }
        found.forEach(violation ->
                violations.add(input.isSecret() ? Violation.at(violation.pointer(), violation.reason()) : violation));
    }

    static boolean isEmpty(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || (value.isString() && value.stringValue().isEmpty())
                || (value.isArray() && value.isEmpty());
    }

    private static void array(JsonNode value, String pointer, FormState.Field field, List<Violation> found) {
        if (!value.isArray()) {
            found.add(Violation.at(pointer, "must be array", value));
            return;
        }
        ObjectNode schema = field.schema();
        if (value.size() < schema.path("minItems").intValue(0)) {
            found.add(Violation.at(
                    pointer, "must have at least " + schema.path("minItems").intValue() + " items"));
        }
        if (value.size() > schema.path("maxItems").intValue(Integer.MAX_VALUE)) {
            found.add(Violation.at(
                    pointer, "must have at most " + schema.path("maxItems").intValue() + " items"));
        }
        if (schema.path("uniqueItems").booleanValue(false)
                && new HashSet<>(value.valueStream().toList()).size() < value.size()) {
            found.add(Violation.at(pointer, "must not have the same item twice"));
        }
        List<JsonNode> items = value.valueStream().toList();
        ObjectNode each = schema.get("items") instanceof ObjectNode object ? object : Json.object();
        for (int i = 0; i < items.size(); i++) {
            String at = pointer + "/" + i;
            single(each, items.get(i), at, found);
            choices(field.choices(), items.get(i), at, found);
        }
    }

    private static void choices(
            @Nullable List<JsonNode> choices, JsonNode value, String pointer, List<Violation> found) {
        if (choices != null && choices.stream().noneMatch(choice -> same(choice, value))) {
            String allowed = String.join(
                    ", ", choices.stream().limit(20).map(JsonNode::toString).toList());
            found.add(Violation.at(pointer, "must be one of " + allowed, value));
        }
    }

    private static boolean same(JsonNode a, JsonNode b) {
        return a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) == 0 : a.equals(b);
    }

    private static void single(ObjectNode schema, JsonNode value, String pointer, List<Violation> found) {
        switch (schema.path("type").stringValue("")) {
            case "string" -> string(schema, value, pointer, found);
            case "number" -> number(schema, value, pointer, found);
            case "boolean" -> {
                if (!value.isBoolean()) {
                    found.add(Violation.at(pointer, "must be boolean", value));
                }
            }
            case "object" -> {
                if (!value.isObject()) {
                    found.add(Violation.at(pointer, "must be object", value));
                }
            }
            default -> {
                // items without a type take anything
            }
        }
    }

    private static void number(ObjectNode schema, JsonNode value, String pointer, List<Violation> found) {
        if (!value.isNumber()) {
            found.add(Violation.at(pointer, "must be number", value));
            return;
        }
        BigDecimal number = value.decimalValue();
        bound(schema, "minimum", number, pointer, found);
        bound(schema, "maximum", number, pointer, found);
        bound(schema, "exclusiveMinimum", number, pointer, found);
        bound(schema, "exclusiveMaximum", number, pointer, found);
    }

    private static void bound(ObjectNode schema, String key, BigDecimal number, String pointer, List<Violation> found) {
        JsonNode limit = schema.path(key);
        if (!limit.isNumber()) {
            return;
        }
        int order = number.compareTo(limit.decimalValue());
        String words = switch (key) {
            case "minimum" -> order < 0 ? "at least " : "";
            case "maximum" -> order > 0 ? "at most " : "";
            case "exclusiveMinimum" -> order <= 0 ? "more than " : "";
            default -> order >= 0 ? "less than " : "";
        };
        if (!words.isEmpty()) {
            found.add(Violation.at(
                    pointer, "must be " + words + limit.decimalValue().toPlainString()));
        }
    }

    private static void string(ObjectNode schema, JsonNode value, String pointer, List<Violation> found) {
        String format = schema.path("format").stringValue("");
        if (!value.isString()) {
            boolean labelledUrl = format.equals("labeled-url") && value.isObject();
            boolean entity = format.equals("entity") && value.path("identifier").isString();
            if (!labelledUrl && !entity) {
                found.add(Violation.at(pointer, "must be string", value));
            }
            return;
        }
        String text = value.stringValue();
        int characters = text.codePointCount(0, text.length());
        if (characters < schema.path("minLength").intValue(0)) {
            found.add(Violation.at(
                    pointer, "must have at least " + schema.path("minLength").intValue() + " characters"));
        }
        if (characters > schema.path("maxLength").intValue(Integer.MAX_VALUE)) {
            found.add(Violation.at(
                    pointer, "must have at most " + schema.path("maxLength").intValue() + " characters"));
        }
        pattern(schema, text, pointer, found);
        if (!hasFormat(format, text)) {
            found.add(Violation.at(pointer, "must be " + formatName(format), value));
        }
    }

    private static void pattern(ObjectNode schema, String text, String pointer, List<Violation> found) {
        String pattern = schema.path("pattern").stringValue("");
        if (pattern.isEmpty()) {
            return;
        }
        if (text.length() > LONGEST_CHECKED) {
            found.add(Violation.at(pointer, "is too long to be compared with its pattern"));
            return;
        }
        try {
            if (!Pattern.compile(pattern).matcher(new BoundedText(text)).find()) {
                found.add(Violation.at(pointer, "must match the pattern " + pattern));
            }
        } catch (PatternSyntaxException | BoundedText.Exhausted e) {
            found.add(Violation.at(pointer, "cannot be compared with the pattern " + pattern));
        }
    }

    private static boolean hasFormat(String format, String text) {
        return switch (format) {
            case "url" -> isUrl(text);
            case "email", "idn-email", "user" -> EMAIL.matcher(text).matches();
            case "date-time", "timer" -> isMoment(text);
            case "ipv4" -> text.indexOf(':') < 0 && isAddress(text);
            case "ipv6" -> text.indexOf(':') >= 0 && isAddress(text);
            default -> true;
        };
    }

    private static String formatName(String format) {
        return switch (format) {
            case "url" -> "an address such as https://example.org";
            case "user" -> "the e-mail address of a user";
            case "email", "idn-email" -> "an e-mail address";
            case "date-time", "timer" -> "a moment such as 2030-01-31T12:00:00Z";
            default -> "a valid " + format;
        };
    }

    private static boolean isUrl(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isMoment(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isAddress(String text) {
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
