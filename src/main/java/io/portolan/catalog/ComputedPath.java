package io.portolan.catalog;

import io.portolan.blueprint.AggregationDefinition;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.MirrorDefinition;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.kernel.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A way through the model along relations, from the blueprint that has a computed property to the one it reads.
///
/// @param from blueprint of the entities that have the value
record ComputedPath(String from, List<Step> steps) {

    private static final int LONGEST = 5;
    private static final String TEAM = "_team";

    /// The name of ownership where a relation may be named.
    static final String OWNERS = "$team";

    /// One relation, walked with its arrow or against it.
    ///
    /// @param relation identifier, or `$team` for the owning teams
    /// @param owner the blueprint that defines the relation
    /// @param reached the blueprint at the other end of this step
    record Step(String relation, boolean forward, String owner, String reached, boolean many) {}

    String target() {
        return steps.isEmpty() ? from : steps.getLast().reached();
    }

    /// Whether several entities may stand at the end.
    boolean many() {
        return steps.stream().anyMatch(Step::many);
    }

    /// The relations of a mirror; empty when one of them does not exist (any more).
    static Optional<ComputedPath> of(Blueprint blueprint, MirrorDefinition mirror, Map<String, Blueprint> model) {
        return mirror.path().size() < 2
                ? Optional.empty()
                : forwards(
                        blueprint.identifier(),
                        mirror.path().subList(0, mirror.path().size() - 1),
                        model);
    }

    /// The relations along which owners are inherited; empty when they are not.
    static Optional<ComputedPath> ofOwnership(Blueprint blueprint, Map<String, Blueprint> model) {
        List<String> path = blueprint.inheritedFrom();
        return path.isEmpty() ? Optional.empty() : forwards(blueprint.identifier(), path, model);
    }

    private static Optional<ComputedPath> forwards(String from, List<String> names, Map<String, Blueprint> model) {
        List<Step> steps = new ArrayList<>();
        String at = from;
        for (String name : names) {
            if (name.equals(OWNERS)) {
                steps.add(new Step(name, true, at, TEAM, true));
                at = TEAM;
                continue;
            }
            Blueprint here = model.get(at);
            RelationDefinition relation = here == null ? null : here.relations().get(name);
            if (relation == null) {
                return Optional.empty();
            }
            steps.add(new Step(name, true, at, relation.target(), relation.many()));
            at = relation.target();
        }
        return Optional.of(new ComputedPath(from, List.copyOf(steps)));
    }

    /// The ways of an aggregation: the one of its `pathFilter`, or all of the shortest ways through the model,
    /// whichever
    /// direction the relations have.
    static List<ComputedPath> of(Blueprint blueprint, AggregationDefinition aggregation, Map<String, Blueprint> model) {
        JsonNode filter = aggregation.json().path("pathFilter").path(0);
        if (filter.path("path").isArray() && !filter.path("path").isEmpty()) {
            List<String> names = filter.path("path").values().stream()
                    .map(name -> name.asString(""))
                    .toList();
            if (!aggregation.target().equals(Json.text(filter, "fromBlueprint"))) {
                return forwards(blueprint.identifier(), names, model)
                        .map(List::of)
                        .orElse(List.of());
            }
            return forwards(aggregation.target(), names, model)
                    .filter(path -> path.target().equals(blueprint.identifier()))
                    .map(path -> List.of(path.reversed()))
                    .orElse(List.of());
        }
        return shortest(blueprint.identifier(), aggregation.target(), model);
    }

    private ComputedPath reversed() {
        List<Step> back = new ArrayList<>();
        for (Step step : steps.reversed()) {
            back.add(new Step(step.relation(), !step.forward(), step.owner(), step.owner(), true));
        }
        return new ComputedPath(target(), List.copyOf(back));
    }

    private static List<ComputedPath> shortest(String from, String target, Map<String, Blueprint> model) {
        List<ComputedPath> found = new ArrayList<>();
        Deque<ComputedPath> queue = new ArrayDeque<>();
        Map<String, Integer> depth = new HashMap<>();
        queue.add(new ComputedPath(from, List.of()));
        while (!queue.isEmpty()) {
            ComputedPath path = queue.poll();
            int length = path.steps().size();
            if (length >= LONGEST
                    || (!found.isEmpty() && length >= found.getFirst().steps().size())) {
                continue;
            }
            for (Step step : around(path.target(), target, model)) {
                List<Step> steps = new ArrayList<>(path.steps());
                steps.add(step);
                ComputedPath longer = new ComputedPath(from, List.copyOf(steps));
                if (step.reached().equals(target)) {
                    found.add(longer);
                } else if (depth.merge(step.reached(), length + 1, Math::min) == length + 1) {
                    queue.add(longer);
                }
            }
        }
        return found;
    }

    /// Ownership is a way to teams and from teams, but not by way of teams: what belongs to one team is not related.
    private static List<Step> around(String blueprint, String target, Map<String, Blueprint> model) {
        List<Step> steps = new ArrayList<>();
        for (Blueprint owner : model.values()) {
            boolean owned = owner.ownershipType().isPresent();
            if (owned && owner.identifier().equals(blueprint) && target.equals(TEAM)) {
                steps.add(new Step(OWNERS, true, owner.identifier(), TEAM, true));
            }
            if (owned && blueprint.equals(TEAM) && owner.identifier().equals(target)) {
                steps.add(new Step(OWNERS, false, owner.identifier(), owner.identifier(), true));
            }
            for (RelationDefinition relation : owner.relations().values()) {
                if (owner.identifier().equals(blueprint)) {
                    steps.add(new Step(
                            relation.identifier(), true, owner.identifier(), relation.target(), relation.many()));
                }
                if (relation.target().equals(blueprint)) {
                    steps.add(new Step(relation.identifier(), false, owner.identifier(), owner.identifier(), true));
                }
            }
        }
        return steps;
    }

    /// Joins from the row `s` of `entity` along the first `count` steps; the entity after step n is `x<n>`.
    String joins(int count, SqlParameters parameters) {
        StringBuilder sql = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            Step step = steps.get(i - 1);
            String before = i == 1 ? "s" : "x" + (i - 1);
            if (step.relation().equals(OWNERS)) {
                // said twice, so that an index answers from whichever side the question comes
                String team = step.forward() ? "x" + i : before;
                String owned = step.forward() ? before : "x" + i;
                sql.append(
                        " join entity x%1$d on x%1$d.blueprint = %2$s and %3$s.identifier = any(%4$s.team) and %4$s.team @> array[%3$s.identifier]"
                                .formatted(i, parameters.text(step.reached()), team, owned));
                continue;
            }
            sql.append(" join entity_relation r%1$d on r%1$d.%2$s = %3$s.id and r%1$d.relation = %4$s"
                    .formatted(i, step.forward() ? "source" : "target", before, parameters.text(step.relation())));
            sql.append(" join entity x%1$d on x%1$d.id = r%1$d.%2$s and x%1$d.blueprint = %3$s"
                    .formatted(i, step.forward() ? "target" : "source", parameters.text(step.reached())));
        }
        return sql.toString();
    }
}
