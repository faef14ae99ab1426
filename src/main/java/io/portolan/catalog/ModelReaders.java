package io.portolan.catalog;

import io.portolan.blueprint.AggregationDefinition;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.MirrorDefinition;
import io.portolan.kernel.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Who reads what: for each blueprint the computed values of others (or of its own kind) that a change of one of its
/// entities may move. Found from the definitions alone, so that a write can tell at once that nobody looks.
final class ModelReaders {

    /// What is read of the entities of one blueprint.
    ///
    /// @param paths the ways that lead to or through it
    /// @param names properties and `$meta` that are read at the end of a way
    /// @param anyName whether every property may be read
    /// @param relations its own relations that a way follows
    /// @param whenCreated whether a new entity can move a value before anything points at it
    record Readers(
            List<ComputedPath> paths, Set<String> names, boolean anyName, Set<String> relations, boolean whenCreated) {}

    private final Map<String, Collected> byBlueprint = new HashMap<>();

    private static final class Collected {
        private final List<ComputedPath> paths = new ArrayList<>();
        private final Set<String> names = new HashSet<>();
        private final Set<String> relations = new HashSet<>();
        private boolean anyName;
        private boolean whenCreated;
    }

    ModelReaders(List<Blueprint> blueprints) {
        Map<String, Blueprint> model = Blueprint.byIdentifier(blueprints);
        for (Blueprint blueprint : blueprints) {
            for (MirrorDefinition mirror : blueprint.mirrors().values()) {
                ComputedPath.of(blueprint, mirror, model).ifPresent(path -> {
                    add(path);
                    at(path.target()).names.add(mirror.path().getLast());
                });
            }
            ComputedPath.ofOwnership(blueprint, model).ifPresent(path -> {
                add(path);
                at(path.target()).names.add(ComputedPath.OWNERS);
            });
            for (AggregationDefinition aggregation : blueprint.aggregations().values()) {
                ComputedPath.of(blueprint, aggregation, model).forEach(this::add);
                aggregated(aggregation);
            }
        }
    }

    private Collected at(String blueprint) {
        return byBlueprint.computeIfAbsent(blueprint, name -> new Collected());
    }

    private void add(ComputedPath path) {
        for (int i = 0; i < path.steps().size(); i++) {
            ComputedPath.Step step = path.steps().get(i);
            Collected reached = at(step.reached());
            reached.paths.add(path);
            if (step.relation().equals(ComputedPath.OWNERS)) {
                // teams are named before they exist, and owners change with the entity itself
                reached.whenCreated = true;
                at(step.owner()).names.add(ComputedPath.OWNERS);
            } else if (!step.forward() || i > 0) {
                at(step.owner()).relations.add(step.relation());
                at(step.owner()).whenCreated |= !step.forward();
            }
        }
    }

    private void aggregated(AggregationDefinition aggregation) {
        Collected target = at(aggregation.target());
        String property = Json.text(aggregation.spec(), "property");
        String measured = Json.text(aggregation.spec(), "measureTimeBy");
        if (property != null) {
            target.names.add(property);
        }
        if (measured != null) {
            target.names.add(measured);
        }
        JsonNode query = aggregation.json().path("query");
        // a condition may read anything: scorecards, relations, properties of a kind
        target.anyName |= !query.isMissingNode() && !query.isNull() && !query.isEmpty();
    }

    /// What is read of entities of the blueprint, null when nothing is.
    @org.jspecify.annotations.Nullable
    Readers of(String blueprint) {
        Collected found = byBlueprint.get(blueprint);
        return found == null || found.paths.isEmpty() && found.relations.isEmpty()
                ? null
                : new Readers(found.paths, found.names, found.anyName, found.relations, found.whenCreated);
    }

    /// Whether the change of an entity may move a value of another entity.
    boolean reads(
            String blueprint,
            @org.jspecify.annotations.Nullable JsonNode before,
            @org.jspecify.annotations.Nullable JsonNode after) {
        Readers readers = of(blueprint);
        if (readers == null) {
            return false;
        }
        if (before == null) {
            return readers.whenCreated();
        }
        if (after == null || readers.anyName() || !before.path("identifier").equals(after.path("identifier"))) {
            return true;
        }
        for (String name : readers.names()) {
            boolean same = name.startsWith("$")
                    ? before.path(name.substring(1)).equals(after.path(name.substring(1)))
                    : before.path("properties")
                            .path(name)
                            .equals(after.path("properties").path(name));
            if (!same) {
                return true;
            }
        }
        for (String relation : readers.relations()) {
            if (!before.path("relations")
                    .path(relation)
                    .equals(after.path("relations").path(relation))) {
                return true;
            }
        }
        return false;
    }

    /// The blueprints whose computed values come by way of this one.
    Set<String> dependents(String blueprint) {
        Set<String> dependents = new HashSet<>();
        Collected found = byBlueprint.get(blueprint);
        if (found != null) {
            found.paths.forEach(path -> dependents.add(path.from()));
        }
        return dependents;
    }
}
