package io.portolan.catalog.ui;

import io.portolan.catalog.Entity;
import io.portolan.kernel.Json;
import java.util.ArrayList;
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

    /// What both patches touch: `title`, `properties.tier` …
    static List<String> overlap(ObjectNode mine, ObjectNode theirs) {
        List<String> both = new ArrayList<>();
        HEAD.stream().filter(key -> mine.has(key) && theirs.has(key)).forEach(both::add);
        for (String section : SECTIONS) {
            mine.path(section).propertyNames().stream()
                    .filter(key -> theirs.path(section).has(key)
                            && !Objects.equals(
                                    mine.path(section).get(key),
                                    theirs.path(section).get(key)))
                    .forEach(both::add);
        }
        return both;
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
