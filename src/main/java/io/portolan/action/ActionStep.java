package io.portolan.action;

import io.portolan.kernel.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One of the steps of an action that has several: a call of its own, made when those before it are done.
///
/// @param json the definition; do not change it
record ActionStep(String identifier, ObjectNode json) {

    /// The steps of an action, in their order; none for an action with one call.
    static List<ActionStep> of(ObjectNode action) {
        return action.path("steps")
                .valueStream()
                .filter(ObjectNode.class::isInstance)
                .map(step -> new ActionStep(String.valueOf(Json.text(step, "identifier")), (ObjectNode) step))
                .toList();
    }

    String title() {
        String title = Json.text(json, "title");
        return title == null || title.isBlank() ? identifier : title;
    }

    /// A jq expression over what templates see; the step is left out unless it says true. Null for always.
    @Nullable
    String condition() {
        return Json.text(json, "condition");
    }

    /// Whom it asks, `{type, count, approvers, notification, …}`; empty when it asks nobody.
    Optional<ObjectNode> approval() {
        return json.get("approval") instanceof ObjectNode approval ? Optional.of(approval) : Optional.empty();
    }

    /// The ways out of which one is chosen, `{outlets: [{identifier, title, expression, …}]}`; empty for other steps.
    Optional<ObjectNode> choice() {
        return json.get("choice") instanceof ObjectNode choice ? Optional.of(choice) : Optional.empty();
    }

    /// What stands in `.outputs` in the place of what the step gave; empty for just that.
    ObjectNode variables() {
        return json.get("variables") instanceof ObjectNode variables ? variables : Json.object();
    }

    /// Addresses to show with the run when the step is over, with templates.
    List<String> links() {
        return Json.texts(json.path("links"));
    }

    /// The call. A webhook's answer is waited for unless the step says otherwise, so that the next one can use it.
    ObjectNode invocation() {
        return waiting(json.path("invocationMethod"));
    }

    /// The call that takes back what the step did, for when a later one fails.
    Optional<ObjectNode> compensation() {
        return json.path("compensation").isObject()
                ? Optional.of(waiting(json.path("compensation")))
                : Optional.empty();
    }

    /// How often the call is made before the step fails.
    int attempts() {
        return json.path("retry").path("attempts").asInt(RunInvoker.MAX_ATTEMPTS);
    }

    /// Whether the run goes on when the step fails.
    boolean isOptional() {
        return "continue".equals(Json.text(json, "onFailure"));
    }

    private static ObjectNode waiting(JsonNode method) {
        ObjectNode call = method instanceof ObjectNode object ? object.deepCopy() : Json.object();
        boolean webhook = InvocationType.WEBHOOK.name().equals(Json.text(call, "type"));
        if (webhook && !call.has("synchronized") && !call.has("agent")) {
            call.put("synchronized", true);
        }
        return call;
    }
}
