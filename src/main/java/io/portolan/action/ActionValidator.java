package io.portolan.action;

import io.portolan.expression.ExpressionException;
import io.portolan.expression.Template;
import io.portolan.kernel.Violation;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What makes a definition valid, dialect sections 5.1, 5.3 and 6. Pure; objects are closed.
final class ActionValidator {

    private static final Pattern IDENTIFIER = Pattern.compile("^(?!\\.{1,2}$)[\\p{L}0-9@_.+:=-]+$");
    private static final Set<String> ENVELOPE = Set.of(
            "identifier",
            "title",
            "icon",
            "description",
            "trigger",
            "invocationMethod",
            "steps",
            "requiredApproval",
            "approvalNotification",
            "approvalReminderHours",
            "approvalExpiryHours",
            "publish",
            "timeoutMinutes",
            "cancelMethod",
            "allowAnyoneToViewRuns",
            "triggerIdentifier");
    /// Thirty days.
    private static final int MOST_MINUTES = 43_200;
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> ENTITY_EVENTS =
            Set.of("ENTITY_CREATED", "ENTITY_UPDATED", "ENTITY_DELETED", "ANY_ENTITY_CHANGE");
    private static final Set<String> RUN_EVENTS = Set.of("RUN_CREATED", "RUN_UPDATED", "ANY_RUN_CHANGE");
    private static final String TIMER_EVENT = "TIMER_PROPERTY_EXPIRED";

    private ActionValidator() {}

    static List<Violation> validate(ObjectNode action) {
        Shape shape = Shape.root(action);
        shape.only(ENVELOPE);
        String identifier = shape.requiredText("identifier");
        if (identifier != null
                && (identifier.length() > 200 || !IDENTIFIER.matcher(identifier).matches())) {
            shape.wrong("identifier", "must have 1 to 200 letters, digits or @ _ . + : = -");
        }
        shape.text("title", 200);
        shape.text("icon", 200);
        shape.text("description", 2000);
        shape.bool("publish");
        shape.bool("allowAnyoneToViewRuns");
        ApprovalChannel.validate(shape);
        trigger(shape.child("trigger", true));
        if (action.hasNonNull("steps")) {
            if (action.hasNonNull("invocationMethod")) {
                shape.wrong("steps", "cannot stand beside invocationMethod: the first step takes its place");
            }
            StepValidator.validate(shape);
        } else {
            if (action.has("triggerIdentifier")) {
                shape.wrong("triggerIdentifier", "makes sense beside steps only");
            }
            invocation(shape.child("invocationMethod", true));
        }
        JsonNode timeout = action.path("timeoutMinutes");
        boolean whole = timeout.isIntegralNumber() && timeout.asInt(0) >= 1 && timeout.asInt(0) <= MOST_MINUTES;
        if (!timeout.isMissingNode() && !whole) {
            shape.wrong("timeoutMinutes", "must be a whole number of minutes from 1 to " + MOST_MINUTES);
        }
        Shape cancel = shape.child("cancelMethod", false);
        if (cancel != null) {
            cancel.only(Set.of("type", "url", "method", "headers", "body"));
            cancel.requiredText("url");
            cancel.oneOf("type", Set.of("WEBHOOK"));
            cancel.oneOf("method", METHODS);
        }
        return shape.violations();
    }

    private static void trigger(@Nullable Shape trigger) {
        if (trigger == null) {
            return;
        }
        String type = trigger.requiredText("type");
        if (type == null) {
            return;
        }
        switch (type) {
            case "self-service" -> selfService(trigger);
            case "automation" -> automation(trigger);
            default -> trigger.wrong("type", "must be self-service or automation");
        }
    }

    private static void selfService(Shape trigger) {
        trigger.only(Set.of(
                "type",
                "operation",
                "blueprintIdentifier",
                "userInputs",
                "actionCardButtonText",
                "executeActionButtonText",
                "condition"));
        trigger.requiredText("operation");
        trigger.oneOf("operation", Set.of("CREATE", "DAY-2", "DELETE"));
        trigger.text("blueprintIdentifier", 200);
        buttonText(trigger, "actionCardButtonText");
        buttonText(trigger, "executeActionButtonText");
        Shape condition = trigger.child("condition", false);
        if (condition != null) {
            condition.only(Set.of("type", "combinator", "rules"));
            condition.oneOf("type", Set.of("SEARCH"));
            if ("CREATE".equals(trigger.object().path("operation").stringValue(""))
                    || !trigger.has("blueprintIdentifier")) {
                trigger.wrong("condition", "needs operation DAY-2 or DELETE and a blueprintIdentifier");
            }
        }
        Shape inputs = trigger.child("userInputs", false);
        if (inputs != null) {
            FormValidator.validate(inputs);
        }
    }

    private static void buttonText(Shape trigger, String key) {
        String text = trigger.text(key, 15);
        if (text != null && text.isEmpty()) {
            trigger.wrong(key, "must have 1 to 15 characters");
        }
    }

