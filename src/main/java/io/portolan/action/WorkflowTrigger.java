package io.portolan.action;

import io.portolan.kernel.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Translates the node that starts a workflow into the `trigger` of an action. Pure.
final class WorkflowTrigger {

    private static final Set<String> TYPES = Set.of("SELF_SERVE_TRIGGER", "EVENT_TRIGGER", "SCHEDULE_TRIGGER");

    private WorkflowTrigger() {}

    static boolean isTrigger(@Nullable String type) {
        return type != null && TYPES.contains(type);
    }

    /// The `trigger`; what is wrong is added to the violations of the node's configuration.
    static ObjectNode translate(Shape config) {
        return switch (config.object().path("type").asString("")) {
            case "SELF_SERVE_TRIGGER" -> selfService(config);
            case "EVENT_TRIGGER" -> event(config);
            default -> {
                config.wrong(
                        "type",
                        "cannot be carried out here: start the workflow by an event, such as the expiry"
                                + " of a timer, or by SELF_SERVE_TRIGGER");
                yield Json.object();
            }
        };
    }

    /// The input that `contexts` name for entities.
    static Optional<String> entityInput(JsonNode config) {
        return config.path("contexts")
                .valueStream()
                .filter(context -> "ENTITY".equals(Json.text(context, "on")))
                .map(context -> context.path("userInput").asString(""))
                .findFirst();
    }

    private static ObjectNode selfService(Shape config) {
        config.only(Set.of(
                "type",
                "userInputs",
                "permissions",
                "published",
                "contexts",
                "variant",
                "actionCardButtonText",
                "executeActionButtonText"));
        config.bool("published");
        config.oneOf("variant", Set.of("DEFAULT", "ALERT"));
        permissions(config);
        ObjectNode trigger = Json.object().put("type", "self-service").put("operation", "CREATE");
        ObjectNode inputs =
                config.object().get("userInputs") instanceof ObjectNode given ? given.deepCopy() : Json.object();
        if (!inputs.has("properties")) {
            inputs.putObject("properties");
        }
        for (String key : List.of("actionCardButtonText", "executeActionButtonText")) {
            if (config.has(key)) {
                trigger.set(key, config.object().get(key));
            }
        }
        trigger.set("userInputs", inputs);
        contexts(config, trigger, inputs);
        return trigger;
    }

    private static void permissions(Shape config) {
        Shape permissions = config.child("permissions", false);
        if (permissions == null) {
            return;
        }
        permissions.only(Set.of("users", "roles", "teams", "ownedByTeam", "policy"));
        List.of("users", "roles", "teams").forEach(permissions::strings);
        permissions.bool("ownedByTeam");
        permissions.child("policy", false);
    }

    /// Where else it is offered: in the place of a kind's form for new entities, or on entities of a kind.
    private static void contexts(Shape config, ObjectNode trigger, ObjectNode inputs) {
        JsonNode contexts = config.object().path("contexts");
        if (contexts.isMissingNode() || contexts.isNull()) {
            return;
        }
        if (!contexts.isArray() || contexts.size() > 1) {
            config.wrong("contexts", "can name one place only; make a workflow for each");
            return;
        }
        if (contexts.isEmpty()) {
            return;
        }
        if (!(contexts.get(0) instanceof ObjectNode object)) {
            config.wrong("contexts", "must be an array of objects");
            return;
        }
        Shape context = new Shape(object, config.at("contexts") + "/0", config.violations());
        context.only(Set.of("on", "blueprintIdentifier", "userInput"));
        context.oneOf("on", Set.of("CREATE_ENTITY", "ENTITY"));
        if ("CREATE_ENTITY".equals(context.requiredText("on"))) {
            trigger.put("blueprintIdentifier", context.requiredText("blueprintIdentifier"));
            return;
        }
        String name = context.requiredText("userInput");
        if (name == null) {
            return;
        }
        JsonNode input = inputs.path("properties").path(name);
        String blueprint = Json.text(input, "blueprint");
        if (blueprint == null || !(input instanceof ObjectNode field)) {
            context.wrong("userInput", "must name an input of format entity with a blueprint");
            return;
        }
        trigger.put("operation", "DAY-2").put("blueprintIdentifier", blueprint);
        field.putObject("default").put("jqQuery", ".entity.identifier");
    }

    private static ObjectNode event(Shape config) {
        config.only(Set.of("type", "event", "condition", "published"));
        config.bool("published");
        ObjectNode trigger = Json.object().put("type", "automation");
        if (config.child("event", true) instanceof Shape event) {
            ObjectNode named = event.object().deepCopy();
            if ("TIMER_EXPIRED".equals(Json.text(named, "type"))) {
                named.put("type", "TIMER_PROPERTY_EXPIRED");
            }
            trigger.set("event", named);
        }
        if (config.has("condition")) {
            trigger.set("condition", config.object().get("condition").deepCopy());
        }
        return trigger;
    }
}
