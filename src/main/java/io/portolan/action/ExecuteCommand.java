package io.portolan.action;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A wish to run an action.
///
/// @param action identifier
/// @param properties what was filled in, by input; inputs left out take their defaults
/// @param entity identifier of the entity to work on, for actions that need one
public record ExecuteCommand(
        String action, ObjectNode properties, @Nullable String entity) {}
