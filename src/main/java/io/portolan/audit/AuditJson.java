package io.portolan.audit;

import io.portolan.changelog.Change;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A change in the wire format of the audit log, dialect section 7.4.
public final class AuditJson {

    private static final Set<String> OPTIONAL = Set.of("context", "diff", "additionalData", "message");

    private AuditJson() {}

    /// Identifier of the record of a change: `event_<id of the change>`.
    public static String identifier(Change change) {
        return "event_" + change.id();
    }

    /// The record of a change.
    ///
    /// @param includes which of `context`, `diff`, `additionalData`, `message` to give; empty for all
    public static ObjectNode of(Change change, Set<String> includes) {
        ObjectNode json = Json.object();
        json.put("identifier", identifier(change));
        json.put("action", change.kind().action());
        json.put("resourceType", change.kind().resourceType());
        json.put("status", change.kind().isRefusal() ? "FAILURE" : "SUCCESS");
        json.set("trigger", trigger(change));
        json.set("context", context(change));
        ObjectNode diff = json.putObject("diff");
        diff.set("before", orNull(change.before()));
        diff.set("after", orNull(change.after()));
        json.put("message", "");
        json.set("additionalData", additional(change));
        if (!includes.isEmpty()) {
            OPTIONAL.stream().filter(part -> !includes.contains(part)).forEach(json::remove);
        }
        return json;
    }

    private static ObjectNode trigger(Change change) {
        ObjectNode trigger = Json.object();
        ObjectNode by = trigger.putObject("by");
        by.put("userId", change.actorId());
        ObjectNode user = by.putObject("user");
        user.put("id", change.actorId());
        user.put("name", change.actorName());
        if (change.actorKind() == Actor.Kind.USER) {
            user.put("email", change.actorId());
        }
        trigger.put("origin", change.origin().name());
        trigger.put("at", change.at().toString());
        return trigger;
    }

    private static ObjectNode context(Change change) {
        ObjectNode context = Json.object();
        if (change.blueprint() != null) {
            context.put("blueprint", change.blueprint());
        }
        context.put(change.kind().resourceType(), change.identifier());
        change.facts().properties().forEach(fact -> context.set(fact.getKey(), fact.getValue()));
        if (change.runId() != null) {
            context.put("runId", change.runId());
        }
        return context;
    }

    private static ObjectNode additional(Change change) {
        ObjectNode additional = Json.object();
        if (change.causeId() != null) {
            additional.put("causedBy", "event_" + change.causeId());
        }
        additional.put("depth", change.depth());
        return additional;
    }

    private static JsonNode orNull(@org.jspecify.annotations.Nullable ObjectNode node) {
        return node == null ? Json.mapper().nullNode() : node;
    }
}
