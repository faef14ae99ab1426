package io.portolan.automation;

import io.portolan.changelog.ChangeKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an automation waits for: the `event.type` of its trigger.
public enum EventType {
    ENTITY_CREATED,
    ENTITY_UPDATED,
    ENTITY_DELETED,
    ANY_ENTITY_CHANGE,
    TIMER_PROPERTY_EXPIRED,
    RUN_CREATED,
    RUN_UPDATED,
    ANY_RUN_CHANGE;

    /// The kinds of change that make up the event.
    public Set<ChangeKind> kinds() {
        return switch (this) {
            case ENTITY_CREATED -> Set.of(ChangeKind.ENTITY_CREATED);
            case ENTITY_UPDATED -> Set.of(ChangeKind.ENTITY_UPDATED);
            case ENTITY_DELETED -> Set.of(ChangeKind.ENTITY_DELETED);
            case ANY_ENTITY_CHANGE ->
                Set.of(ChangeKind.ENTITY_CREATED, ChangeKind.ENTITY_UPDATED, ChangeKind.ENTITY_DELETED);
            case TIMER_PROPERTY_EXPIRED -> Set.of(ChangeKind.TIMER_EXPIRED);
            case RUN_CREATED -> Set.of(ChangeKind.RUN_CREATED);
            case RUN_UPDATED -> Set.of(ChangeKind.RUN_UPDATED);
            case ANY_RUN_CHANGE -> Set.of(ChangeKind.RUN_CREATED, ChangeKind.RUN_UPDATED);
        };
    }

    /// Whether it is about runs of an action rather than entities of a blueprint.
    public boolean isAboutRuns() {
        return this == RUN_CREATED || this == RUN_UPDATED || this == ANY_RUN_CHANGE;
    }

    static Optional<EventType> byName(@Nullable String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }

    static List<EventType> of(ChangeKind kind) {
        return Arrays.stream(values())
                .filter(type -> type.kinds().contains(kind))
                .toList();
    }
}
