package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Removes entities, with those that cannot be without them when that is asked for. Inside the caller's transaction.
@Component
class EntityRemover {

    /// More entities than this never go with one removal.
    private static final int MOST = 10_000;
    private static final int MOST_POINTING = 10_000;

    private final BlueprintService blueprints;
    private final EntityRows rows;
    private final ComputedValues computed;
    private final EntityRights rights;
    private final DirectoryWriter directory;
    private final EntityChanges changes;
    private final ChangeLog changeLog;

    EntityRemover(
            BlueprintService blueprints,
            EntityRows rows,
            ComputedValues computed,
            EntityRights rights,
            DirectoryWriter directory,
            EntityChanges changes,
            ChangeLog changeLog) {
        this.blueprints = blueprints;
        this.rows = rows;
        this.computed = computed;
        this.rights = rights;
        this.directory = directory;
        this.changes = changes;
        this.changeLog = changeLog;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> delete(List<Entity> entities, boolean dependents, @Nullable String runId, Actor actor) {
        // whoever may not delete these does not learn what hangs on them
        rights.requireUnregister(Blueprint.byIdentifier(blueprints.all()), entities, actor);
        Map<Long, Entity> all = new LinkedHashMap<>();
        entities.forEach(entity -> all.put(entity.id(), entity));
        List<Entity> frontier = entities;
        while (!frontier.isEmpty()) {
            List<Entity> next = new ArrayList<>();
            for (Entity dependent : requiring(frontier)) {
                if (all.containsKey(dependent.id())) {
                    continue;
                }
                if (!dependents) {
                    throw new PortalException.Conflict(
                            "has_dependents",
                            "Entity \"" + frontier.getFirst().identifier() + "\" is required by entity \""
                                    + dependent.identifier() + "\" of blueprint \"" + dependent.blueprint()
                                    + "\"; delete that first, or delete with delete_dependents=true");
                }
                all.put(dependent.id(), dependent);
                next.add(dependent);
                if (all.size() > MOST) {
                    throw new PortalException.TooLarge(
                            "More than " + MOST + " entities would go with this one; delete the dependents first");
                }
            }
            frontier = next;
        }
        remove(List.copyOf(all.values()), runId, actor);
        return all.values().stream().map(Entity::identifier).toList();
    }

    /// Removes all entities of a blueprint, unless entities of another one require them.
    @Transactional(propagation = Propagation.MANDATORY)
    public long deleteEvery(Blueprint blueprint, @Nullable String runId, Actor actor) {
        for (Blueprint other : blueprints.all()) {
            for (RelationDefinition relation : other.relations().values()) {
                if (relation.required()
                        && relation.target().equals(blueprint.identifier())
                        && !other.identifier().equals(blueprint.identifier())
                        && rows.count(other.identifier()) > 0) {
                    throw new PortalException.Conflict(
                            "has_dependents",
                            "Entities of blueprint \"" + other.identifier() + "\" require entities of \""
                                    + blueprint.identifier() + "\" by relation \"" + relation.identifier()
                                    + "\"; delete those first");
                }
            }
        }
        long count = 0;
        List<Entity> page = rows.after(blueprint.identifier(), 0, 1000);
        while (!page.isEmpty()) {
            remove(page, runId, actor);
            count += page.size();
            page = rows.after(blueprint.identifier(), page.getLast().id(), 1000);
        }
        return count;
    }

    private List<Entity> requiring(List<Entity> targets) {
        List<Entity> pointing = rows.pointingAt(targets.stream().map(Entity::id).toList(), MOST + 1);
        return pointing.stream()
                .filter(entity -> blueprints.require(entity.blueprint()).relations().values().stream()
                        .filter(RelationDefinition::required)
                        .anyMatch(relation -> targets.stream()
                                .anyMatch(target -> target.blueprint().equals(relation.target())
                                        && entity.related(relation.identifier()).contains(target.identifier()))))
                .toList();
    }

    private void remove(List<Entity> entities, @Nullable String runId, Actor actor) {
        List<Blueprint> model = blueprints.hold();
        rights.requireUnregister(Blueprint.byIdentifier(model), entities, actor);
        rows.lock(entities.stream()
                .map(entity -> new EntityRows.Key(entity.blueprint(), entity.identifier()))
                .toList());
        List<Entity> pointing =
                rows.pointingAt(entities.stream().map(Entity::id).toList(), MOST_POINTING);
        rows.delete(entities.stream().map(Entity::id).toList());
        EntityChanges.Batch batch = changes.over(model);
        List<NewChange> gone = new ArrayList<>(entities.stream()
                .map(entity -> batch.of(
                        entity.id(),
                        ChangeKind.ENTITY_DELETED,
                        entity.blueprint(),
                        entity.identifier(),
                        runId,
                        entity.toJson(),
                        null,
                        context(entity, pointing)))
                .toList());
        gone.addAll(emptied(pointing, entities, model, batch, runId));
        changeLog.append(gone, actor);
        entities.forEach(entity -> directory.removed(entity, actor));
    }

    /// Those that pointed at what went have lost a value: a change of theirs, which starts no automation (dialect 6).
    private List<NewChange> emptied(
            List<Entity> pointing,
            List<Entity> removed,
            List<Blueprint> model,
            EntityChanges.Batch batch,
            @Nullable String runId) {
        Map<Long, Entity> before = new LinkedHashMap<>();
        pointing.forEach(entity -> before.put(entity.id(), entity));
        removed.forEach(entity -> before.remove(entity.id()));
        Map<String, List<Entity>> left =
                rows.load(before.keySet()).stream().collect(Collectors.groupingBy(Entity::blueprint));
        for (Blueprint blueprint : model) {
            List<Entity> entities = left.get(blueprint.identifier());
            if (entities != null) {
                computed.refresh(blueprint, entities, model);
            }
        }
        return rows.load(before.keySet()).stream()
                .map(after -> batch.of(
                        after.id(),
                        ChangeKind.ENTITY_UPDATED,
                        after.blueprint(),
                        after.identifier(),
                        runId,
                        Objects.requireNonNull(before.get(after.id())).toJson(),
                        after.toJson(),
                        Json.object().put("targetDeleted", true)))
                .toList();
    }

    /// Who pointed at the entity: their computed values have to follow, and its edges are gone by then.
    private static ObjectNode context(Entity entity, List<Entity> pointing) {
        ObjectNode context = Json.object();
        ArrayNode list = Json.array();
        for (Entity other : pointing) {
            boolean points = other.relations().properties().stream()
                    .anyMatch(relation -> other.related(relation.getKey()).contains(entity.identifier()));
            if (points) {
                list.addObject().put("blueprint", other.blueprint()).put("identifier", other.identifier());
            }
        }
        if (!list.isEmpty()) {
            context.set("pointing", list);
        }
        return context;
    }
}
