package io.portolan.action;

import io.portolan.expression.ExpressionException;
import io.portolan.expression.JqProgram;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.query.QueryParser;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What makes the form of an action valid, dialect section 5.2. Pure; objects are closed.
final class FormValidator {

    private static final Set<String> TYPES = Set.of("string", "number", "boolean", "object", "array");
    private static final Set<String> INPUT_KEYS = Set.of(
            "type",
            "title",
            "description",
            "icon",
            "format",
            "default",
            "enum",
            "enumColors",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minItems",
            "maxItems",
            "uniqueItems",
            "items",
            "properties",
            "required",
            "additionalProperties",
            "blueprint",
            "visible",
            "disabled",
            "readOnly",
            "dependsOn",
            "dataset",
            "sort",
            "encryption",
            "validations",
            "spec",
            "specAuthentication");
    private static final Set<String> STRING_FORMATS = Set.of(
            "url",
            "email",
            "idn-email",
            "date-time",
            "timer",
            "user",
            "team",
            "entity",
            "multi-line",
            "markdown",
            "labeled-url",
            "yaml",
            "ipv4",
            "ipv6",
            "proto");
    private static final Pattern IDENTIFIER = Pattern.compile("^[A-Za-z0-9@_.:\\\\/=-]+$");

    private FormValidator() {}

    static void validate(Shape form) {
        form.only(Set.of("properties", "required", "order", "steps", "titles", "validations"));
        Shape properties = form.child("properties", false);
        Set<String> inputs = new HashSet<>();
        if (properties != null) {
            properties.object().propertyNames().forEach(identifier -> {
                inputs.add(identifier);
                Shape input = properties.child(identifier, true);
                if (!IDENTIFIER.matcher(identifier).matches()) {
                    properties.wrong(
                            identifier,
                            "has an identifier with characters other than letters, digits, @ _ . : \\ / = -");
                }
                if (input != null) {
                    input(input);
                }
            });
        }
        required(form, inputs);
        Set<String> places = new HashSet<>(inputs);
        Shape titles = form.child("titles", false);
        if (titles != null) {
            titles.object().propertyNames().forEach(identifier -> {
                places.add(identifier);
                Shape title = titles.child(identifier, true);
                if (title != null) {
                    title.only(Set.of("title", "description", "visible"));
                    title.text("title", 140);
                    title.text("description", 1000);
                    condition(title, "visible");
                }
            });
        }
        known(form, "order", form.strings("order"), places);
        steps(form, places);
        validations(form);
        if (form.has("order") && form.has("steps")) {
            form.wrong("steps", "cannot stand beside order; leave one of them out");
        }
    }

    private static void required(Shape form, Set<String> inputs) {
        JsonNode required = form.object().path("required");
        if (required.isObject()) {
            query(form, "required");
        } else {
            known(form, "required", form.strings("required"), inputs);
        }
    }

    private static void steps(Shape form, Set<String> places) {
        JsonNode steps = form.object().path("steps");
        if (steps.isMissingNode() || steps.isNull()) {
            return;
        }
        if (!steps.isArray()) {
            form.wrong("steps", "must be array");
            return;
        }
        for (int i = 0; i < steps.size(); i++) {
            String at = form.at("steps") + "/" + i;
            if (!(steps.get(i) instanceof ObjectNode object)) {
                form.violations().add(Violation.at(at, "must be object", steps.get(i)));
                continue;
            }
            Shape step = new Shape(object, at, form.violations());
            step.only(Set.of("title", "order", "visible", "validations"));
            step.requiredText("title");
            step.text("title", 140);
            known(step, "order", step.strings("order"), places);
            condition(step, "visible");
            validations(step);
        }
    }

    private static void validations(Shape holder) {
        JsonNode rules = holder.object().path("validations");
        if (rules.isMissingNode() || rules.isNull()) {
            return;
        }
        if (!rules.isArray() || rules.size() > FormRule.MOST) {
            holder.wrong("validations", "must be an array of at most " + FormRule.MOST + " validations");
            return;
        }
        for (int i = 0; i < rules.size(); i++) {
            String at = holder.at("validations") + "/" + i;
            if (!(rules.get(i) instanceof ObjectNode object)) {
                holder.violations().add(Violation.at(at, "must be object", rules.get(i)));
                continue;
            }
            Shape rule = new Shape(object, at, holder.violations());
            rule.only(Set.of("constraint", "message"));
            rule.requiredText("message");
            rule.text("message", FormRule.LONGEST_MESSAGE);
            String constraint = rule.requiredText("constraint");
            if (constraint != null) {
                compile(rule, "constraint", constraint, object.path("constraint"));
            }
        }
    }

