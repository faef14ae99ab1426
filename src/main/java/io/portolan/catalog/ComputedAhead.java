package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.MirrorDefinition;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.catalog.EntityRows.Key;
import io.portolan.kernel.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Computes the values of new entities before they are stored, where everything they read is there already: the row is
/// then written once. What has to wait (aggregations, owners, targets of the same request) is left to [ComputedValues].
@Component
class ComputedAhead {

    private final ComputedRows rows;
    private final EntityRows entities;
    private final ComputedValues values;

    ComputedAhead(ComputedRows rows, EntityRows entities, ComputedValues values) {
        this.rows = rows;
        this.entities = entities;
        this.values = values;
    }

    /// The computed values by key; entities that are missing in the answer have to wait.
    ///
    /// @param drafts as they are to be stored, of one blueprint
    /// @param targets numbers of the entities that exist
    Map<Key, ObjectNode> of(
            Blueprint blueprint, Map<Key, Entity> drafts, Map<Key, Long> targets, Map<String, Blueprint> model) {
        if (!ComputedValues.hasAny(blueprint)) {
            Map<Key, ObjectNode> nothing = new LinkedHashMap<>();
            drafts.keySet().forEach(key -> nothing.put(key, Json.object()));
            return nothing;
        }
        Map<String, ComputedPath> paths = new HashMap<>();
        for (MirrorDefinition mirror : blueprint.mirrors().values()) {
            ComputedPath path = ComputedPath.of(blueprint, mirror, model).orElse(null);
            if (path != null && path.steps().getFirst().relation().equals(ComputedPath.OWNERS)) {
                return Map.of();
            }
            if (path != null) {
                paths.put(mirror.identifier(), path);
            }
        }
        if (!blueprint.aggregations().isEmpty() || !blueprint.inheritedFrom().isEmpty()) {
            return Map.of();
        }
        Map<Key, Entity> ready = new LinkedHashMap<>(drafts);
        ready.entrySet().removeIf(draft -> waits(blueprint, draft.getValue(), paths.values(), targets));
        Set<Long> read = new HashSet<>();
        ready.values()
                .forEach(draft -> paths.values().forEach(path -> read.addAll(first(blueprint, draft, path, targets))));
        if (!read.isEmpty()) {
            entities.shareThem(read);
        }
        Map<String, Map<Long, JsonNode>> found = new HashMap<>();
        blueprint.mirrors().values().forEach(mirror -> {
            ComputedPath path = paths.get(mirror.identifier());
            if (path != null) {
                found.put(mirror.identifier(), behind(path, mirror.path().getLast(), read));
            }
        });
        Map<Key, ObjectNode> computed = new LinkedHashMap<>();
        ready.forEach((key, draft) -> {
            ObjectNode json = Json.object();
            blueprint.mirrors().values().forEach(mirror -> {
                ComputedPath path = paths.get(mirror.identifier());
                Map<Long, JsonNode> values = found.get(mirror.identifier());
                if (path != null && values != null) {
                    mirror(json, mirror, path, first(blueprint, draft, path, targets), values);
                }
            });
            values.calculate(blueprint, draft, json);
            computed.put(key, json);
        });
        return computed;
    }

    private static boolean waits(
            Blueprint blueprint, Entity draft, Collection<ComputedPath> paths, Map<Key, Long> targets) {
        for (ComputedPath path : paths) {
            RelationDefinition relation =
                    blueprint.relations().get(path.steps().getFirst().relation());
            for (String target : draft.related(relation == null ? "" : relation.identifier())) {
                if (relation != null && !targets.containsKey(new Key(relation.target(), target))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static List<Long> first(Blueprint blueprint, Entity draft, ComputedPath path, Map<Key, Long> targets) {
        ComputedPath.Step step = path.steps().getFirst();
        List<Long> ids = new ArrayList<>();
        for (String target : draft.related(step.relation())) {
            Long id = targets.get(new Key(step.reached(), target));
            if (id != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    /// The values that stand behind each of the first targets.
    private Map<Long, JsonNode> behind(ComputedPath path, String property, Set<Long> targets) {
        if (targets.isEmpty()) {
            return Map.of();
        }
        if (path.steps().size() == 1) {
            return rows.valuesOf(property, targets);
        }
        return rows.mirrored(
                new ComputedPath(
                        path.steps().getFirst().reached(),
                        path.steps().subList(1, path.steps().size())),
                property,
                targets);
    }

    private static void mirror(
            ObjectNode json,
            MirrorDefinition mirror,
            ComputedPath path,
            List<Long> targets,
            Map<Long, JsonNode> values) {
        ArrayNode all = Json.array();
        for (long target : targets) {
            JsonNode value = values.get(target);
            if (value != null) {
                value.forEach(all::add);
            }
        }
        @Nullable JsonNode value = all.isEmpty() ? null : path.many() ? all : all.get(0);
        if (value != null && !value.isNull()) {
            json.set(mirror.identifier(), value);
        }
    }
}
