package io.portolan.action;

import io.portolan.expression.Budget;
import io.portolan.expression.ExpressionException;
import io.portolan.expression.JqOptions;
import io.portolan.expression.JqProgram;
import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How a form stands for the values filled in so far: of each input whether it is visible, disabled, read-only and
/// required, its default, its choices and its limits; which steps and headings are shown; and which validations refuse
/// the values. Every
/// `jqQuery` is evaluated (dialect section 5.2). Pure.
///
/// @param fields by input, in the order of the form; the input of a hidden step is hidden
/// @param steps of each step whether it is shown
/// @param hiddenTitles headings that are not shown
/// @param unmet validations that refuse the values; those of hidden steps and of inputs without a value are not asked
/// @param problems queries that failed, for administrators; a failed query counts as absent, a failed validation
///     refuses
public record FormState(
        Map<String, Field> fields,
        List<Boolean> steps,
        Set<String> hiddenTitles,
        List<Unmet> unmet,
        List<Problem> problems) {

    /// @param readOnly whether the value is shown and sent but not changed; what is disabled is not sent either
    /// @param choices allowed values; null when anything goes
    /// @param schema the definition of the input with the answers of its queries for limits in their place
    /// @param because the rules behind `visible`, `disabled`, `readOnly` and `required`, where not constant
    public record Field(
            boolean visible,
            boolean disabled,
            boolean readOnly,
            boolean required,
            @Nullable JsonNode defaultValue,
            @Nullable List<JsonNode> choices,
            ObjectNode schema,
            List<Because> because) {}

    /// What a rule decides.
    public enum Aspect {
        VISIBLE,
        DISABLED,
        READ_ONLY,
        REQUIRED
    }

    /// A rule of the form and what it looked at.
    ///
    /// @param rule the query as written, or `dependsOn`
    /// @param saw the values it may have read, by path such as `.form.size`; secrets are masked
    public record Because(Aspect aspect, String rule, Map<String, JsonNode> saw) {}

    /// A validation that refuses what is filled in.
    ///
    /// @param input identifier of the input whose validation it is; null for that of a step or of the form
    /// @param step index of the step whose validation it is; -1 for that of an input or of the form
    /// @param failed whether it raised an error instead of saying no
    /// @param saw as in [Because]
    public record Unmet(@Nullable String input, int step, FormRule rule, boolean failed, Map<String, JsonNode> saw) {

        /// Where and why, as the sender of the values reads it: `/properties/<input>`, or `/properties`.
        public Violation violation() {
            String pointer = input == null ? "/properties" : "/properties/" + Violation.escape(input);
            return Violation.at(
                    pointer,
                    failed
                            ? rule.message() + " (this could not be checked, because the rule behind it fails; "
                                    + "tell an administrator)"
                            : rule.message());
        }
    }

    /// A query of the form that failed.
    ///
    /// @param pointer its place in `trigger.userInputs`, such as `/properties/size/visible` or
    ///     `/steps/0/validations/1`
    /// @param owner title of the input, step or heading that it belongs to; empty for the form itself
    /// @param keyword such as `visible`, `enum` or `validations`
    /// @param query as written
    /// @param reason what went wrong, in jq's words, with the step of the query that led to it, or with line and
    ///     column where the query does not compile
    public record Problem(String pointer, String owner, String keyword, String query, String reason) {

        /// Place and reason in one line.
        public String sentence() {
            return pointer + ": " + reason;
        }
    }

    /// Without the rules behind it, which [#explained] adds.
    ///
    /// @param context `{form, entity, user}`, entity inputs as whole entities
    public static FormState evaluate(UserInputs inputs, ObjectNode context) {
        return new Evaluation(inputs, context, null).run();
    }

    /// With the rules behind it, for people.
    public static FormState explained(UserInputs inputs, ObjectNode context) {
        return new Evaluation(inputs, context, new FormReasons(inputs, context)).run();
    }

    private static final class Evaluation {

        private static final int LONGEST_ANSWER = 100;
        private static final JsonNode NOTHING = Json.object().path("nothing");

        private final UserInputs inputs;
        private final ObjectNode context;
        private final @Nullable FormReasons reasons;
        private final List<Unmet> unmet = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        Evaluation(UserInputs inputs, ObjectNode context, @Nullable FormReasons reasons) {
            this.inputs = inputs;
            this.context = context;
            this.reasons = reasons;
        }

        FormState run() {
            List<UserInputs.Step> steps = inputs.steps();
            List<Boolean> shown = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                String pointer = "/steps/" + i + "/visible";
                shown.add(flag(
                        pointer, steps.get(i).title(), "visible", steps.get(i).visible(), true));
            }
            Map<String, Field> fields = fields(hiddenWithTheirSteps(steps, shown));
            Set<String> hiddenTitles = new HashSet<>();
            for (UserInputs.Title title : inputs.titles()) {
                String pointer = "/titles/" + Violation.escape(title.identifier()) + "/visible";
                String owner = title.title() == null ? title.identifier() : title.title();
                if (!flag(pointer, owner, "visible", title.visible(), true)) {
                    hiddenTitles.add(title.identifier());
                }
            }
            for (int i = 0; i < steps.size(); i++) {
                if (shown.get(i)) {
                    rules("/steps/" + i, steps.get(i).title(), steps.get(i).validations(), null, i);
                }
            }
            rules("", "", inputs.validations(), null, -1);
            return new FormState(
                    fields, List.copyOf(shown), Set.copyOf(hiddenTitles), List.copyOf(unmet), List.copyOf(problems));
        }

        private static Set<String> hiddenWithTheirSteps(List<UserInputs.Step> steps, List<Boolean> shown) {
            Set<String> hidden = new HashSet<>();
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < steps.size(); i++) {
                (shown.get(i) ? seen : hidden).addAll(steps.get(i).order());
            }
            hidden.removeAll(seen);
            return hidden;
        }

        private Map<String, Field> fields(Set<String> hidden) {
            JsonNode required = resolve("/required", "", "required", inputs.required());
            Set<String> requiredIds = required.valueStream()
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue)
                    .collect(Collectors.toSet());
            JsonNode form = context.path("form");
            Map<String, Field> fields = new LinkedHashMap<>();
            for (UserInput input : inputs.all()) {
                String pointer = "/properties/" + Violation.escape(input.identifier());
                ObjectNode schema = input.schema();
                String title = input.title();
                JsonNode defaultValue = resolve(pointer + "/default", title, "default", schema.path("default"));
                boolean ofItems = input.isArray() && !schema.has("enum");
                JsonNode choices = resolve(
                        pointer + (ofItems ? "/items/enum" : "/enum"),
                        title,
                        "enum",
                        (ofItems ? input.items() : schema).path("enum"));
                boolean visible = flag(pointer + "/visible", title, "visible", schema.path("visible"), true);
                boolean waiting = input.dependsOn().stream().anyMatch(other -> !form.hasNonNull(other));
                boolean disabled = flag(pointer + "/disabled", title, "disabled", schema.path("disabled"), false);
                boolean readOnly = flag(pointer + "/readOnly", title, "readOnly", schema.path("readOnly"), false);
                fields.put(
                        input.identifier(),
                        new Field(
                                visible && !hidden.contains(input.identifier()),
                                waiting || disabled,
                                readOnly,
                                requiredIds.contains(input.identifier()),
                                defaultValue.isMissingNode() || defaultValue.isNull() ? null : defaultValue,
                                choices.isArray() ? choices.valueStream().toList() : null,
                                limited(input, pointer, title),
                                reasons == null ? List.of() : reasons.of(input)));
                // what the sender has encrypted cannot be looked at
                boolean readable = !schema.path("encryption").isObject();
                if (readable && !InputValidator.isEmpty(form.path(input.identifier()))) {
                    rules(pointer, title, input.validations(), input.identifier(), -1);
                }
            }
            return fields;
        }

        /// The definition with the answers of its queries for limits; a limit whose query fails does not hold.
        private ObjectNode limited(UserInput input, String pointer, String title) {
            ObjectNode schema = input.schema();
            if (!input.hasQueriedLimits() && !input.hasQueriedDataset()) {
                return schema;
            }
            ObjectNode answered = schema.deepCopy();
            dataset(answered, pointer, title);
            UserInput.LIMITS.forEach(key -> limit(answered, key, pointer, title));
            if (answered.get("items") instanceof ObjectNode items) {
                limit(items, "pattern", pointer + "/items", title);
            }
            return answered;
        }

        /// A rule of a dataset that compares with nothing, because its query fails or has no answer yet, is left out.
        private void dataset(ObjectNode answered, String pointer, String title) {
            ObjectNode query = new UserInput("", answered).dataset();
            if (query != null) {
                rules(query, pointer + (answered.has("dataset") ? "/dataset" : "/items/dataset"), title);
            }
        }

        private void rules(ObjectNode query, String pointer, String title) {
            ArrayNode kept = Json.array();
            for (int i = 0; i < query.path("rules").size(); i++) {
                JsonNode rule = query.path("rules").get(i);
                String at = pointer + "/rules/" + i;
                if (rule instanceof ObjectNode group && group.has("rules")) {
                    rules(group, at, title);
                } else if (rule instanceof ObjectNode one && one.path("value").has("jqQuery")) {
                    JsonNode answer = resolve(at + "/value", title, "dataset", one.path("value"));
                    if (answer.isMissingNode() || answer.isNull()) {
                        continue;
                    }
                    one.set("value", answer);
                }
                kept.add(rule);
            }
            query.set("rules", kept);
        }

        private void limit(ObjectNode schema, String key, String pointer, String title) {
            JsonNode query = schema.path(key).path("jqQuery");
            if (!query.isString()) {
                return;
            }
            JsonNode answer = resolve(pointer + "/" + key, title, key, schema.path(key));
            boolean pattern = key.equals("pattern");
            boolean fits = pattern ? answer.isString() : answer.isIntegralNumber() && answer.longValue() >= 0;
            if (fits) {
                schema.set(key, answer);
                return;
            }
            schema.remove(key);
            if (!answer.isMissingNode() && !answer.isNull()) {
                problems.add(new Problem(
                        pointer + "/" + key,
                        title,
                        key,
                        query.stringValue(),
                        "gives " + ApprovalNotice.cut(Json.write(answer), LONGEST_ANSWER)
                                + (pattern ? ", where a regular expression" : ", where a whole number of at least 0")
                                + " is expected"));
            }
        }

        private void rules(String pointer, String owner, List<FormRule> rules, @Nullable String input, int step) {
            for (int i = 0; i < rules.size(); i++) {
                FormRule rule = rules.get(i);
                boolean failed = false;
                boolean holds = false;
                try {
                    holds = compiled(rule.constraint()).test(context);
                } catch (ExpressionException e) {
                    failed = true;
                    problem(pointer + "/validations/" + i, owner, "validations", rule.constraint(), e);
                }
                if (!holds) {
                    unmet.add(new Unmet(
                            input, step, rule, failed, reasons == null ? Map.of() : reasons.saw(rule.constraint())));
                }
            }
        }

        private boolean flag(String pointer, String owner, String keyword, JsonNode value, boolean otherwise) {
            return resolve(pointer, owner, keyword, value).booleanValue(otherwise);
        }

        /// The value itself, or what its query gives.
        private JsonNode resolve(String pointer, String owner, String keyword, JsonNode value) {
            JsonNode query = value.path("jqQuery");
            if (!query.isString()) {
                return value;
            }
            try {
                JsonNode result = compiled(query.stringValue()).evaluate(context);
                return result == null ? NOTHING : result;
            } catch (ExpressionException e) {
                problem(pointer, owner, keyword, query.stringValue(), e);
                return NOTHING;
            }
        }

        /// Its errors are thrown, so that they can be told.
        private static JqProgram compiled(String query) {
            return JqProgram.compile(query, JqOptions.portal().reportingErrors());
        }

        private void problem(String pointer, String owner, String keyword, String query, ExpressionException e) {
            String reason = String.valueOf(e.getMessage());
            if (e instanceof ExpressionException.Failed) {
                String step =
                        compiled(query).explain(context, Budget.standard()).reason();
                if (step != null && !reason.contains(step)) {
                    reason = reason + " (" + step + ")";
                }
            }
            problems.add(new Problem(pointer, owner, keyword, query, reason));
        }
    }
}
