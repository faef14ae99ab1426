package io.portolan.action;

import io.portolan.blueprint.Blueprint;
import io.portolan.kernel.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schema (draft 7) of an action's definition, for editors that complete and explain it. The file beside this
/// class has its shape; kinds, icons and the inputs of the form are those of the moment.
public final class ActionSchema {

    private static final ObjectNode FILE = Json.parseObject(read());

    private ActionSchema() {}

    /// The schema for one definition.
    ///
    /// @param kinds blueprints that a definition may name
    /// @param definition as it is at the moment; its inputs are those that orders and rules may name
    /// @param words what a key of the texts says
    /// @param icons names that are proposed as icons
    public static ObjectNode of(
            Collection<Blueprint> kinds, ObjectNode definition, UnaryOperator<String> words, List<String> icons) {
        ObjectNode root = FILE.deepCopy();
        explain(root, words);
        ObjectNode defs = root.withObject("/$defs");
        if (!kinds.isEmpty()) {
            ArrayNode known = defs.withObject("/blueprint").putArray("examples");
            kinds.forEach(kind -> known.add(kind.identifier()));
        }
        defs.withObject("/icon").set("examples", Json.strings(icons));
        ArrayNode inputs = defs.withObject("/inputName").putArray("examples");
        definition.at("/trigger/userInputs/properties").propertyNames().forEach(inputs::add);
        return root;
    }

    private static void explain(JsonNode part, UnaryOperator<String> words) {
        if (part instanceof ObjectNode schema && schema.path("description").isString()) {
            schema.put("description", words.apply(schema.path("description").stringValue()));
        }
        part.forEach(each -> explain(each, words));
    }

    private static String read() {
        try (InputStream file = ActionSchema.class.getResourceAsStream("action-schema.json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
