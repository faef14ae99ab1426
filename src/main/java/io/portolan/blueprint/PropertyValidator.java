package io.portolan.blueprint;

import io.portolan.kernel.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Checks one property definition: dialect section 1.2. Unknown keys are JSON Schema keywords and pass.
final class PropertyValidator {

    static final Set<String> COLORS = new TreeSet<>(Set.of(
            "blue",
            "turquoise",
            "orange",
            "purple",
            "pink",
            "yellow",
            "green",
            "red",
            "gold",
            "silver",
            "paleBlue",
            "darkGray",
            "lightGray",
            "bronze",
            "lime",
            "olive",
            "brown",
            "cyan",
            "gray"));
    static final List<String> SPECS = List.of("open-api", "embedded-url", "async-api");
    /// Keywords whose value is a count or bound, with the types they speak about.
    static final Map<String, Set<PropertyType>> NUMERIC_KEYWORDS = Map.of(
            "minLength", Set.of(PropertyType.STRING),
            "maxLength", Set.of(PropertyType.STRING),
            "minimum", Set.of(PropertyType.NUMBER),
            "maximum", Set.of(PropertyType.NUMBER),
            "exclusiveMinimum", Set.of(PropertyType.NUMBER),
            "exclusiveMaximum", Set.of(PropertyType.NUMBER),
            "minItems", Set.of(PropertyType.ARRAY),
            "maxItems", Set.of(PropertyType.ARRAY));
    static final Set<String> COUNTS = Set.of("minLength", "maxLength", "minItems", "maxItems");

    private final Checks checks;

    PropertyValidator(Checks checks) {
        this.checks = checks;
    }

    void validate(ObjectNode property, String pointer) {
        int before = checks.violations().size();
        PropertyType type = type(property, pointer);
        checks.string(property, pointer, "title", false, 100);
        checks.string(property, pointer, "description", false, 1000);
        checks.string(property, pointer, "icon", false, 200);
        if (type == null) {
            return;
        }
        format(property, pointer, type);
        values(property, pointer, type);
        keywords(property, pointer, type);
        if (type == PropertyType.ARRAY) {
            ObjectNode items = checks.object(property, pointer, "items");
            if (items != null && items.has("type")) {
                validate(items, pointer + "/items");
            }
        }
        JsonNode fallback = property.get("default");
        if (fallback != null && !fallback.isNull() && checks.violations().size() == before) {
            for (Violation violation : ValueRules.check(PropertyDefinition.of("default", property), fallback)) {
                checks.violations().add(violation.under(pointer + "/default"));
            }
        }
    }

    private @Nullable PropertyType type(ObjectNode property, String pointer) {
        String name = checks.string(property, pointer, "type", true, 20);
        if (name == null) {
            return null;
        }
        PropertyType type = PropertyType.byWireName(name).orElse(null);
        if (type == null) {
            checks.oneOf(pointer + "/type", name, PropertyType.wireNames(), property.get("type"));
        }
        return type;
    }

    private void format(ObjectNode property, String pointer, PropertyType type) {
        String format = checks.string(property, pointer, "format", false, 40);
        if (format != null) {
            PropertyFormat known = PropertyFormat.byWireName(format).orElse(null);
            if (known == null) {
                checks.oneOf(pointer + "/format", format, PropertyFormat.wireNames(), property.get("format"));
            } else if (!known.goesWith(type)) {
                checks.add(
                        pointer + "/format",
                        "does not go with type \"" + type.wireName() + "\"; \"" + format + "\" is a format of "
                                + (known == PropertyFormat.LABELED_URL ? "objects" : "strings"),
                        property.get("format"));
            }
        }
        String spec = checks.string(property, pointer, "spec", false, 40);
        if (spec != null) {
            checks.oneOf(pointer + "/spec", spec, SPECS, property.get("spec"));
        }
    }

    private void values(ObjectNode property, String pointer, PropertyType type) {
        JsonNode values = property.get("enum");
        if (values != null && !values.isNull()) {
            if (!values.isArray() || values.isEmpty()) {
                checks.add(pointer + "/enum", "must be a list with at least one value", values);
            } else if (type == PropertyType.STRING || type == PropertyType.NUMBER) {
                for (int i = 0; i < values.size(); i++) {
                    JsonNode value = values.get(i);
                    if (type == PropertyType.STRING ? !value.isString() : !value.isNumber()) {
                        checks.add(pointer + "/enum/" + i, "must be " + type.wireName(), value);
                    }
                }
            }
        }
        ObjectNode colors = checks.object(property, pointer, "enumColors");
        if (colors != null) {
            colors.properties().forEach(entry -> {
                String place = pointer + "/enumColors/" + Violation.escape(entry.getKey());
                if (!entry.getValue().isString()) {
                    checks.add(place, "must be string", entry.getValue());
                } else {
                    checks.oneOf(place, entry.getValue().stringValue(), COLORS, entry.getValue());
                }
            });
        }
    }

    private void keywords(ObjectNode property, String pointer, PropertyType type) {
        NUMERIC_KEYWORDS.forEach((keyword, types) -> {
            JsonNode value = property.get(keyword);
            if (value == null || !types.contains(type)) {
                return;
            }
            if (!value.isNumber()) {
                checks.add(pointer + "/" + keyword, "must be number", value);
            } else if (COUNTS.contains(keyword)
                    && (!value.isIntegralNumber() || value.decimalValue().signum() < 0)) {
                checks.add(pointer + "/" + keyword, "must be a whole number >= 0", value);
            }
        });
        order(property, pointer, "minLength", "maxLength");
        order(property, pointer, "minimum", "maximum");
        order(property, pointer, "minItems", "maxItems");
        checks.flag(property, pointer, "uniqueItems");
        String pattern = checks.string(property, pointer, "pattern", false, 2000);
        if (pattern != null) {
            try {
                Pattern.compile(pattern);
            } catch (PatternSyntaxException e) {
                checks.add(
                        pointer + "/pattern",
                        "must be a regular expression: " + e.getDescription() + " at character " + (e.getIndex() + 1),
                        property.get("pattern"));
            }
        }
    }

    private void order(ObjectNode property, String pointer, String low, String high) {
        JsonNode from = property.get(low);
        JsonNode to = property.get(high);
        if (from != null
                && to != null
                && from.isNumber()
                && to.isNumber()
                && from.decimalValue().compareTo(to.decimalValue()) > 0) {
            checks.add(pointer + "/" + low, "must be <= " + high + " (" + to + ")", from);
        }
    }
}
