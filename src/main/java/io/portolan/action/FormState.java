package io.portolan.action;

import io.portolan.expression.ExpressionException;
import io.portolan.expression.JqProgram;
import io.portolan.kernel.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How each input of a form stands for the values filled in so far: visible, disabled, required, its default and its
/// choices, with every `jqQuery` evaluated (dialect section 5.2). Pure.
///
/// @param fields by input, in the order of the form
/// @param problems queries that failed, for administrators: `pointer: reason`; a failed query counts as absent
public record FormState(Map<String, Field> fields, List<String> problems) {

    /// @param choices allowed values; null when anything goes
    /// @param because the rules behind `visible`, `disabled` and `required`, where these are not constant
    public record Field(
            boolean visible,
            boolean disabled,
            boolean required,
            @Nullable JsonNode defaultValue,
            @Nullable List<JsonNode> choices,
            List<Because> because) {}

    /// What a rule decides.
    public enum Aspect {
        VISIBLE,
        DISABLED,
        REQUIRED
    }

    /// A rule of the form and what it looked at.
    ///
    /// @param rule the query as written, or `dependsOn`
    /// @param saw the values it may have read, by path such as `.form.size`; secrets are masked
    public record Because(Aspect aspect, String rule, Map<String, JsonNode> saw) {}

    /// Without the rules behind it, which [#explained] adds.
    ///
    /// @param context `{form, entity, user}`, entity inputs as whole entities
    public static FormState evaluate(UserInputs inputs, ObjectNode context) {
        return evaluate(inputs, context, input -> List.of());
    }

    /// With the rules behind it, for people.
    public static FormState explained(UserInputs inputs, ObjectNode context) {
        return evaluate(inputs, context, new FormReasons(inputs, context)::of);
    }

    private static FormState evaluate(
            UserInputs inputs, ObjectNode context, Function<UserInput, List<Because>> reasons) {
        Evaluation evaluation = new Evaluation(context, new ArrayList<>());
        JsonNode required = evaluation.resolve("/required", inputs.required());
        Set<String> requiredIds = required.valueStream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .collect(Collectors.toSet());
        JsonNode form = context.path("form");
        Map<String, Field> fields = new LinkedHashMap<>();
        for (UserInput input : inputs.all()) {
            String pointer = "/properties/" + input.identifier();
            ObjectNode schema = input.schema();
            JsonNode defaultValue = evaluation.resolve(pointer + "/default", schema.path("default"));
            JsonNode choices = evaluation.resolve(pointer + "/enum", schema.path("enum"));
            boolean waiting = input.dependsOn().stream().anyMatch(other -> !form.hasNonNull(other));
            fields.put(
                    input.identifier(),
                    new Field(
                            evaluation.flag(pointer + "/visible", schema.path("visible"), true),
                            waiting || evaluation.flag(pointer + "/disabled", schema.path("disabled"), false),
                            requiredIds.contains(input.identifier()),
                            defaultValue.isMissingNode() || defaultValue.isNull() ? null : defaultValue,
                            choices.isArray() ? choices.valueStream().toList() : null,
                            reasons.apply(input)));
        }
        return new FormState(fields, List.copyOf(evaluation.problems()));
    }

    private record Evaluation(ObjectNode context, List<String> problems) {

        boolean flag(String pointer, JsonNode value, boolean otherwise) {
            return resolve(pointer, value).booleanValue(otherwise);
        }

        /// The value itself, or what its query gives.
        JsonNode resolve(String pointer, JsonNode value) {
            JsonNode query = value.path("jqQuery");
            if (!query.isString()) {
                return value;
            }
            try {
                JsonNode result = JqProgram.compile(query.stringValue()).evaluate(context);
                return result == null ? Json.object().path("nothing") : result;
            } catch (ExpressionException e) {
                problems.add(pointer + ": " + e.getMessage());
                return Json.object().path("nothing");
            }
        }
    }
}
