package io.portolan.blueprint;

import io.portolan.kernel.Json;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Helps those who implement [BlueprintDependent].
public final class Dependents {

    private Dependents() {}

    /// Adds a reference when the definition speaks of something that would be gone; `pointer` is its first place.
    public static void add(
            ArrayNode references,
            String kind,
            String identifier,
            String title,
            JsonNode definition,
            BlueprintDependent.Change change) {
        add(references, kind, identifier, title, DefinitionNames.find(definition, change.gone()));
    }

    /// The same where the names were found already, by JSON pointer to the place.
    public static void add(
            ArrayNode references, String kind, String identifier, String title, Map<String, Set<String>> found) {
        if (found.isEmpty()) {
            return;
        }
        references
                .addObject()
                .put("kind", kind)
                .put("identifier", identifier)
                .put("title", title)
                .put("pointer", found.keySet().iterator().next())
                .set("names", Json.strings(DefinitionNames.names(found)));
    }

    /// Stores the definition with the new name, if it speaks of the old one at all.
    public static void rename(ObjectNode definition, String from, String to, Consumer<ObjectNode> store) {
        ObjectNode renamed = (ObjectNode) DefinitionNames.renamed(definition, from, to);
        if (!renamed.equals(definition)) {
            store.accept(renamed);
        }
    }
}
