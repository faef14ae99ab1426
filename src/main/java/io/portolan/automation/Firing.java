package io.portolan.automation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an automation did about one change.
///
/// @param runId the run that was started; null unless the outcome is [Outcome#STARTED]
/// @param message why nothing was started; null when a run was
public record Firing(
        String automation,
        long changeId,
        Outcome outcome,
        @Nullable String runId,
        @Nullable String message,
        Instant at) {

    /// How it went.
    public enum Outcome {
        /// A run was made.
        STARTED,
        /// The chain of automations had become too long.
        LOOP_STOPPED,
        /// The condition could not be evaluated.
        CONDITION_FAILED
    }
}
