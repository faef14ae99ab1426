package io.portolan.action;

import io.portolan.kernel.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Translates an INPUT node into a step that asks for an approval: a button to agree, perhaps one to decline, and at
/// most a text that says why. Whatever else people might be asked is refused. Pure.
final class WorkflowInput {

    private static final Set<String> YES = Set.of("approve", "approved", "accept", "confirm", "yes", "ok");

    private WorkflowInput() {}

    static ObjectNode translate(Shape config) {
        config.only(Set.of("type", "description", "userInputs", "outlets", "responders", "notifications", "onFailure"));
        ObjectNode approval = Json.object().put("type", "ANY");
        String description = config.text("description", 2000);
        if (description != null) {
            approval.put("description", description);
        }
        Shape inputs = config.child("userInputs", false);
        List<ObjectNode> buttons = new ArrayList<>();
        if (inputs != null) {
            inputs.object().path("buttons").forEach(button -> {
                if (button instanceof ObjectNode object) {
                    buttons.add(object);
                }
            });
            reason(inputs, approval);
        }
        outlets(config, buttons, approval);
        responders(config, approval);
        notifications(config, approval);
        return approval;
    }

    /// The place in the node's configuration that a place in the approval came from.
    static String inConfig(String pointer) {
        return pointer.replaceFirst("^/notification", "/notifications")
                .replaceFirst("^/approvers", "/responders")
                .replaceFirst("^/(approve|decline)Outlet", "/outlets")
                .replaceFirst("^/reason", "/userInputs/properties");
    }

    /// One text, which is what approvers may say besides yes or no.
    private static void reason(Shape inputs, ObjectNode approval) {
        JsonNode properties = inputs.object().path("properties");
        if (properties.isEmpty()) {
            return;
        }
        String name = properties.propertyNames().iterator().next();
        if (properties.size() > 1 || !"string".equals(Json.text(properties.path(name), "type"))) {
            inputs.wrong("properties", "cannot be asked here: approvers say yes or no and one text, their reason");
            return;
        }
        approval.put("reason", name);
    }

    private static void outlets(Shape config, List<ObjectNode> buttons, ObjectNode approval) {
        JsonNode outlets = config.object().path("outlets");
        if (!outlets.isArray() || outlets.isEmpty() || outlets.size() > 2) {
            config.wrong("outlets", "must be one or two ways out: one for yes, one for no");
            return;
        }
        String yes = null;
        for (int i = 0; i < outlets.size(); i++) {
            if (!(outlets.get(i) instanceof ObjectNode object)) {
                config.wrong("outlets", "must be an array of objects");
                return;
            }
            Shape outlet = new Shape(object, config.at("outlets") + "/" + i, config.violations());
            outlet.only(Set.of("identifier", "title", "evaluationMethod", "numOfResponders"));
            outlet.oneOf("evaluationMethod", Set.of("button"));
            String identifier = outlet.requiredText("identifier");
            boolean agrees = identifier != null && agrees(identifier, buttons);
            if (agrees && yes == null) {
                yes = identifier;
                approval.put("approveOutlet", identifier);
                if (object.hasNonNull("numOfResponders")) {
                    StepValidator.whole(outlet, "numOfResponders", StepValidator.MOST_APPROVALS);
                    approval.set("count", object.get("numOfResponders"));
                }
            } else if (identifier != null && !agrees) {
                approval.put("declineOutlet", identifier);
                if (object.path("numOfResponders").asInt(1) != 1) {
                    outlet.wrong("numOfResponders", "must be 1: one who declines decides");
                }
            }
        }
        if (yes == null || outlets.size() == 2 && !approval.has("declineOutlet")) {
            config.wrong(
                    "outlets",
                    "leave open which one means yes: give its button the variant PRIMARY and the other another one");
        }
    }

    private static boolean agrees(String outlet, List<ObjectNode> buttons) {
        String variant = buttons.stream()
                .filter(button -> outlet.equals(Json.text(button, "identifier")))
                .map(button -> Json.text(button, "variant"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return variant == null ? YES.contains(outlet.toLowerCase(Locale.ROOT)) : variant.equals("PRIMARY");
    }

    private static void responders(Shape config, ObjectNode approval) {
        Shape responders = config.child("responders", false);
        if (responders == null) {
            return;
        }
        if (responders.has("usersQuery")) {
            responders.wrong("usersQuery", "is not supported: name users, teams or roles");
        }
        ObjectNode approvers = Json.object();
        for (String list : List.of("users", "teams", "roles")) {
            approvers.set(list, Json.strings(responders.strings(list)));
        }
        if (approvers.valueStream().anyMatch(list -> !list.isEmpty())) {
            approval.set("approvers", approvers);
        }
    }

    private static void notifications(Shape config, ObjectNode approval) {
        JsonNode notifications = config.object().path("notifications");
        if (notifications.isMissingNode() || notifications.isNull() || notifications.isEmpty()) {
            return;
        }
        ArrayNode channels = Json.array();
        for (int i = 0; i < notifications.size(); i++) {
            if (!(notifications.get(i) instanceof ObjectNode object)) {
                config.wrong("notifications", "must be an array of objects");
                return;
            }
            Shape notification = new Shape(object, config.at("notifications") + "/" + i, config.violations());
            channels.add(channel(notification));
        }
        approval.set("notification", channels);
    }

    private static ObjectNode channel(Shape notification) {
        String type = notification.requiredText("type");
        notification.oneOf("type", Set.of("email", "webhook"));
        if (!"webhook".equals(type)) {
            return Json.object().put("type", "email");
        }
        for (String key : List.of("headers", "body")) {
            if (notification.has(key)) {
                notification.wrong(key, "is not supported: the portal sends its own signed message");
            }
        }
        String url = notification.requiredText("url");
        boolean slack = url != null && url.toLowerCase(Locale.ROOT).contains("slack");
        return Json.object()
                .put("type", "webhook")
                .put("format", slack ? "slack" : "json")
                .put("url", url);
    }
}
