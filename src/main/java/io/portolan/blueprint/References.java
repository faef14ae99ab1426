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
        violations.addAll(ComputedCycles.check(blueprint, model));
        return violations;
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
