package io.portolan.action;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What somebody has filled into the form of an action and not sent yet.
///
/// @param properties by input, without encrypted ones
/// @param entity the entity picked in the form; null for none
public record Draft(ObjectNode properties, @Nullable String entity, Instant savedAt) {}