    private static void known(Shape shape, String key, List<String> named, Set<String> known) {
        for (int i = 0; i < named.size(); i++) {
            if (!known.contains(named.get(i))) {
                shape.violations()
                        .add(Violation.at(
                                shape.at(key) + "/" + i, "names \"" + named.get(i) + "\", which is no user input"));
            }
        }
    }

    private static void input(Shape input) {
        input.only(INPUT_KEYS);
        String type = input.requiredText("type");
        if (type != null && !TYPES.contains(type)) {
            input.oneOf("type", TYPES);
        }
        input.text("title", 200);
        input.text("icon", 200);
        input.text("description", 2000);
        String format = input.text("format", 100);
        if (format != null && "string".equals(type)) {
            input.oneOf("format", STRING_FORMATS);
        }
        if ("entity".equals(format)) {
            input.requiredText("blueprint");
        }
        Shape items = input.child("items", false);
        if (items != null && "entity".equals(items.object().path("format").stringValue(""))) {
            items.requiredText("blueprint");
        }
        for (String key : List.of("visible", "disabled", "readOnly")) {
            condition(input, key);
        }
        input.strings("dependsOn");
        validations(input);
        query(input, "default");
        query(input, "enum");
        pattern(input);
        encryption(input, type);
        dataset(input);
        if (items != null) {
            dataset(items);
        }
        for (String key : List.of("minLength", "maxLength", "minItems", "maxItems")) {
            JsonNode bound = input.object().path(key);
            boolean fits = bound.isMissingNode()
                    || (bound.isIntegralNumber() && bound.longValue() >= 0)
                    || bound.path("jqQuery").isString();
            if (!fits) {
                input.wrong(key, "must be a whole number of at least 0");
            }
        }
    }

    /// What is compared with the answer of a query is known only in the form; the rest has to be a query already.
    private static void dataset(Shape input) {
        JsonNode given = input.object().path("dataset");
        if (!given.isMissingNode() && !(given instanceof ObjectNode)) {
            input.wrong("dataset", "must be a query: {combinator, rules}");
        } else if (given instanceof ObjectNode query
                && query.findParents("jqQuery").isEmpty()) {
            try {
                QueryParser.parse(query, input.at("dataset"));
            } catch (PortalException.Invalid e) {
                input.violations().addAll(e.violations());
            }
        }
        JsonNode sort = input.object().path("sort");
        String order = sort.path("order").asString("ASC");
        if (!sort.isMissingNode()
                && (!sort.path("property").isString() || !order.equals("ASC") && !order.equals("DESC"))) {
            input.wrong("sort", "must be {\"property\": \"…\", \"order\": \"ASC\" or \"DESC\"}");
        }
    }

    private static void encryption(Shape input, @Nullable String type) {
        JsonNode encryption = input.object().path("encryption");
        if (encryption.isMissingNode()) {
            return;
        }
        boolean fits = "aes256-gcm".equals(encryption.stringValue(""))
                || ("client-side".equals(encryption.path("algorithm").stringValue(""))
                        && encryption.path("key").isString());
        if (!fits) {
            input.wrong("encryption", "must be \"aes256-gcm\" or {\"algorithm\":\"client-side\",\"key\":\"<PEM>\"}");
        } else if (!"string".equals(type) && !"object".equals(type)) {
            input.wrong("encryption", "is possible for string and object inputs only");
        }
    }

    private static void pattern(Shape input) {
        JsonNode pattern = input.object().path("pattern");
        if (pattern.isObject()) {
            query(input, "pattern");
            return;
        }
        String text = input.text("pattern", 2000);
        if (text != null) {
            try {
                Pattern.compile(text);
            } catch (PatternSyntaxException e) {
                input.wrong("pattern", "is no regular expression: " + e.getDescription());
            }
        }
    }

    /// A boolean or a query.
    private static void condition(Shape shape, String key) {
        if (shape.object().path(key).isObject()) {
            query(shape, key);
        } else {
            shape.bool(key);
        }
    }

    /// Compiles the query at a key when there is one.
    private static void query(Shape shape, String key) {
        JsonNode query = shape.object().path(key).path("jqQuery");
        if (query.isString()) {
            compile(shape, key + "/jqQuery", query.stringValue(), query);
        }
    }

    private static void compile(Shape shape, String place, String query, JsonNode value) {
        try {
            JqProgram.compile(query);
        } catch (ExpressionException e) {
            shape.violations()
                    .add(Violation.at(shape.pointer() + "/" + place, "does not compile: " + e.getMessage(), value));
        }
    }
}