    private static void automation(Shape trigger) {
        trigger.only(Set.of("type", "event", "condition"));
        Shape event = trigger.child("event", true);
        if (event != null) {
            event.only(Set.of("type", "blueprintIdentifier", "propertyIdentifier", "actionIdentifier"));
            String type = event.requiredText("type");
            if (type == null) {
                return;
            }
            if (ENTITY_EVENTS.contains(type)) {
                event.requiredText("blueprintIdentifier");
            } else if (type.equals(TIMER_EVENT)) {
                event.requiredText("blueprintIdentifier");
                event.requiredText("propertyIdentifier");
            } else if (RUN_EVENTS.contains(type)) {
                event.requiredText("actionIdentifier");
            } else {
                event.wrong(
                        "type",
                        "must be one of ENTITY_CREATED, ENTITY_UPDATED, ENTITY_DELETED, ANY_ENTITY_CHANGE, "
                                + "TIMER_PROPERTY_EXPIRED, RUN_CREATED, RUN_UPDATED, ANY_RUN_CHANGE");
            }
        }
        Shape condition = trigger.child("condition", false);
        if (condition != null) {
            condition.only(Set.of("type", "expressions", "combinator"));
            condition.oneOf("type", Set.of("JQ"));
            condition.oneOf("combinator", Set.of("and", "or"));
            condition.strings("expressions");
        }
    }

    static void invocation(@Nullable Shape method) {
        if (method == null) {
            return;
        }
        String type = method.requiredText("type");
        if (type == null) {
            return;
        }
        switch (type) {
            case "WEBHOOK" -> webhook(method);
            case "GITHUB" -> {
                method.only(Set.of("type", "org", "repo", "workflow", "workflowInputs", "reportWorkflowStatus"));
                List.of("org", "repo", "workflow").forEach(method::requiredText);
                method.switchable("reportWorkflowStatus");
            }
            case "GITLAB" -> {
                method.only(Set.of("type", "projectName", "groupName", "defaultRef", "pipelineVariables", "agent"));
                List.of("projectName", "groupName").forEach(method::requiredText);
            }
            case "AZURE_DEVOPS" -> {
                method.only(Set.of("type", "webhook", "org", "payload"));
                List.of("webhook", "org").forEach(method::requiredText);
            }
            case "KAFKA" -> method.only(Set.of("type", "payload"));
            case "INTEGRATION_ACTION" -> integration(method);
            case "UPSERT_ENTITY" -> {
                method.only(Set.of("type", "blueprintIdentifier", "mapping"));
                method.requiredText("blueprintIdentifier");
                Shape mapping = method.child("mapping", true);
                if (mapping != null) {
                    mapping.only(Set.of("identifier", "title", "icon", "team", "properties", "relations"));
                }
            }
            default ->
                method.wrong(
                        "type",
                        "must be one of WEBHOOK, GITHUB, GITLAB, AZURE_DEVOPS, KAFKA, UPSERT_ENTITY, "
                                + "INTEGRATION_ACTION");
        }
        templates(method);
    }

    /// Newer clients say `integrationInvocationType` for `integrationActionType`, and whose product it is.
    private static void integration(Shape method) {
        String newer = "integrationInvocationType";
        method.only(Set.of(
                "type",
                "installationId",
                "integrationActionType",
                "integrationProvider",
                newer,
                "integrationActionExecutionProperties"));
        method.requiredText("installationId");
        method.requiredText(method.has(newer) ? newer : "integrationActionType");
        method.text("integrationProvider", 200);
        Shape properties = method.child("integrationActionExecutionProperties", true);
        if (properties != null) {
            List.of("org", "repo", "workflow").forEach(key -> properties.text(key, 1000));
            properties.switchable("reportWorkflowStatus");
            JsonNode inputs = properties.object().path("workflowInputs");
            if (!inputs.isMissingNode() && !inputs.isNull() && !inputs.isObject() && !inputs.isString()) {
                properties.wrong("workflowInputs", "must be object");
            }
        }
    }

    private static void webhook(Shape method) {
        method.only(Set.of("type", "url", "agent", "synchronized", "method", "headers", "body"));
        method.requiredText("url");
        method.switchable("agent");
        method.switchable("synchronized");
        String verb = method.text("method", 1000);
        if (verb != null && !Template.isTemplate(verb) && !METHODS.contains(verb)) {
            method.wrong("method", "must be one of GET, POST, PUT, PATCH, DELETE");
        }
        Shape headers = method.child("headers", false);
        if (headers != null) {
            headers.object().propertyNames().forEach(name -> headers.text(name, 8000));
        }
        JsonNode body = method.object().path("body");
        if (!body.isMissingNode() && !body.isNull() && !body.isContainer() && !body.isString()) {
            method.wrong("body", "must be object or array");
        }
    }

    static void templates(Shape method) {
        try {
            for (Template.Problem problem : Template.compile(method.object()).problems()) {
                method.violations()
                        .add(Violation.at(
                                method.pointer() + problem.pointer(),
                                "contains a template that does not compile: "
                                        + problem.error().getMessage()));
            }
        } catch (ExpressionException.BadTemplate e) {
            method.violations().add(Violation.at(method.pointer() + e.pointer(), String.valueOf(e.getMessage())));
        }
    }
}
