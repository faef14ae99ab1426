package io.portolan.action;

import io.portolan.expression.Dependencies;
import io.portolan.expression.ExpressionException;
import io.portolan.expression.JqProgram;
import io.portolan.kernel.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Finds the rules behind the state of an input and the values that they look at. Pure.
final class FormReasons {

    private static final int MOST_VALUES = 5;

    private final UserInputs inputs;
    private final ObjectNode context;
    private final Map<String, Map<String, JsonNode>> seen = new HashMap<>();

    /// @param context as for [FormState#evaluate]
    FormReasons(UserInputs inputs, ObjectNode context) {
        this.inputs = inputs;
        this.context = context;
    }

    List<FormState.Because> of(UserInput input) {
        List<FormState.Because> reasons = new ArrayList<>();
        add(reasons, FormState.Aspect.VISIBLE, input.schema().path("visible"));
        inputs.steps().stream()
                .filter(step -> step.order().contains(input.identifier()))
                .forEach(step -> add(reasons, FormState.Aspect.VISIBLE, step.visible()));
        add(reasons, FormState.Aspect.DISABLED, input.schema().path("disabled"));
        add(reasons, FormState.Aspect.READ_ONLY, input.schema().path("readOnly"));
        add(reasons, FormState.Aspect.REQUIRED, inputs.required());
        Map<String, JsonNode> awaited = new LinkedHashMap<>();
        for (String other : input.dependsOn()) {
            if (!context.path("form").hasNonNull(other)) {
                awaited.put(".form." + other, NullNode.getInstance());
            }
        }
        if (!awaited.isEmpty()) {
            reasons.add(new FormState.Because(FormState.Aspect.DISABLED, "dependsOn", awaited));
        }
        return reasons;
    }

    private void add(List<FormState.Because> reasons, FormState.Aspect aspect, JsonNode value) {
        JsonNode query = value.path("jqQuery");
        if (query.isString()) {
            reasons.add(new FormState.Because(aspect, query.stringValue(), saw(query.stringValue())));
        }
    }

    /// The values that a query looks at, by path.
    Map<String, JsonNode> saw(String query) {
        return seen.computeIfAbsent(query, this::looked);
    }

    private Map<String, JsonNode> looked(String query) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        try {
            JqProgram.compile(query).dependencies().paths().stream()
                    .sorted(Comparator.comparing(Dependencies.InputPath::toString))
                    .limit(MOST_VALUES)
                    .forEach(path -> values.put(path.toString(), at(path.steps())));
        } catch (ExpressionException e) {
            // a rule that does not compile has looked at nothing
        }
        return values;
    }

    /// Of the entity behind an input only its identifier: whoever fills in the form may not be allowed to read more.
    private JsonNode at(List<String> steps) {
        if (steps.size() < 2) {
            return StringNode.valueOf("…");
        }
        JsonNode value = context;
        UserInput input = steps.getFirst().equals("form") ? inputs.find(steps.get(1)) : null;
        if (input != null && input.isSecret()) {
            boolean given = context.path("form").hasNonNull(input.identifier());
            return given ? StringNode.valueOf(ActionRun.MASK) : NullNode.getInstance();
        }
        if (input != null && input.isEntity() && !input.isArray()) {
            return brief(context.path("form").path(input.identifier()).path("identifier"));
        }
        for (String step : steps) {
            value = value.path(step);
        }
        return brief(value);
    }

    /// Objects by their names, lists by their length.
    private static JsonNode brief(JsonNode value) {
        if (value.isMissingNode()) {
            return NullNode.getInstance();
        }
        if (value.isObject()) {
            String name = Json.text(value, "identifier");
            return StringNode.valueOf(name == null ? "…" : name);
        }
        return value.isArray() ? StringNode.valueOf(value.size() + " items") : value;
    }
}
