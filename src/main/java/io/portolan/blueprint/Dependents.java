package io.portolan.blueprint;

import io.portolan.kernel.Json;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

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
        Map<String, Set<String>> found = DefinitionNames.find(definition, change.gone());
        if (found.isEmpty()) {
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        found.values().forEach(names::addAll);
        references
                .addObject()
                .put("kind", kind)
                .put("identifier", identifier)
                .put("title", title)
                .put("pointer", found.keySet().iterator().next())
                .set("names", Json.strings(names));
    }
}
