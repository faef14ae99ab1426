package io.portolan.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One place in which two states of a thing differ.
///
/// @param path keys from the outside in: `properties`, `language`
/// @param before null when it was not there, or was null
/// @param after null when it is not there any more, or is null
public record Difference(
        List<String> path,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {

    /// Keys that say who wrote when; the record itself says that.
    private static final Set<String> BOOKKEEPING =
            Set.of("createdAt", "createdBy", "updatedAt", "updatedBy", "version", "id");

    /// Containers whose members are listed one by one even when the whole is new or gone.
    private static final Set<String> CONTAINERS = Set.of("properties", "relations", "scorecards");

    public Difference {
        path = List.copyOf(path);
    }

    /// The innermost key.
    public String name() {
        return path.getLast();
    }

    /// All differences, in the order of the keys. Arrays are compared as a whole.
    public static List<Difference> between(@Nullable ObjectNode before, @Nullable ObjectNode after) {
        List<Difference> differences = new ArrayList<>();
        collect(List.of(), before, after, differences);
        return List.copyOf(differences);
    }

    private static void collect(
            List<String> path, @Nullable ObjectNode before, @Nullable ObjectNode after, List<Difference> found) {
        for (String key : keys(before, after)) {
            if (path.isEmpty() && BOOKKEEPING.contains(key)) {
                continue;
            }
            JsonNode old = value(before, key);
            JsonNode now = value(after, key);
            if (old == null ? now == null : old.equals(now)) {
                continue;
            }
            List<String> place = new ArrayList<>(path);
            place.add(key);
            boolean both = old instanceof ObjectNode && now instanceof ObjectNode;
            boolean container = path.isEmpty()
                    && CONTAINERS.contains(key)
                    && (old == null || old.isObject())
                    && (now == null || now.isObject());
            if (both || container) {
                collect(place, (ObjectNode) old, (ObjectNode) now, found);
            } else {
                found.add(new Difference(place, old, now));
            }
        }
    }

    private static Set<String> keys(@Nullable ObjectNode before, @Nullable ObjectNode after) {
        Set<String> keys = new LinkedHashSet<>();
        if (before != null) {
            before.properties().forEach(property -> keys.add(property.getKey()));
        }
        if (after != null) {
            after.properties().forEach(property -> keys.add(property.getKey()));
        }
        return keys;
    }

    /// Absent, null and an empty array are the same: nothing.
    private static @Nullable JsonNode value(@Nullable ObjectNode node, String key) {
        JsonNode value = node == null ? null : node.get(key);
        return value == null || value.isNull() || (value.isArray() && value.isEmpty()) ? null : value;
    }
}
