package io.portolan.blueprint;

import io.portolan.expression.Dependencies;
import io.portolan.expression.ExpressionException;
import io.portolan.expression.JqProgram;
import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Finds computed properties that depend on themselves, over however many others: such values would chase each other
/// for ever.
final class ComputedCycles {

    /// A computed property of a blueprint.
    private record Value(String blueprint, String property) {
        @Override
        public String toString() {
            return blueprint + "." + property;
        }
    }

    private final Map<String, Blueprint> model;

    private ComputedCycles(Map<String, Blueprint> model) {
        this.model = model;
    }

    /// Violations for the computed properties of `blueprint` that are part of a cycle in the model.
    static List<Violation> check(Blueprint blueprint, Map<String, Blueprint> model) {
        ComputedCycles cycles = new ComputedCycles(model);
        List<Violation> violations = new ArrayList<>();
        Set<Value> told = new HashSet<>();
        for (Map.Entry<String, String> computed : sections(blueprint).entrySet()) {
            Value start = new Value(blueprint.identifier(), computed.getKey());
            List<Value> cycle = told.contains(start) ? null : cycles.find(start);
            if (cycle != null) {
                told.addAll(cycle);
                List<String> names =
                        new ArrayList<>(cycle.stream().map(Value::toString).toList());
                names.add(start.toString());
                violations.add(Violation.at(
                        "/" + computed.getValue() + "/" + Violation.escape(computed.getKey()),
                        "depends on itself: " + String.join(" → ", names) + "; break the circle at one of them"));
            }
        }
        return violations;
    }

    private static Map<String, String> sections(Blueprint blueprint) {
        Map<String, String> sections = new LinkedHashMap<>();
        blueprint.mirrors().keySet().forEach(name -> sections.put(name, "mirrorProperties"));
        blueprint.calculations().keySet().forEach(name -> sections.put(name, "calculationProperties"));
        blueprint.aggregations().keySet().forEach(name -> sections.put(name, "aggregationProperties"));
        return sections;
    }

    /// The shortest way from the value back to itself, null when there is none.
    private @Nullable List<Value> find(Value start) {
        Map<Value, Value> cameFrom = new LinkedHashMap<>();
        List<Value> open = new ArrayList<>(List.of(start));
        for (int i = 0; i < open.size(); i++) {
            Value value = open.get(i);
            for (Value next : reads(value)) {
                if (next.equals(start)) {
                    List<Value> way = new ArrayList<>();
                    for (Value at = value; at != null; at = cameFrom.get(at)) {
                        way.addFirst(at);
                    }
                    return way;
                }
                if (!cameFrom.containsKey(next)) {
                    cameFrom.put(next, value);
                    open.add(next);
                }
            }
        }
        return null;
    }

    private List<Value> reads(Value value) {
        Blueprint blueprint = model.get(value.blueprint());
        if (blueprint == null) {
            return List.of();
        }
        MirrorDefinition mirror = blueprint.mirrors().get(value.property());
        if (mirror != null) {
            return mirrored(blueprint, mirror);
        }
        CalculationDefinition calculation = blueprint.calculations().get(value.property());
        if (calculation != null) {
            return calculated(blueprint, calculation);
        }
        AggregationDefinition aggregation = blueprint.aggregations().get(value.property());
        return aggregation == null ? List.of() : aggregated(aggregation);
    }

    private List<Value> mirrored(Blueprint blueprint, MirrorDefinition mirror) {
        String at = blueprint.identifier();
        for (String step : mirror.path().subList(0, Math.max(0, mirror.path().size() - 1))) {
            Blueprint here = model.get(at);
            RelationDefinition relation = here == null ? null : here.relations().get(step);
            if (step.equals("$team")) {
                at = "_team";
            } else if (relation == null) {
                return List.of();
            } else {
                at = relation.target();
            }
        }
        return ifComputed(at, mirror.path().isEmpty() ? "" : mirror.path().getLast());
    }

    /// A calculation sees the mirrors and aggregations of its entity, not the other calculations.
    private static List<Value> calculated(Blueprint blueprint, CalculationDefinition calculation) {
        Dependencies dependencies;
        try {
            dependencies = JqProgram.compile(calculation.calculation()).dependencies();
        } catch (ExpressionException _) {
            return List.of();
        }
        List<Value> values = new ArrayList<>();
        List<String> readable = new ArrayList<>(blueprint.mirrors().keySet());
        readable.addAll(blueprint.aggregations().keySet());
        for (String name : readable) {
            if (dependencies.affectedBy(Dependencies.InputPath.of("properties", name))) {
                values.add(new Value(blueprint.identifier(), name));
            }
        }
        return values;
    }

    private List<Value> aggregated(AggregationDefinition aggregation) {
        Set<String> names = new HashSet<>();
        for (String key : List.of("property", "measureTimeBy")) {
            String name = Json.text(aggregation.spec(), key);
            if (name != null) {
                names.add(name);
            }
        }
        collect(aggregation.json().path("query"), names);
        List<Value> values = new ArrayList<>();
        names.forEach(name -> values.addAll(ifComputed(aggregation.target(), name)));
        return values;
    }

    private static void collect(JsonNode query, Set<String> names) {
        if (query.path("property").isString()) {
            names.add(query.path("property").stringValue());
        }
        query.path("rules").forEach(rule -> collect(rule, names));
    }

    private List<Value> ifComputed(String blueprint, String property) {
        Blueprint found = model.get(blueprint);
        return found != null && found.isComputed(property) ? List.of(new Value(blueprint, property)) : List.of();
    }
}
