package io.portolan.action;

import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One way in which approvers are told that a run waits for them, from `approvalNotification` (dialect section 5.6).
///
/// @param url where a webhook goes, perhaps with templates; empty for e-mail
/// @param asked false for the e-mail that is sent when the action says nothing
/// @param links whether a webhook gets the links by which approvers decide; whoever reads it can decide for them. An
///     e-mail goes to one approver and has that approver's link anyway
record ApprovalChannel(Kind kind, String url, boolean asked, boolean links) {

    enum Kind {
        EMAIL,
        JSON,
        SLACK
    }

    /// More than these are not allowed.
    static final int MOST = 5;

    /// E-mail alone when the action says nothing.
    static List<ApprovalChannel> of(Action action) {
        JsonNode given = action.document().path("approvalNotification");
        if (given.isArray()) {
            return given.valueStream().limit(MOST).map(ApprovalChannel::one).toList();
        }
        return given.isObject() ? List.of(one(given)) : List.of(new ApprovalChannel(Kind.EMAIL, "", false, true));
    }

    private static ApprovalChannel one(JsonNode channel) {
        if (!"webhook".equals(Json.text(channel, "type"))) {
            return new ApprovalChannel(Kind.EMAIL, "", true, true);
        }
        Kind kind = "slack".equals(Json.text(channel, "format")) ? Kind.SLACK : Kind.JSON;
        return new ApprovalChannel(
                kind,
                channel.path("url").stringValue(""),
                true,
                channel.path("links").booleanValue(false));
    }

    /// What makes `requiredApproval` and what belongs to it valid.
    static void validate(Shape action) {
        JsonNode required = action.object().path("requiredApproval");
        if (required instanceof ObjectNode object) {
            Shape mode = new Shape(object, "/requiredApproval", action.violations());
            mode.only(Set.of("type", "allowOwnRuns"));
            mode.bool("allowOwnRuns");
            mode.requiredText("type");
            mode.oneOf("type", Set.of("ANY", "ALL"));
        } else if (!required.isMissingNode() && !required.isBoolean() && !required.isNull()) {
            action.wrong("requiredApproval", "must be boolean or {\"type\":\"ANY\"|\"ALL\"}");
        }
        validate(action, "approvalNotification");
        hours(action, "approvalReminderHours");
        hours(action, "approvalExpiryHours");
    }

    /// What makes one or several ways of telling valid.
    static void validate(Shape holder, String key) {
        JsonNode channels = holder.object().path(key);
        if (channels.isArray()) {
            if (channels.isEmpty() || channels.size() > MOST) {
                holder.wrong(key, "must be one to " + MOST + " notifications");
            }
            for (int i = 0; i < channels.size(); i++) {
                channel(holder, channels.get(i), holder.at(key) + "/" + i);
            }
        } else if (!channels.isMissingNode() && !channels.isNull()) {
            channel(holder, channels, holder.at(key));
        }
    }

    private static void channel(Shape action, @Nullable JsonNode value, String pointer) {
        if (!(value instanceof ObjectNode object)) {
            action.violations().add(Violation.at(pointer, "must be an object, or an array of objects", value));
            return;
        }
        Shape channel = new Shape(object, pointer, action.violations());
        channel.only(Set.of("type", "format", "url", "links"));
        channel.requiredText("type");
        channel.oneOf("type", Set.of("email", "webhook"));
        channel.oneOf("format", Set.of("json", "slack"));
        if ("webhook".equals(object.path("type").stringValue(""))) {
            channel.requiredText("url");
            channel.bool("links");
        } else if (object.has("links")) {
            channel.wrong("links", "is for webhooks; an e-mail has the link of its reader anyway");
        }
    }

    static void hours(Shape action, String key) {
        JsonNode hours = action.object().path(key);
        boolean fits = hours.isIntegralNumber() && hours.asLong(-1) >= 0 && hours.asLong(-1) <= Action.MOST_HOURS;
        if (!hours.isMissingNode() && !fits) {
            action.wrong(key, "must be a whole number of hours from 0 to " + Action.MOST_HOURS + "; 0 switches it off");
        }
    }
}
