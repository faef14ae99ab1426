package io.portolan.catalog.ui;

import io.portolan.catalog.Entity;
import io.portolan.kernel.Json;
import io.portolan.ui.merge.ThreeWay;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The difference between two states of an entity's document, as a patch.
final class EntityDelta {

    private static final List<String> HEAD = List.of("title", "icon", "team");
    private static final List<String> SECTIONS = List.of("properties", "relations");
    private static final Set<String> INSIDE = Set.of("/properties", "/relations");

    private EntityDelta() {}

    /// The document that the form edits.
    static ObjectNode document(Entity entity) {
        ObjectNode document = Json.object();
        document.put("identifier", entity.identifier());
        document.put("title", entity.title());
        if (entity.icon() != null) {
            document.put("icon", entity.icon());
        }
        document.set("team", Json.strings(entity.team()));
        document.set("properties", entity.properties().deepCopy());
        document.set("relations", entity.relations().deepCopy());
        return document;
    }

    /// What makes `after` out of `before`: changed values, and null for those that went.
    static ObjectNode patch(ObjectNode before, ObjectNode after) {
        ObjectNode patch = Json.object();
        difference(before, after, HEAD, patch);
        for (String section : SECTIONS) {
            ObjectNode old = before.get(section) instanceof ObjectNode object ? object : Json.object();
            ObjectNode now = after.get(section) instanceof ObjectNode object ? object : Json.object();
            Set<String> keys = new LinkedHashSet<>(old.propertyNames());
            keys.addAll(now.propertyNames());
            ObjectNode part = Json.object();
            difference(old, now, keys, part);
            if (!part.isEmpty()) {
                patch.set(section, part);
            }
        }
        return patch;
    }

    /// What a patch makes of a document.
    static ObjectNode patched(ObjectNode document, ObjectNode patch) {
        ObjectNode result = document.deepCopy();
        HEAD.stream().filter(patch::has).forEach(key -> result.set(key, patch.get(key)));
        for (String section : SECTIONS) {
            patch.path(section)
                    .properties()
                    .forEach(entry -> result.withObject("/" + section).set(entry.getKey(), entry.getValue()));
        }
        return result;
    }

    /// The state that a form showed, what the reader made of it and what is stored by now.
    static ThreeWay merge(ObjectNode shown, ObjectNode mine, ObjectNode stored) {
        return ThreeWay.of(shown, mine, stored, INSIDE);
    }

    private static void difference(ObjectNode before, ObjectNode after, Iterable<String> keys, ObjectNode patch) {
        for (String key : keys) {
            JsonNode old = present(before.get(key));
            JsonNode now = present(after.get(key));
            if (!Objects.equals(old, now)) {
                if (now == null) {
                    patch.putNull(key);
                } else {
                    patch.set(key, now);
                }
            }
        }
    }

    private static @Nullable JsonNode present(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value;
    }
}
