package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.blueprint.MirrorDefinition;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The wire form of entities as answers carry it: enriched by other rooms, cut down to what was asked for.
@Service
public class EntityJson {

    private static final Set<String> META = Set.of(
            "identifier",
            "title",
            "icon",
            "blueprint",
            "team",
            "createdAt",
            "createdBy",
            "updatedAt",
            "updatedBy",
            "scorecards");

    private final Supplier<List<EntityEnricher>> enrichers;
    private final EntityRows rows;
    private final ComputedRows computed;
    private final BlueprintService blueprints;
    private final EntityRights rights;

    EntityJson(
            ObjectProvider<EntityEnricher> enrichers,
            EntityRows rows,
            ComputedRows computed,
            BlueprintService blueprints,
            EntityRights rights) {
        this.rights = rights;
        this.rows = rows;
        this.computed = computed;
        this.blueprints = blueprints;
        this.enrichers = SingletonSupplier.of(() -> enrichers.orderedStream().toList());
    }

    /// What of an entity is wanted: dialect section 2.
    ///
    /// @param include dotted or bare names, with or without `$`, such as `properties.x`; empty means everything
    /// @param exclude dotted names
    /// @param withoutCalculated leave out mirrors, calculations and aggregations
    /// @param withTitles give each value of a relation as `{identifier, title}`
    /// @param withIdentifiers give each value of a mirror of titles as `{identifier, title}`
    public record Projection(
            List<String> include,
            List<String> exclude,
            boolean withoutCalculated,
            boolean withTitles,
            boolean withIdentifiers) {

        /// Everything.
        public static Projection all() {
            return new Projection(List.of(), List.of(), false, false, false);
        }
    }

    public ObjectNode of(Entity entity) {
        return all(List.of(entity), Projection.all(), Actor.system()).getFirst();
    }

    public ArrayNode array(List<Entity> entities, Projection projection, Actor viewer) {
        return Json.array().addAll(all(entities, projection, viewer));
    }

    /// @param viewer sees no titles of entities that are not to be known of
    public List<ObjectNode> all(List<Entity> entities, Projection projection, Actor viewer) {
        List<ObjectNode> documents = new ArrayList<>();
        for (Entity entity : entities) {
            ObjectNode json = entity.toJson();
            if (projection.withoutCalculated()) {
                json.set("properties", entity.properties().deepCopy());
            }
            documents.add(json);
        }
        if (projection.withTitles()) {
            attachTitles(entities, documents, viewer);
        }
        if (projection.withIdentifiers() && !projection.withoutCalculated()) {
            attachIdentifiers(entities, documents);
        }
        enrichers.get().forEach(enricher -> enricher.enrich(entities, documents));
        return documents.stream().map(json -> project(json, projection)).toList();
    }

    private void attachTitles(List<Entity> entities, List<ObjectNode> documents, Actor viewer) {
        SqlParameters parameters = new SqlParameters();
        String readable = rights.readable(blueprints.all(), viewer, parameters);
        Map<EntityRows.Target, String> titles =
                rows.targetTitles(entities.stream().map(Entity::id).toList(), readable, parameters);
        for (int i = 0; i < entities.size(); i++) {
            long source = entities.get(i).id();
            if (!(documents.get(i).get("relations") instanceof ObjectNode relations)) {
                continue;
            }
            for (String name : List.copyOf(relations.propertyNames())) {
                JsonNode value = relations.get(name);
                if (value.isArray()) {
                    ArrayNode all = Json.array();
                    value.forEach(each -> all.add(titled(source, name, each, titles)));
                    relations.set(name, all);
                } else if (value.isString()) {
                    relations.set(name, titled(source, name, value, titles));
                }
            }
        }
    }

    /// Mirrors whose path ends in `$title`.
    private void attachIdentifiers(List<Entity> entities, List<ObjectNode> documents) {
        Map<String, Blueprint> model = Blueprint.byIdentifier(blueprints.all());
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        for (int i = 0; i < entities.size(); i++) {
            places.computeIfAbsent(entities.get(i).blueprint(), name -> new ArrayList<>())
                    .add(i);
        }
        places.forEach((name, numbers) -> {
            Blueprint blueprint = model.get(name);
            if (blueprint == null) {
                return;
            }
            List<Long> ids = numbers.stream().map(i -> entities.get(i).id()).toList();
            for (MirrorDefinition mirror : blueprint.mirrors().values()) {
                ComputedPath path = ComputedPath.of(blueprint, mirror, model).orElse(null);
                if (path == null || !mirror.path().getLast().equals("$title")) {
                    continue;
                }
                // both lists have the order of the relations, so that they go together by place
                Map<Long, JsonNode> identifiers = computed.mirrored(path, "$identifier", ids);
                Map<Long, JsonNode> titles = computed.mirrored(path, "$title", ids);
                for (int i : numbers) {
                    long id = entities.get(i).id();
                    JsonNode named = named(identifiers.get(id), titles.get(id), path.many());
                    if (named != null && documents.get(i).get("properties") instanceof ObjectNode properties) {
                        properties.set(mirror.identifier(), named);
                    }
                }
            }
        });
    }

    private static @Nullable JsonNode named(@Nullable JsonNode identifiers, @Nullable JsonNode titles, boolean many) {
        if (identifiers == null || titles == null) {
            return null;
        }
        ArrayNode all = Json.array();
        for (int i = 0; i < identifiers.size(); i++) {
            ObjectNode one = all.addObject();
            one.set("identifier", identifiers.path(i));
            one.set("title", titles.path(i));
        }
        return many ? all : all.get(0);
    }

    private static ObjectNode titled(
            long source, String relation, JsonNode identifier, Map<EntityRows.Target, String> titles) {
        String name = identifier.asString("");
        return Json.object()
                .put("identifier", name)
                .put("title", titles.get(new EntityRows.Target(source, relation, name)));
    }

    private static ObjectNode project(ObjectNode json, Projection projection) {
        ObjectNode result = json;
        if (!projection.include().isEmpty()) {
            result = Json.object();
            for (String name : projection.include()) {
                copy(json, result, name);
            }
        }
        for (String name : projection.exclude()) {
            String[] path = path(name, result);
            if (path.length == 1) {
                result.remove(path[0]);
            } else if (result.get(path[0]) instanceof ObjectNode section) {
                section.remove(path[1]);
            }
        }
        return result;
    }

    private static void copy(ObjectNode from, ObjectNode to, String name) {
        String[] path = path(name, from);
        JsonNode holder = path.length == 1 ? from : from.path(path[0]);
        JsonNode value = holder.get(path[path.length - 1]);
        if (value == null) {
            return;
        }
        if (path.length == 1) {
            to.set(path[0], value);
        } else {
            to.withObject("/" + Violation.escape(path[0])).set(path[1], value);
        }
    }

    /// `$title`, `title`, `properties.x` or a bare property or relation identifier, as a path of one or two keys.
    private static String[] path(String name, ObjectNode json) {
        String plain = name.startsWith("$") ? name.substring(1) : name;
        int dot = plain.indexOf('.');
        if (dot > 0) {
            return new String[] {plain.substring(0, dot), plain.substring(dot + 1)};
        }
        if (META.contains(plain) || plain.equals("properties") || plain.equals("relations")) {
            return new String[] {plain};
        }
        return json.path("relations").has(plain)
                ? new String[] {"relations", plain}
                : new String[] {"properties", plain};
    }
}
