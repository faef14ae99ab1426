package io.portolan.action;

import io.portolan.kernel.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The first version of the action format, still found in the wild: `trigger` is the operation as a text, and
/// `userInputs` stands beside it (dialect section 5.1).
final class LegacyAction {

    private LegacyAction() {}

    /// The action in the present format; an action that is in it already comes back unchanged.
    ///
    /// @param blueprint the blueprint that the route names, or null
    static ObjectNode modernise(ObjectNode action, @Nullable String blueprint) {
        JsonNode trigger = action.path("trigger");
        if (!trigger.isString()) {
            return action;
        }
        ObjectNode modern = action.deepCopy();
        ObjectNode selfService = Json.object();
        selfService.put("type", "self-service");
        selfService.put("operation", trigger.stringValue());
        String target = blueprint == null ? Json.text(action, "blueprint") : blueprint;
        if (target != null) {
            selfService.put("blueprintIdentifier", target);
        }
        JsonNode inputs = modern.remove("userInputs");
        selfService.set("userInputs", inputs == null ? Json.object() : inputs);
        modern.set("trigger", selfService);
        modern.remove("blueprint");
        if (modern.get("invocationMethod") instanceof ObjectNode invocation) {
            invocation.remove(List.of("omitPayload", "omitUserInputs"));
        }
        return modern;
    }
}
