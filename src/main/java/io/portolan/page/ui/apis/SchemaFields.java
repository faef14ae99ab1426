package io.portolan.page.ui.apis;

import io.portolan.kernel.Json;
import io.portolan.page.ui.apis.SchemaField.Note;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A JSON Schema as lines of a table. References are followed, parts of `allOf` are put together, each alternative of
/// `oneOf` and `anyOf` has lines of its own; what contains itself ends where it begins again.
final class SchemaFields {

    /// Lines of one schema.
    static final int MOST = 200;
    private static final int DEEPEST = 6;
    /// Schemas that are looked at for one table, so that a hostile description cannot keep the portal busy.
    private static final int STEPS = 5_000;

    private final References references;
    private final List<SchemaField> fields = new ArrayList<>();
    private int steps;

    private SchemaFields(References references) {
        this.references = references;
    }

    /// At most [#MOST] lines; one for the whole when it has no parts.
    static List<SchemaField> of(References references, JsonNode schema) {
        SchemaFields walk = new SchemaFields(references);
        Shape shape = walk.shape(schema, List.of());
        walk.below("", shape);
        if (walk.fields.isEmpty() || !shape.suffix().isEmpty()) {
            walk.fields.addFirst(walk.field("", shape, false));
        }
        return List.copyOf(walk.fields);
    }

    /// The line for the whole of a schema, whatever parts it has.
    static SchemaField whole(References references, JsonNode schema) {
        SchemaFields walk = new SchemaFields(references);
        return walk.field("", walk.shape(schema, List.of()), false);
    }

    /// The name by which people know a schema: its title, or what it is referred to by.
    static String name(References references, JsonNode schema) {
        String title = Json.text(references.resolve(schema), "title");
        String reference = References.of(schema);
        return title != null ? title : reference == null ? "" : References.name(reference);
    }

    /// A schema with its references followed and its lists unwrapped.
    ///
    /// @param named what it is referred to by, or null
    /// @param outer the schema that holds the description
    /// @param core the schema of the items of the items
    /// @param suffix a pair of brackets for each list
    /// @param trail the schemas from the whole down to this one
    private record Shape(
            @Nullable String named, JsonNode outer, JsonNode core, String suffix, List<JsonNode> trail, Note note) {}

    private Shape shape(JsonNode schema, List<JsonNode> above) {
        List<JsonNode> trail = new ArrayList<>(above);
        String named = null;
        StringBuilder suffix = new StringBuilder();
        JsonNode outer = references.resolve(schema);
        JsonNode at = schema;
        while (true) {
            String reference = References.of(at);
            named = reference == null ? null : References.name(reference);
            JsonNode target = references.resolve(at);
            Note note = note(target, trail);
            trail.add(target);
            JsonNode items = target.path("items");
            if (note != Note.NONE || !items.isObject() || suffix.length() > DEEPEST) {
                boolean deeper = note == Note.NONE && trail.size() > DEEPEST && hasParts(target);
                return new Shape(named, outer, target, suffix.toString(), trail, deeper ? Note.DEEPER : note);
            }
            suffix.append("[]");
            at = items;
        }
    }

    private Note note(JsonNode target, List<JsonNode> trail) {
        if (++steps > STEPS) {
            return Note.DEEPER;
        }
        if (References.of(target) != null) {
            return Note.ELSEWHERE;
        }
        return References.isAmong(trail, target) ? Note.LOOP : Note.NONE;
    }

    private void add(String path, JsonNode schema, boolean required, List<JsonNode> trail) {
        if (fields.size() < MOST) {
            Shape shape = shape(schema, trail);
            fields.add(field(path, shape, required));
            below(path, shape);
        }
    }

    private void below(String path, Shape shape) {
        if (shape.note() == Note.NONE) {
            parts(path + shape.suffix(), shape.core(), shape.trail());
        }
    }

    private void parts(String path, JsonNode schema, List<JsonNode> trail) {
        if (steps > STEPS || fields.size() >= MOST) {
            return;
        }
        Set<String> required = new LinkedHashSet<>(Json.texts(schema.path("required")));
        schema.path("properties")
                .properties()
                .forEach(property -> add(
                        path.isEmpty() ? property.getKey() : path + "." + property.getKey(),
                        property.getValue(),
                        required.contains(property.getKey()),
                        trail));
        schema.path("allOf").forEach(part -> {
            Shape shape = shape(part, trail);
            if (shape.note() == Note.NONE) {
                parts(path, shape.core(), shape.trail());
            }
        });
        for (String key : List.of("oneOf", "anyOf")) {
            int number = 0;
            for (JsonNode option : schema.path(key)) {
                number++;
                String name = name(references, option);
                below(path + "(" + (name.isEmpty() ? "#" + number : name) + ")", shape(option, trail));
            }
        }
        if (schema.path("additionalProperties").isObject()) {
            add(path.isEmpty() ? "*" : path + ".*", schema.path("additionalProperties"), false, trail);
        }
    }

    private static boolean hasParts(JsonNode schema) {
        return schema.path("properties").isObject()
                || schema.path("additionalProperties").isObject()
                || schema.path("allOf").isArray()
                || schema.path("oneOf").isArray()
                || schema.path("anyOf").isArray();
    }

    private SchemaField field(String path, Shape shape, boolean required) {
        String type = type(shape.core(), shape.named());
        boolean several = !shape.suffix().isEmpty() && type.contains(" ");
        String description = Json.text(shape.outer(), "description");
        if (description == null) {
            description = Json.text(shape.core(), "description");
        }
        return new SchemaField(
                path,
                (several ? "(" + type + ")" : type) + shape.suffix(),
                required,
                description == null ? "" : description,
                values(shape.core()),
                shape.note());
    }

    private static List<String> values(JsonNode schema) {
        JsonNode only = schema.get("const");
        if (only != null) {
            return List.of(plain(only));
        }
        return schema.path("enum").values().stream().map(SchemaFields::plain).toList();
    }

    private static String plain(JsonNode value) {
        return value.isString() ? value.stringValue() : Json.write(value);
    }

    private String type(JsonNode schema, @Nullable String named) {
        if (named != null && (hasParts(schema) || References.of(schema) != null)) {
            return named;
        }
        List<String> types = new ArrayList<>(Json.texts(schema.path("type")));
        if (types.isEmpty()) {
            types.add(untyped(schema));
        }
        if (schema.path("nullable").asBoolean(false)) {
            types.add("null");
        }
        String format = Json.text(schema, "format");
        return String.join(" | ", types) + (format == null ? "" : " (" + format + ")");
    }

    private String untyped(JsonNode schema) {
        if (schema.path("properties").isObject()
                || schema.path("additionalProperties").isObject()) {
            return "object";
        }
        for (String key : List.of("allOf", "oneOf", "anyOf")) {
            List<String> names = schema.path(key).values().stream()
                    .map(part -> partType(part))
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .toList();
            if (!names.isEmpty()) {
                return String.join(key.equals("allOf") ? " & " : " | ", names);
            }
        }
        boolean texts = schema.path("enum").isArray()
                && schema.path("enum").values().stream().allMatch(JsonNode::isString);
        return texts ? "string" : "any";
    }

    private String partType(JsonNode part) {
        String name = name(references, part);
        JsonNode target = references.resolve(part);
        return name.isEmpty() ? String.join(" | ", Json.texts(target.path("type"))) : name;
    }
}
