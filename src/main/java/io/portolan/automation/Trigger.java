package io.portolan.automation;

import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeKind;
import io.portolan.kernel.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Which changes an automation looks at, before its condition.
///
/// @param subject the blueprint, or the action for events about runs
/// @param property the timer property; null for other events
public record Trigger(
        EventType type, String subject, @Nullable String property) {

    /// The trigger in a definition's `trigger` object; empty when there is none that can be understood.
    public static Optional<Trigger> of(JsonNode trigger) {
        JsonNode event = trigger.path("event");
        Optional<EventType> type = EventType.byName(Json.text(event, "type"));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        String subject = Json.text(event, type.get().isAboutRuns() ? "actionIdentifier" : "blueprintIdentifier");
        return subject == null
                ? Optional.empty()
                : Optional.of(new Trigger(type.get(), subject, Json.text(event, "propertyIdentifier")));
    }

    boolean matches(Change change) {
        return type.kinds().contains(change.kind())
                && subject.equals(subjectOf(change))
                && (change.kind() != ChangeKind.TIMER_EXPIRED
                        || property == null
                        || property.equals(Json.text(change.context(), "propertyIdentifier")));
    }

    /// What the change is about: the blueprint of an entity, the action of a run; null for everything else.
    static @Nullable String subjectOf(Change change) {
        if (!change.kind().resourceType().equals("run")) {
            return change.blueprint();
        }
        ObjectNode run = change.after() != null ? change.after() : change.before();
        return run == null ? null : Json.text(run.path("action"), "identifier");
    }
}
