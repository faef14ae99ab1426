package io.portolan.action;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// An action or automation that is defined by a graph of nodes (dialect section 6.1).
///
/// @param action what the graph became: an action with steps
/// @param document the graph as it was given; do not change it
public record Workflow(Action action, ObjectNode document) {

    public String identifier() {
        return action.identifier();
    }

    /// Whether a definition is a workflow rather than an action.
    public static boolean isWorkflow(ObjectNode definition) {
        return definition.has("nodes") && !definition.has("trigger");
    }

    /// The graph as it was given, with id, moments and authors.
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("id", action.id().replace("action_", "workflow_"));
        json.setAll(document.deepCopy());
        json.put("createdAt", Json.time(action.createdAt()));
        json.put("createdBy", action.createdBy());
        json.put("updatedAt", Json.time(action.updatedAt()));
        json.put("updatedBy", action.updatedBy());
        return json;
    }

    /// A node as it was given. Throws [PortalException.NotFound].
    public ObjectNode node(String identifier) {
        return document.path("nodes")
                .valueStream()
                .filter(node -> identifier.equals(Json.text(node, "identifier")))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow(() -> new PortalException.NotFound("Node", identifier));
    }

    /// The node that starts it.
    ObjectNode trigger() {
        return node(String.valueOf(action.triggerIdentifier()));
    }

    /// The input that holds the entity which a run is about, where the trigger is offered on entities.
    Optional<String> entityInput() {
        return WorkflowTrigger.entityInput(trigger().path("config"));
    }

    /// Who may start it, as the trigger says: the shape of `execute` in [ActionPermissions]. Without a word
    /// administrators only.
    ObjectNode execute() {
        return trigger().path("config").get("permissions") instanceof ObjectNode given
                ? given.deepCopy()
                : (ObjectNode) Json.parse("{\"roles\": [\"Admin\"]}");
    }

    /// Another definition whose trigger has that in its configuration; JSON null takes the key away.
    ObjectNode withTrigger(String key, JsonNode value) {
        ObjectNode next = document.deepCopy();
        ObjectNode config = new Workflow(action, next).trigger().withObject("/config");
        if (value.isNull()) {
            config.remove(key);
        } else {
            config.set(key, value);
        }
        return next;
    }
}
