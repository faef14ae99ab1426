package io.portolan.action;

import io.portolan.kernel.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Why somebody may or may not run an action, and why its inputs are as they are.
///
/// @param mayExecute whether a run would be taken, right inputs supposed
/// @param checks every rule that was asked; of `role`, `team`, `user` and `ownership` one that is passed is enough
/// @param refusals the validations of the form that refuse the values
/// @param problems queries of the form that fail; for administrators only
public record ActionExplanation(
        boolean mayExecute,
        List<Check> checks,
        List<Input> inputs,
        List<Refusal> refusals,
        List<FormState.Problem> problems) {

    /// One rule.
    ///
    /// @param check `automation`, `permission`, `published`, `role`, `team`, `user`, `ownership`,
    ///     `entity`, `condition` or `policy`
    /// @param reason the rule with the values that it saw, in words
    public record Check(String check, boolean passed, String reason) {

        /// Whether one of its kind that is passed is enough.
        boolean isAlternative() {
            return switch (check) {
                case "role", "team", "user", "ownership" -> true;
                default -> false;
            };
        }

        boolean isPolicy() {
            return check.equals("policy");
        }
    }

    /// One input.
    ///
    /// @param because the rules behind its state, in words
    public record Input(
            String identifier,
            boolean visible,
            boolean required,
            boolean disabled,
            boolean readOnly,
            List<String> because) {}

    /// A validation that refuses the values.
    ///
    /// @param pointer `/properties/<input>`, or `/properties` for one of a step or of the whole form
    /// @param step title of the step whose validation it is; null for any other
    /// @param because the validation with the values that it saw, in words
    public record Refusal(String pointer, @Nullable String step, String message, String because) {}

    public ActionExplanation {
        checks = List.copyOf(checks);
        inputs = List.copyOf(inputs);
        refusals = List.copyOf(refusals);
        problems = List.copyOf(problems);
    }

    /// The rules that stand in the way. Where a policy decides, the lists do not, and one condition that says yes is
    /// enough.
    public List<Check> obstacles() {
        boolean decides = checks.stream().anyMatch(Check::isPolicy);
        boolean met = checks.stream().anyMatch(check -> check.isPolicy() && check.passed());
        boolean named = checks.stream().anyMatch(check -> check.isAlternative() && check.passed());
        return checks.stream()
                .filter(check -> !check.passed())
                .filter(check -> !(check.isAlternative() && (named || decides)))
                .filter(check -> !(check.isPolicy() && met))
                .toList();
    }

    /// The wire form.
    ///
    /// @param admin whether the reader is an administrator, who sees the queries that fail
    public ObjectNode toJson(boolean admin) {
        ObjectNode json = Json.object().put("mayExecute", mayExecute);
        ArrayNode rules = json.putArray("checks");
        checks.forEach(check -> rules.addObject()
                .put("check", check.check())
                .put("passed", check.passed())
                .put("reason", check.reason()));
        ArrayNode fields = json.putArray("inputs");
        inputs.forEach(input -> fields.addObject()
                .put("identifier", input.identifier())
                .put("visible", input.visible())
                .put("required", input.required())
                .put("disabled", input.disabled())
                .put("readOnly", input.readOnly())
                .set("because", Json.strings(input.because())));
        ArrayNode refused = json.putArray("refusals");
        refusals.forEach(refusal -> refused.addObject()
                .put("pointer", refusal.pointer())
                .put("step", refusal.step())
                .put("message", refusal.message())
                .put("because", refusal.because()));
        if (admin) {
            ArrayNode failed = json.putArray("problems");
            problems.forEach(problem -> failed.addObject()
                    .put("pointer", problem.pointer())
                    .put("owner", problem.owner())
                    .put("keyword", problem.keyword())
                    .put("query", problem.query())
                    .put("reason", problem.reason()));
        }
        return json;
    }
}
