package io.portolan.ui.form;

import io.portolan.kernel.Json;
import io.portolan.ui.Icons;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.FieldSpec.Limits;
import io.portolan.ui.form.FieldSpec.Option;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Fields from the Port dialect: properties of a blueprint (section 1.2) and user inputs of an action are both JSON
/// schemas with a `type`, a `format` and a few more keys.
public final class FieldSpecs {

    private static final List<String> SHAPE =
            List.of("type", "properties", "required", "additionalProperties", "items", "title", "description");

    private FieldSpecs() {}

    /// The field for one property or user input.
    ///
    /// @param schema its JSON: `type`, `format`, `title`, `enum`, `enumColors`, `items`, `default`,
    ///     limits; `blueprint` for the format `entity`
    public static FieldSpec property(String id, ObjectNode schema, boolean required, Pickers pickers) {
        boolean many = "array".equals(Json.text(schema, "type"));
        JsonNode items = schema.get("items");
        ObjectNode value = many ? (items instanceof ObjectNode object ? object : Json.object()) : schema;
        Kind kind = kind(value, many);
        String format = Json.text(value, "format");
        String blueprint = first(Json.text(value, "blueprint"), Json.text(schema, "blueprint"));
        Picker picker = switch (kind) {
            case USER -> pickers.users();
            case TEAM -> pickers.teams();
            case ENTITY ->
                blueprint == null
                        ? Picker.none()
                        : pickers.entities()
                                .apply(new EntityScope(
                                        blueprint, object("dataset", value, schema), object("sort", value, schema)));
            default -> null;
        };
        String title = Json.text(schema, "title");
        return FieldSpec.of(id, title == null || title.isBlank() ? id : title, kind)
                .withDescription(Json.text(schema, "description"))
                .asMany(many)
                .asRequired(required)
                .withPlaceholder(placeholder(schema, format))
                .withDefault(plainDefault(schema.get("default")))
                .withOptions(options(value.has("enum") ? value : schema))
                .withLimits(limits(value, schema))
                .withPicker(picker)
                .withKey(sealed(value))
                .withSchema(kind == Kind.OBJECT ? shape(schema) : null);
    }

    /// The public key that the browser encrypts a value with; null where it does not.
    private static @Nullable String sealed(ObjectNode value) {
        return Json.text(value.path("encryption"), "key");
    }

    /// What its JSON must be like, without what is no JSON Schema; null where anything goes.
    private static @Nullable ObjectNode shape(ObjectNode schema) {
        ObjectNode items = schema.get("items") instanceof ObjectNode object ? object : Json.object();
        if (!schema.has("properties") && !items.has("properties")) {
            return null;
        }
        ObjectNode shape = Json.object();
        SHAPE.stream().filter(schema::has).forEach(key -> shape.set(key, schema.get(key)));
        return shape;
    }

    /// Every property of a schema `{properties, required}` in its order.
    public static List<FieldSpec> schema(ObjectNode schema, Pickers pickers) {
        List<FieldSpec> specs = new ArrayList<>();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asString("")));
        schema.path("properties").forEachEntry((id, property) -> {
            if (property instanceof ObjectNode object) {
                specs.add(property(id, object, required.contains(id), pickers));
            }
        });
        return specs;
    }

    /// Every icon, to choose from.
    public static List<Option> icons() {
        return Icons.names().stream()
                .map(name -> new Option(StringNode.valueOf(name), name, null, name))
                .toList();
    }

    private static Kind kind(ObjectNode value, boolean item) {
        String type = Json.text(value, "type");
        String format = Json.text(value, "format");
        if (sealed(value) != null) {
            return Kind.SEALED;
        }
        return switch (type == null ? "string" : type) {
            case "number", "integer" -> Kind.NUMBER;
            case "boolean" -> Kind.BOOLEAN;
            case "object" -> "labeled-url".equals(format) ? Kind.LINK : Kind.OBJECT;
            case "array" -> item ? Kind.OBJECT : Kind.STRING;
            default -> stringKind(format, value);
        };
    }

    private static Kind stringKind(@Nullable String format, ObjectNode value) {
        return switch (format == null ? "" : format) {
            case "date-time", "timer" -> Kind.DATE_TIME;
            case "url" -> Kind.URL;
            case "email", "idn-email" -> Kind.EMAIL;
            case "markdown" -> Kind.MARKDOWN;
            case "yaml" -> Kind.YAML;
            case "user" -> Kind.USER;
            case "team" -> Kind.TEAM;
            case "entity" -> Kind.ENTITY;
            case "proto", "multi-line" -> Kind.TEXT;
            case "labeled-url" -> Kind.LINK;
            default -> value.has("encryption") ? Kind.SECRET : Kind.STRING;
        };
    }

    private static List<Option> options(ObjectNode schema) {
        List<Option> options = new ArrayList<>();
        JsonNode colors = schema.path("enumColors");
        JsonNode values = schema.path("enum");
        if (values.isArray()) {
            for (JsonNode value : values) {
                String text = text(value);
                options.add(new Option(value, text, Json.text(colors, text)));
            }
        }
        return options;
    }

    private static Limits limits(ObjectNode value, ObjectNode schema) {
        boolean number = "number".equals(Json.text(value, "type"));
        return new Limits(
                number(value, number ? "minimum" : "minLength"),
                number(value, number ? "maximum" : "maxLength"),
                Json.text(value, "pattern"),
                integer(schema, "minItems"),
                integer(schema, "maxItems"));
    }

    /// A default that is computed (`{"jqQuery": …}`) is no value for a form.
    private static @Nullable JsonNode plainDefault(@Nullable JsonNode value) {
        return value == null || value.isNull() || value.has("jqQuery") ? null : value;
    }

    private static @Nullable String placeholder(ObjectNode schema, @Nullable String format) {
        String given = Json.text(schema, "placeholder");
        return given != null ? given : "url".equals(format) ? "https://" : null;
    }

    private static @Nullable Double number(ObjectNode node, String key) {
        JsonNode value = node.path(key);
        return value.isNumber() ? Double.valueOf(value.doubleValue()) : null;
    }

    private static @Nullable Integer integer(ObjectNode node, String key) {
        JsonNode value = node.path(key);
        return value.isNumber() ? Integer.valueOf(value.intValue()) : null;
    }

    /// Under a key of the first that has it.
    private static @Nullable ObjectNode object(String key, ObjectNode one, ObjectNode other) {
        return one.get(key) instanceof ObjectNode found
                ? found
                : other.get(key) instanceof ObjectNode found ? found : null;
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one != null ? one : other;
    }

    static String text(@Nullable JsonNode value) {
        if (value == null || value instanceof MissingNode || value.isNull()) {
            return "";
        }
        return value.isString() ? value.stringValue() : Json.write(value);
    }
}
