package io.portolan.automation;

import io.portolan.action.ActionService;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangesCommitted;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Which automations wait for a change, in memory. Read afresh after a change to any action in this process, and every
/// five seconds for the sake of changes made on other nodes.
@Component
class TriggerIndex {

    private static final Duration LONGEST_AGE = Duration.ofSeconds(5);

    private record Key(EventType type, String subject) {}

    private record Contents(Map<Key, List<Automation>> automations, long readAt) {}

    private final ActionService actions;
    private final Clock clock;
    private volatile @Nullable Contents contents;

    TriggerIndex(ActionService actions, Clock clock) {
        this.actions = actions;
        this.clock = clock;
    }

    /// The published automations whose trigger fits the change; conditions are not looked at.
    List<Automation> match(Change change) {
        String subject = Trigger.subjectOf(change);
        if (subject == null || isMirroredOnly(change)) {
            return List.of();
        }
        Map<Key, List<Automation>> automations = current().automations();
        return EventType.of(change.kind()).stream()
                .flatMap(type -> automations.getOrDefault(new Key(type, subject), List.of()).stream())
                .filter(automation -> automation.trigger().matches(change) && automation.existedAt(change))
                .toList();
    }

    /// A value that only followed another entity triggers nothing, nor does a relation that its target's deletion
    /// emptied or a new name of a property; a calculation that came out differently does (dialect sections 1.3,
    /// 1.4 and 6).
    private static boolean isMirroredOnly(Change change) {
        return change.context().path("targetDeleted").asBoolean(false)
                || change.context().has("renamed")
                || (change.context().path("computed").asBoolean(false)
                        && !change.context().path("calculation").asBoolean(false));
    }

    /// Reads afresh at the next question.
    void invalidate() {
        contents = null;
    }

    @EventListener
    void on(ChangesCommitted committed) {
        if (committed.changes().stream()
                .anyMatch(change -> change.kind().resourceType().equals("action"))) {
            invalidate();
        }
    }

    private Contents current() {
        Contents known = contents;
        if (known == null || System.nanoTime() - known.readAt() > LONGEST_AGE.toNanos()) {
            known = new Contents(read(), System.nanoTime());
            contents = known;
        }
        return known;
    }

    private Map<Key, List<Automation>> read() {
        Map<Key, List<Automation>> found = new HashMap<>();
        actions.automations().stream()
                .flatMap(action -> Automation.of(action, clock).stream())
                .forEach(automation -> found.merge(
                        new Key(
                                automation.trigger().type(),
                                automation.trigger().subject()),
                        List.of(automation),
                        TriggerIndex::joined));
        return found;
    }

    private static List<Automation> joined(List<Automation> some, List<Automation> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }
}
