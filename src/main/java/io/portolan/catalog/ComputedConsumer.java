package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.EntityRows.Key;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeConsumer;
import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps computed values true when something else changes: an entity brings those that read it, a blueprint brings all
/// of its entities. A changed value is a change of its own, so that what depends on it follows in turn.
@Component
class ComputedConsumer implements ChangeConsumer {

    private static final int BATCH = 500;

    private final BlueprintService blueprints;
    private final EntityRows rows;
    private final ComputedRows computedRows;
    private final ComputedValues values;
    private final ChangeLog changeLog;
    private final WriteTransactions transactions;

    ComputedConsumer(
            BlueprintService blueprints,
            EntityRows rows,
            ComputedRows computedRows,
            ComputedValues values,
            ChangeLog changeLog,
            WriteTransactions transactions) {
        this.blueprints = blueprints;
        this.rows = rows;
        this.computedRows = computedRows;
        this.values = values;
        this.changeLog = changeLog;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "computed";
    }

    @Override
    public boolean wants(Change change) {
        return switch (change.kind()) {
            case ENTITY_CREATED, ENTITY_UPDATED, ENTITY_DELETED, BLUEPRINT_UPDATED -> true;
            default -> false;
        };
    }

    @Override
    public void handle(Change change) {
        List<Blueprint> model = blueprints.all();
        Actor actor = Actor.system().causedBy(new Actor.Cause(change.id(), change.depth() + 1));
        if (change.kind() == ChangeKind.BLUEPRINT_UPDATED) {
            model.stream()
                    .filter(blueprint -> blueprint.identifier().equals(change.identifier()))
                    .forEach(blueprint -> refreshAll(blueprint, actor));
            return;
        }
        Map<String, Blueprint> byName = new HashMap<>();
        model.forEach(blueprint -> byName.put(blueprint.identifier(), blueprint));
        for (Blueprint blueprint : model) {
            List<ComputedPath> paths = paths(blueprint, byName);
            Set<Long> affected = new HashSet<>();
            paths.forEach(path -> affected.addAll(affected(path, change)));
            List<Long> ids = affected.stream().sorted().toList();
            for (int i = 0; i < ids.size(); i += BATCH) {
                refresh(blueprint, ids.subList(i, Math.min(ids.size(), i + BATCH)), actor);
            }
        }
    }

    /// Computes every entity of a blueprint again.
    void refreshAll(Blueprint blueprint, Actor actor) {
        List<Entity> page = rows.after(blueprint.identifier(), 0, BATCH);
        while (!page.isEmpty()) {
            refresh(blueprint, page.stream().map(Entity::id).toList(), actor);
            page = rows.after(blueprint.identifier(), page.getLast().id(), BATCH);
        }
    }

    private void refresh(Blueprint blueprint, Collection<Long> ids, Actor actor) {
        transactions.run(() -> {
            List<Entity> seen = rows.load(ids);
            rows.lock(seen.stream()
                    .map(entity -> new Key(entity.blueprint(), entity.identifier()))
                    .toList());
            Map<Long, Entity> before = new HashMap<>();
            List<Entity> locked = rows.load(ids);
            locked.forEach(entity -> before.put(entity.id(), entity));
            List<Long> changed =
                    values.refresh(blueprint, locked).stream().map(Entity::id).toList();
            List<NewChange> changes = new ArrayList<>();
            for (Entity after : rows.load(changed)) {
                Entity old = before.get(after.id());
                changes.add(new NewChange(
                        ChangeKind.ENTITY_UPDATED,
                        after.blueprint(),
                        after.identifier(),
                        null,
                        old == null ? null : old.toJson(),
                        after.toJson(),
                        context(blueprint, old, after)));
            }
            return changeLog.append(changes, actor);
        });
    }

    /// `computed` marks a change that nobody made by hand; `calculation` says that a calculated value is among those
    /// that
    /// changed, which automations listen to (dialect section 6).
    private static ObjectNode context(Blueprint blueprint, @Nullable Entity before, Entity after) {
        boolean calculation = blueprint.calculations().keySet().stream()
                .anyMatch(name -> before == null
                        || !Objects.equals(
                                before.computed().get(name), after.computed().get(name)));
        return Json.object().put("computed", true).put("calculation", calculation);
    }

    private static List<ComputedPath> paths(Blueprint blueprint, Map<String, Blueprint> model) {
        List<ComputedPath> paths = new ArrayList<>();
        blueprint
                .mirrors()
                .values()
                .forEach(mirror -> ComputedPath.of(blueprint, mirror, model).ifPresent(paths::add));
        blueprint
                .aggregations()
                .values()
                .forEach(aggregation -> paths.addAll(ComputedPath.of(blueprint, aggregation, model)));
        return paths;
    }

    /// Entities whose path leads, or led before the change, through the changed entity.
    private Set<Long> affected(ComputedPath path, Change change) {
        Set<Long> affected = new HashSet<>();
        String blueprint = String.valueOf(change.blueprint());
        Key key = new Key(blueprint, change.identifier());
        for (int i = 1; i <= path.steps().size(); i++) {
            ComputedPath.Step step = path.steps().get(i - 1);
            if (!step.reached().equals(blueprint)) {
                continue;
            }
            affected.addAll(
                    computedRows.dependents(path, i, rows.ids(List.of(key)).values()));
            String previous = i == 1 ? path.from() : path.steps().get(i - 2).reached();
            Set<Key> earlier = new HashSet<>();
            if (!step.forward()) {
                named(change.before(), step.relation()).forEach(target -> earlier.add(new Key(previous, target)));
            }
            change.context().path("pointing").forEach(pointing -> {
                if (previous.equals(pointing.path("blueprint").asString(""))) {
                    earlier.add(new Key(previous, pointing.path("identifier").asString("")));
                }
            });
            affected.addAll(
                    computedRows.dependents(path, i - 1, rows.ids(earlier).values()));
        }
        return affected;
    }

    private static List<String> named(@Nullable ObjectNode entity, String relation) {
        if (entity == null) {
            return List.of();
        }
        JsonNode value = entity.path("relations").path(relation);
        if (value.isString()) {
            return List.of(value.stringValue());
        }
        return value.isArray()
                ? value.values().stream().map(item -> item.asString("")).toList()
                : List.of();
    }
}
