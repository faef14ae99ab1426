package io.portolan.action;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One call to a run's backend.
///
/// @param number from 1
/// @param tookMillis until the answer was complete or the call failed
/// @param request method, address, headers and body, secrets masked
/// @param status of the answer; null when there was none
/// @param response the beginning of the answer
/// @param error why there was no answer
public record RunAttempt(
        int number,
        Instant at,
        long tookMillis,
        ObjectNode request,
        @Nullable Integer status,
        @Nullable String response,
        @Nullable String error) {}
