package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.kernel.Ids;
import io.portolan.kernel.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The values that an entity is to have: what a draft and the state before it come to. Pure.
///
/// @param relations by relation identifier, as on the wire, every relation of the blueprint present
/// @param ignored names in the draft that the blueprint does not know; they are not stored
record EntityState(
        String identifier,
        @Nullable String title,
        @Nullable String icon,
        List<String> team,
        ObjectNode properties,
        ObjectNode relations,
        List<String> ignored) {

    /// Values of a draft over those of `before` (merge), or alone.
    static EntityState of(Blueprint blueprint, @Nullable Entity before, EntityDraft draft, boolean merge) {
        ObjectNode json = draft.json();
        @Nullable Entity kept = merge ? before : null;
        String identifier = draft.identifier();
        if (identifier == null) {
            identifier = before == null ? Ids.random("e_") : before.identifier();
        }
        Set<String> ignored = new LinkedHashSet<>();
        boolean inherits = !blueprint.inheritedFrom().isEmpty();
        if (inherits && json.hasNonNull("team")) {
            ignored.add("team");
        }
        return new EntityState(
                identifier,
                json.has("title") ? Json.text(json, "title") : kept == null ? null : kept.title(),
                json.has("icon") ? Json.text(json, "icon") : kept == null ? null : kept.icon(),
                inherits
                        ? before == null ? List.of() : before.team()
                        : json.has("team") ? team(json.get("team")) : kept == null ? List.of() : kept.team(),
                properties(blueprint, kept, json.get("properties"), before == null, ignored),
                relations(blueprint, kept, json.get("relations")),
                List.copyOf(ignored));
    }

    private static List<String> team(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return List.of();
        }
        List<String> team = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(item -> team.add(item.asString("")));
        } else if (!value.asString("").isBlank()) {
            team.add(value.asString(""));
        }
        return team.stream().distinct().toList();
    }

    private static ObjectNode properties(
            Blueprint blueprint,
            @Nullable Entity before,
            @Nullable JsonNode given,
            boolean isNew,
            Set<String> ignored) {
        ObjectNode values = before == null ? Json.object() : before.properties().deepCopy();
        if (before != null) {
            values.retain(blueprint.properties().keySet());
        }
        if (given instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                if (!blueprint.properties().containsKey(entry.getKey())) {
                    ignored.add("properties." + entry.getKey());
                } else if (entry.getValue().isNull()) {
                    values.remove(entry.getKey());
                } else {
                    values.set(entry.getKey(), entry.getValue());
                }
            });
        }
        if (isNew) {
            for (PropertyDefinition property : blueprint.properties().values()) {
                JsonNode fallback = property.defaultValue();
                if (fallback != null
                        && !fallback.isNull()
                        && !values.has(property.identifier())
                        && !(given != null && given.has(property.identifier()))) {
                    values.set(property.identifier(), fallback);
                }
            }
        }
        return values;
    }

    private static ObjectNode relations(Blueprint blueprint, @Nullable Entity before, @Nullable JsonNode given) {
        ObjectNode values = Json.object();
        for (RelationDefinition relation : blueprint.relations().values()) {
            String name = relation.identifier();
            JsonNode value = given != null && given.has(name)
                    ? given.get(name)
                    : before == null ? null : before.relations().get(name);
            values.set(name, normal(relation, value));
        }
        return values;
    }

    /// A list for `many`, a string or null otherwise, where the value allows it; anything else is left for the
    /// validator
    /// to name.
    private static @Nullable JsonNode normal(RelationDefinition relation, @Nullable JsonNode value) {
        if (!relation.many()) {
            if (value != null && value.isArray() && value.size() <= 1) {
                return value.isEmpty() ? null : value.get(0);
            }
            return value == null || value.isString() && value.stringValue().isEmpty() ? null : value;
        }
        if (value == null || value.isNull()) {
            return Json.array();
        }
        if (value.isString()) {
            return Json.array().add(value);
        }
        if (!value.isArray()) {
            return value;
        }
        Set<JsonNode> distinct = new LinkedHashSet<>();
        value.forEach(distinct::add);
        return Json.array().addAll(distinct);
    }

    /// Whether storing this would change the entity. Numbers are compared by value.
    boolean differsFrom(Entity entity) {
        return !identifier.equals(entity.identifier())
                || !Objects.equals(title, entity.title())
                || !Objects.equals(icon, entity.icon())
                || !team.equals(entity.team())
                || !JsonEquality.equal(properties, entity.properties())
                || !JsonEquality.equal(relations, entity.relations());
    }

    /// Which own properties of `before`, and `$title` and the like, storing this would change.
    Set<String> changedProperties(Blueprint blueprint, Entity before) {
        Set<String> changed = new LinkedHashSet<>();
        if (!Objects.equals(before.title(), title)) {
            changed.add("$title");
        }
        if (!before.identifier().equals(identifier)) {
            changed.add("$identifier");
        }
        if (!Objects.equals(before.icon(), icon)) {
            changed.add("$icon");
        }
        if (!before.team().equals(team)) {
            changed.add("$team");
        }
        for (String name : blueprint.properties().keySet()) {
            JsonNode old = before.properties().get(name);
            JsonNode now = properties.get(name);
            if (old == null ? now != null : now == null || !JsonEquality.equal(old, now)) {
                changed.add(name);
            }
        }
        return changed;
    }

    /// A new entity with these values, not numbered yet and with nothing computed.
    Entity entity(String blueprint, String by, Instant now, WriteOptions options) {
        return new Entity(
                0,
                blueprint,
                identifier,
                title,
                icon,
                team,
                properties,
                Json.object(),
                relations,
                now,
                by,
                now,
                by,
                options.datasource(),
                1);
    }

    /// A stored entity with these values.
    Entity changed(Entity before, String by, Instant now, WriteOptions options) {
        return new Entity(
                before.id(),
                before.blueprint(),
                identifier,
                title,
                icon,
                team,
                properties,
                before.computed(),
                relations,
                before.createdAt(),
                before.createdBy(),
                now,
                by,
                options.datasource() == null ? before.datasource() : options.datasource(),
                before.version() + 1);
    }

    /// The entity as it would be, for an answer to a question that stores nothing.
    Entity preview(String blueprint, @Nullable Entity before, Instant now) {
        return new Entity(
                before == null ? 0 : before.id(),
                blueprint,
                identifier,
                title,
                icon,
                team,
                properties,
                before == null ? Json.object() : before.computed(),
                relations,
                before == null ? now : before.createdAt(),
                before == null ? "" : before.createdBy(),
                now,
                before == null ? "" : before.updatedBy(),
                before == null ? null : before.datasource(),
                before == null ? 0 : before.version());
    }
}
