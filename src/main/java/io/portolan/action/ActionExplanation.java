package io.portolan.action;

import io.portolan.kernel.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Why somebody may or may not run an action, and why its inputs are as they are.
///
/// @param mayExecute whether a run would be taken, right inputs supposed
/// @param checks every rule that was asked; of `role`, `team`, `user` and `ownership` one that is passed is enough
public record ActionExplanation(boolean mayExecute, List<Check> checks, List<Input> inputs) {

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
    public record Input(String identifier, boolean visible, boolean required, boolean disabled, List<String> because) {}

    public ActionExplanation {
        checks = List.copyOf(checks);
        inputs = List.copyOf(inputs);
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
    public ObjectNode toJson() {
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
                .set("because", Json.strings(input.because())));
        return json;
    }
}
