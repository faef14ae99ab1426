package io.portolan.blueprint;

import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// What a blueprint says about others: relation and aggregation targets, mirror paths.
final class References {

    private References() {}

    /// Violations of the references of `blueprint`, seen in a model that holds `model`.
    static List<Violation> check(Blueprint blueprint, Map<String, Blueprint> model) {
        List<Violation> violations = new ArrayList<>();
        blueprint.relations().values().forEach(relation -> {
            if (!model.containsKey(relation.target())) {
                violations.add(missing("/relations/" + Violation.escape(relation.identifier()), relation.target()));
            }
        });
        blueprint.aggregations().values().forEach(aggregation -> {
            if (!model.containsKey(aggregation.target())) {
                violations.add(missing(
                        "/aggregationProperties/" + Violation.escape(aggregation.identifier()), aggregation.target()));
            }
        });
        ownership(blueprint, model, violations);
        violations.addAll(ComputedCycles.check(blueprint, model));
        return violations;
    }

    /// An inherited owner is found along single relations, at a blueprint whose entities have owners of their own.
    private static void ownership(Blueprint blueprint, Map<String, Blueprint> model, List<Violation> violations) {
        boolean legacy = blueprint.ownershipType().isEmpty();
        String pointer = legacy ? "/teamInheritance/path" : "/ownership/path";
        Blueprint at = blueprint;
        for (String step : blueprint.inheritedFrom()) {
            RelationDefinition relation = at.relations().get(step);
            if (relation == null || relation.many()) {
                violations.add(Violation.at(
                        pointer,
                        relation == null
                                ? "names relation \"" + step + "\", which blueprint \"" + at.identifier()
                                        + "\" does not have"
                                : "leads through relation \"" + step + "\" of blueprint \"" + at.identifier()
                                        + "\", which has many targets; owners are inherited along single relations"));
                return;
            }
            Blueprint target = model.get(relation.target());
            if (target == null) {
                return; // said of the relation
            }
            at = target;
        }
        boolean direct = at.inheritedFrom().isEmpty() && at.ownershipType().isPresent();
        if (at != blueprint && !direct && !legacy) {
            violations.add(Violation.at(
                    pointer,
                    "ends at blueprint \"" + at.identifier()
                            + "\", whose entities have no owners of their own; give it ownership of type Direct"));
        }
    }

    private static Violation missing(String pointer, String target) {
        return Violation.at(
                pointer + "/target",
                "names blueprint \"" + target
                        + "\", which was not found; create it first, or define both in one import",
                Json.mapper().getNodeFactory().stringNode(target));
    }

    /// The definition with every reference to `from` turned into one to `to`.
    static ObjectNode renamed(ObjectNode definition, String from, String to) {
        ObjectNode copy = definition.deepCopy();
        if (from.equals(Json.text(copy, "identifier"))) {
            copy.put("identifier", to);
        }
        for (String section : List.of("relations", "aggregationProperties")) {
            copy.path(section).forEach(reference -> {
                if (reference instanceof ObjectNode object && from.equals(Json.text(object, "target"))) {
                    object.put("target", to);
                }
                reference.path("pathFilter").forEach(filter -> {
                    if (filter instanceof ObjectNode object && from.equals(Json.text(object, "fromBlueprint"))) {
                        object.put("fromBlueprint", to);
                    }
                });
            });
        }
        return copy;
    }
}
