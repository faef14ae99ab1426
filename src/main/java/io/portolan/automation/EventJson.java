package io.portolan.automation;

import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeKind;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// A change as automations see it: the root of conditions, and `.event` in templates (dialect section 6).
final class EventJson {

    private EventJson() {}

    static ObjectNode of(Change change) {
        ObjectNode event = Json.object();
        event.put("action", change.kind().action());
        event.put("resourceType", change.kind().resourceType());
        event.set("trigger", trigger(change));
        event.set("context", context(change));
        ObjectNode diff = event.putObject("diff");
        diff.set("before", change.kind() == ChangeKind.TIMER_EXPIRED ? NullNode.instance : copy(change.before()));
        diff.set("after", copy(change.after()));
        return event;
    }

    private static ObjectNode trigger(Change change) {
        ObjectNode trigger = Json.object();
        ObjectNode by = trigger.putObject("by");
        by.put("userId", change.actorId());
        ObjectNode user = by.putObject("user");
        user.put("id", change.actorId());
        if (change.actorKind() == Actor.Kind.USER) {
            user.put("email", change.actorId());
        }
        user.put("name", change.actorName());
        trigger.put("origin", change.origin().name());
        trigger.put("at", Json.time(change.at()));
        return trigger;
    }

    private static ObjectNode context(Change change) {
        ObjectNode context = Json.object();
        if (change.kind().resourceType().equals("run")) {
            ObjectNode run = change.after() != null ? change.after() : change.before();
            context.put("runIdentifier", change.identifier());
            if (run != null) {
                context.set("action", run.path("action").deepCopy());
            }
            return context;
        }
        context.put("blueprintIdentifier", change.blueprint());
        context.put("entityIdentifier", change.identifier());
        context.put("propertyIdentifier", Json.text(change.context(), "propertyIdentifier"));
        return context;
    }

    private static JsonNode copy(@Nullable ObjectNode node) {
        return node == null ? NullNode.instance : node.deepCopy();
    }
}
