package io.portolan.automation;

import io.portolan.changelog.ChangeKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an automation waits for: the `event.type` of its trigger.
public enum EventType {
    ENTITY_CREATED(Set.of(ChangeKind.ENTITY_CREATED)),
    ENTITY_UPDATED(Set.of(ChangeKind.ENTITY_UPDATED)),
    ENTITY_DELETED(Set.of(ChangeKind.ENTITY_DELETED)),
    ANY_ENTITY_CHANGE(Set.of(ChangeKind.ENTITY_CREATED, ChangeKind.ENTITY_UPDATED, ChangeKind.ENTITY_DELETED)),
    TIMER_PROPERTY_EXPIRED(Set.of(ChangeKind.TIMER_EXPIRED)),
    RUN_CREATED(Set.of(ChangeKind.RUN_CREATED)),
    RUN_UPDATED(Set.of(ChangeKind.RUN_UPDATED)),
    ANY_RUN_CHANGE(Set.of(ChangeKind.RUN_CREATED, ChangeKind.RUN_UPDATED));

    private final Set<ChangeKind> kinds;

    EventType(Set<ChangeKind> kinds) {
        this.kinds = kinds;
    }

    /// The kinds of change that make up the event.
    public Set<ChangeKind> kinds() {
        return kinds;
    }

    /// Whether it is about runs of an action rather than entities of a blueprint.
    public boolean isAboutRuns() {
        return kinds.contains(ChangeKind.RUN_CREATED) || kinds.contains(ChangeKind.RUN_UPDATED);
    }

    static Optional<EventType> byName(@Nullable String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    static List<EventType> of(ChangeKind kind) {
        return Arrays.stream(values()).filter(type -> type.kinds.contains(kind)).toList();
    }
}
