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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Keeps computed values true when something else changes: an entity brings those that read it, a blueprint brings all
/// of its entities. A changed value is a change of its own, so that what depends on it follows in turn.
@Component
class ComputedConsumer implements ChangeConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ComputedConsumer.class);
    private static final int BATCH = 500;
    private static final int MOST_HOPS = 30;
    /// How many computed values have followed each other up to a change.
    private static final String HOP = "hop";
    private static final List<String> OWN = List.of(
            "mirrorProperties",
            "calculationProperties",
            "aggregationProperties",
            "relations",
            "schema",
            "ownership",
            "teamInheritance");
    private static final List<String> READ = List.of("relations", "schema", "identifier", "ownership");

    private final EntityChanges changes;
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
            EntityChanges changes,
            ChangeLog changeLog,
            WriteTransactions transactions) {
        this.changes = changes;
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
            case ENTITY_CREATED, ENTITY_UPDATED, ENTITY_DELETED ->
                EntityChanges.concerns(change, EntityChanges.COMPUTED);
            case BLUEPRINT_CREATED, BLUEPRINT_UPDATED, BLUEPRINT_DELETED -> true;
            default -> false;
        };
    }

    @Override
    public void handle(Change change) {
        List<Blueprint> model = blueprints.all();
        int hop = change.context().path(HOP).asInt(0) + 1;
        if (hop > MOST_HOPS) {
            LOG.warn(
                    "Computed values of {} {} have followed each other over {} steps; what depends on them is left as it is",
                    change.blueprint(),
                    change.identifier(),
                    MOST_HOPS);
            return;
        }
        Actor actor = Actor.system().causedBy(new Actor.Cause(change.id(), change.depth()));
        switch (change.kind()) {
            case BLUEPRINT_CREATED, BLUEPRINT_UPDATED, BLUEPRINT_DELETED -> modelChanged(change, model, actor);
            default -> entityChanged(change, model, hop, actor);
        }
    }

    private void entityChanged(Change change, List<Blueprint> model, int hop, Actor actor) {
        ModelReaders.Readers readers = changes.readers(model).of(String.valueOf(change.blueprint()));
        if (readers == null) {
            return;
        }
        Map<String, Set<Long>> affected = new TreeMap<>();
        readers.paths()
                .forEach(path -> affected.computeIfAbsent(path.from(), name -> new TreeSet<>())
                        .addAll(affected(path, change)));
        affected.forEach((blueprint, ids) -> {
            List<Long> all = List.copyOf(ids);
            for (int i = 0; i < all.size(); i += BATCH) {
                refresh(blueprint, all.subList(i, Math.min(all.size(), i + BATCH)), hop, actor);
            }
        });
    }

    /// Its own entities are computed again when what is computed changed, those that read through it when anything did
    /// that they could read.
    private void modelChanged(Change change, List<Blueprint> model, Actor actor) {
        Set<String> stale = new TreeSet<>();
        if (!parts(change.before(), OWN).equals(parts(change.after(), OWN))) {
            stale.add(change.identifier());
        }
        if (!parts(change.before(), READ).equals(parts(change.after(), READ))) {
            stale.addAll(changes.readers(model).dependents(change.identifier()));
            for (Blueprint blueprint : model) {
                boolean aggregates = blueprint.aggregations().values().stream()
                        .anyMatch(aggregation -> !aggregation.json().has("pathFilter")
                                || aggregation.target().equals(change.identifier()));
                if (aggregates || !blueprint.mirrors().isEmpty() && change.kind() == ChangeKind.BLUEPRINT_DELETED) {
                    stale.add(blueprint.identifier());
                }
            }
        }
        stale.forEach(blueprint -> refreshAll(blueprint, actor));
    }

    private static List<JsonNode> parts(@Nullable ObjectNode definition, List<String> names) {
        return names.stream()
                .map(name -> definition == null ? MissingNode.getInstance() : definition.path(name))
                .toList();
    }

    /// Computes again whatever depends on the present moment.
    void refreshByTime() {
        for (Blueprint blueprint : blueprints.all()) {
            if (values.dependsOnTime(blueprint)) {
                refreshAll(blueprint.identifier(), Actor.system());
            }
        }
    }

    /// Computes every entity of a blueprint again.
    private void refreshAll(String blueprint, Actor actor) {
        List<Long> page = rows.idsAfter(blueprint, 0, BATCH);
        while (!page.isEmpty()) {
            refresh(blueprint, page, 1, actor);
            page = rows.idsAfter(blueprint, page.getLast(), BATCH);
        }
    }

    private void refresh(String name, Collection<Long> ids, int hop, Actor actor) {
        transactions.run(() -> {
            List<Blueprint> model = blueprints.hold();
            Blueprint blueprint = model.stream()
                    .filter(each -> each.identifier().equals(name))
                    .findFirst()
                    .orElse(null);
            if (blueprint == null) {
                return List.of();
            }
            rows.lockById(ids);
            List<Entity> locked = rows.load(ids, model);
            EntityChanges.Batch batch = changes.over(model);
            List<NewChange> logged = new ArrayList<>();
            for (ComputedValues.Refreshed each : values.refresh(blueprint, locked, model)) {
                Entity after = each.after();
                logged.add(batch.of(
                        after.id(),
                        ChangeKind.ENTITY_UPDATED,
                        after.blueprint(),
                        after.identifier(),
                        null,
                        each.before().toJson(),
                        after.toJson(),
                        context(blueprint, each.before(), after).put(HOP, hop)));
            }
            return changeLog.append(logged, actor);
        });
    }

    /// `computed` marks a change that nobody made by hand; `calculation` says that a calculated value is among those
    /// that
    /// changed, which automations listen to (dialect section 6).
    private static ObjectNode context(Blueprint blueprint, Entity before, Entity after) {
        boolean calculation = blueprint.calculations().keySet().stream()
                .anyMatch(name -> !Objects.equals(
                        before.computed().get(name), after.computed().get(name)));
        return Json.object().put("computed", true).put("calculation", calculation);
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
            } else if (step.relation().equals(ComputedPath.OWNERS) && change.before() != null) {
                // owners are names: they stand there without the team, or under its name of before
                affected.addAll(computedRows.dependents(
                        path,
                        i - 1,
                        computedRows.ownedBy(
                                previous, change.before().path("identifier").asString(""))));
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
        JsonNode value = relation.equals(ComputedPath.OWNERS)
                ? entity.path("team")
                : entity.path("relations").path(relation);
        return Json.texts(value);
    }
}
