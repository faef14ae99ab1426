package io.portolan.action;

import io.portolan.expression.ExpressionException;
import io.portolan.expression.JqProgram;
import io.portolan.expression.Template;
import io.portolan.kernel.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What makes the `steps` of an action valid: 1 to 50 of them, each with an identifier of its own, one of a call, an
/// approval and a choice, and perhaps a condition, a number of attempts, what happens when it fails, and how it is
/// taken back.
final class StepValidator {

    static final int MOST_STEPS = 50;
    private static final int MOST_ATTEMPTS = 20;
    static final int MOST_APPROVALS = 20;
    private static final int MOST_OUTLETS = 20;
    private static final int MOST_LINKS = 3;
    static final Pattern IDENTIFIER = Pattern.compile("^[A-Za-z][A-Za-z0-9_-]{0,99}$");
    static final String NAMED = "must begin with a letter and have 1 to 100 letters, digits, _ or -, for .outputs";
    private static final List<String> KINDS = List.of("invocationMethod", "approval", "choice");

    private StepValidator() {}

    static void validate(Shape action) {
        JsonNode steps = action.object().path("steps");
        if (!steps.isArray() || steps.isEmpty() || steps.size() > MOST_STEPS) {
            action.wrong("steps", "must be an array of 1 to " + MOST_STEPS + " steps");
            return;
        }
        Set<String> seen = new HashSet<>();
        String trigger = action.text("triggerIdentifier", 100);
        if (trigger != null && !IDENTIFIER.matcher(trigger).matches()) {
            action.wrong("triggerIdentifier", NAMED);
        } else if (trigger != null) {
            seen.add(trigger);
        }
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
        step.only(Set.of(
                "identifier",
                "title",
                "condition",
                "invocationMethod",
                "approval",
                "choice",
                "retry",
                "onFailure",
                "compensation",
                "variables",
                "links"));
        String identifier = step.requiredText("identifier");
        if (identifier != null && !IDENTIFIER.matcher(identifier).matches()) {
            step.wrong("identifier", NAMED);
        } else if (identifier != null && !seen.add(identifier)) {
            step.wrong("identifier", "is that of an earlier step or of the trigger");
        }
        step.text("title", 100);
        expression(step, "condition", 8000);
        step.oneOf("onFailure", Set.of("terminate", "continue"));
        Shape retry = step.child("retry", false);
        if (retry != null) {
            retry.only(Set.of("attempts"));
            whole(retry, "attempts", MOST_ATTEMPTS);
        }
        List<String> kinds = KINDS.stream().filter(step::has).toList();
        if (kinds.size() > 1) {
            step.wrong(kinds.get(1), "cannot stand beside " + kinds.getFirst() + ": a step does one thing");
        }
        ActionValidator.invocation(step.child("invocationMethod", kinds.isEmpty()));
        ActionValidator.invocation(step.child("compensation", false));
        approval(step);
        choice(step);
        Shape variables = step.child("variables", false);
        if (variables != null) {
            ActionValidator.templates(variables);
        }
        List<String> links = step.strings("links");
        if (links.size() > MOST_LINKS || links.stream().anyMatch(StepValidator::isBroken)) {
            step.wrong("links", "must be at most " + MOST_LINKS + " addresses, whose templates compile");
        }
    }

    private static void approval(Shape step) {
        Shape approval = step.child("approval", false);
        if (approval == null) {
            return;
        }
        approval.only(Set.of(
                "type",
                "count",
                "approvers",
                "notification",
                "reminderHours",
                "expiryHours",
                "description",
                "reason",
                "approveOutlet",
                "declineOutlet"));
        approval.oneOf("type", Set.of("ANY", "ALL"));
        if (approval.object().has("count")) {
            whole(approval, "count", MOST_APPROVALS);
        }
        approval.text("description", 2000);
        Stream.of("reason", "approveOutlet", "declineOutlet").forEach(key -> approval.text(key, 200));
        Shape approvers = approval.child("approvers", false);
        if (approvers != null) {
            approvers.only(Set.of("users", "teams", "roles"));
            Stream.of("users", "teams", "roles").forEach(approvers::strings);
        }
        ApprovalChannel.validate(approval, "notification");
        ApprovalChannel.hours(approval, "reminderHours");
        ApprovalChannel.hours(approval, "expiryHours");
    }

    private static void choice(Shape step) {
        Shape choice = step.child("choice", false);
        if (choice == null) {
            return;
        }
        choice.only(Set.of("outlets"));
        JsonNode outlets = choice.object().path("outlets");
        if (!outlets.isArray() || outlets.isEmpty() || outlets.size() > MOST_OUTLETS) {
            choice.wrong("outlets", "must be an array of 1 to " + MOST_OUTLETS + " ways out");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < outlets.size(); i++) {
            String pointer = choice.at("outlets") + "/" + i;
            if (!(outlets.get(i) instanceof ObjectNode object)) {
                choice.violations().add(Violation.at(pointer, "must be object", outlets.get(i)));
                continue;
            }
            Shape outlet = new Shape(object, pointer, choice.violations());
            outlet.only(Set.of("identifier", "title", "expression", "statusLabel", "workflowStatusLabel"));
            String identifier = outlet.requiredText("identifier");
            if (identifier != null && !seen.add(identifier)) {
                outlet.wrong("identifier", "is that of an earlier way out");
            }
            Stream.of("title", "statusLabel", "workflowStatusLabel").forEach(key -> outlet.text(key, 200));
            if (outlet.requiredText("expression") != null) {
                expression(outlet, "expression", 4000);
            }
        }
    }

    private static void expression(Shape shape, String key, int longest) {
        String text = shape.text(key, longest);
        if (text == null) {
            return;
        }
        try {
            JqProgram.compile(text);
        } catch (ExpressionException e) {
            shape.wrong(key, "is no jq expression: " + e.getMessage());
        }
    }

    static void whole(Shape shape, String key, int most) {
        JsonNode number = shape.object().path(key);
        if (!number.isIntegralNumber() || number.asInt(0) < 1 || number.asInt(0) > most) {
            shape.wrong(key, "must be a whole number from 1 to " + most);
        }
    }

    private static boolean isBroken(String link) {
        try {
            return !Template.compile(link).problems().isEmpty();
        } catch (ExpressionException e) {
            return true;
        }
    }
}
