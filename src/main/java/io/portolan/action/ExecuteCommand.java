package io.portolan.action;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A wish to run an action.
///
/// @param action identifier
/// @param properties what was filled in, by input; inputs left out take their defaults
/// @param entity identifier of the entity to work on, for actions that need one
/// @param startAt when to carry it out; null for at once
public record ExecuteCommand(
        String action,
        ObjectNode properties,
        @Nullable String entity,
        @Nullable Instant startAt) {

    /// At once.
    public ExecuteCommand(String action, ObjectNode properties, @Nullable String entity) {
        this(action, properties, entity, null);
    }
}
