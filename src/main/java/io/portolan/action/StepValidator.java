package io.portolan.action;

import io.portolan.expression.ExpressionException;
import io.portolan.expression.JqProgram;
import io.portolan.kernel.Violation;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What makes the `steps` of an action valid: 1 to 20 of them, each with an identifier of its own, a call, and perhaps
/// a condition, a number of attempts, what happens when it fails, and how it is taken back.
final class StepValidator {

    private static final int MOST_STEPS = 20;
    private static final int MOST_ATTEMPTS = 20;
    private static final Pattern IDENTIFIER = Pattern.compile("^[A-Za-z][A-Za-z0-9_]{0,49}$");

    private StepValidator() {}

    static void validate(Shape action) {
        JsonNode steps = action.object().path("steps");
        if (!steps.isArray() || steps.isEmpty() || steps.size() > MOST_STEPS) {
            action.wrong("steps", "must be an array of 1 to " + MOST_STEPS + " steps");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            String pointer = "/steps/" + i;
            if (steps.get(i) instanceof ObjectNode step) {
                step(new Shape(step, pointer, action.violations()), seen);
            } else {
                action.violations().add(Violation.at(pointer, "must be object", steps.get(i)));
            }
        }
    }

    private static void step(Shape step, Set<String> seen) {
        step.only(Set.of("identifier", "title", "condition", "invocationMethod", "retry", "onFailure", "compensation"));
        String identifier = step.requiredText("identifier");
        if (identifier != null && !IDENTIFIER.matcher(identifier).matches()) {
            step.wrong("identifier", "must begin with a letter and have 1 to 50 letters, digits or _, for .outputs");
        } else if (identifier != null && !seen.add(identifier)) {
            step.wrong("identifier", "is that of an earlier step");
        }
        step.text("title", 100);
        String condition = step.text("condition", 2000);
        if (condition != null) {
            try {
                JqProgram.compile(condition);
            } catch (ExpressionException e) {
                step.wrong("condition", "is no jq expression: " + e.getMessage());
            }
        }
        step.oneOf("onFailure", Set.of("terminate", "continue"));
        Shape retry = step.child("retry", false);
        if (retry != null) {
            retry.only(Set.of("attempts"));
            JsonNode attempts = retry.object().path("attempts");
            if (!attempts.isIntegralNumber() || attempts.asInt(0) < 1 || attempts.asInt(0) > MOST_ATTEMPTS) {
                retry.wrong("attempts", "must be a whole number from 1 to " + MOST_ATTEMPTS);
            }
        }
        ActionValidator.invocation(step.child("invocationMethod", true));
        ActionValidator.invocation(step.child("compensation", false));
    }
}
