package io.portolan.action;

import io.portolan.outbound.OutboundException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Carries a run to its backend. Called outside any transaction; may be called again for the same run.
interface Invoker {

    boolean handles(InvocationType type);

    Outcome invoke(Invocation invocation);

    /// @param method `invocationMethod` with its templates rendered
    /// @param masked the same with secrets masked, for showing
    /// @param attempt from 1
    /// @param key idempotency key, the same for every attempt
    record Invocation(ActionRun run, ObjectNode method, ObjectNode masked, int attempt, String key) {}

    /// What came of it.
    ///
    /// @param attempt the call to record; null when there was none
    sealed interface Outcome {

        @Nullable
        RunAttempt attempt();

        /// For people.
        String message();

        /// The backend has it and will report.
        record Accepted(@Nullable RunAttempt attempt, String message) implements Outcome {}

        /// The run is over.
        ///
        /// @param response the backend's answer to keep with the run; JSON null for none
        record Ended(@Nullable RunAttempt attempt, RunStatus status, String message, JsonNode response)
                implements Outcome {}

        /// Not this time, but perhaps later.
        record Retry(@Nullable RunAttempt attempt, String message) implements Outcome {}

        /// An agent is to fetch it.
        ///
        /// @param installation the integration that alone may; null for any agent
        record Fetched(@Nullable String installation, String message) implements Outcome {

            @Override
            public @Nullable RunAttempt attempt() {
                return null;
            }
        }

        /// There was no answer; perhaps there is one later.
        static Outcome unanswered(RunAttempt attempt, OutboundException e) {
            String message = String.valueOf(e.getMessage());
            return e.isRetryable() ? new Retry(attempt, message) : failed(attempt, message);
        }

        static Outcome failed(@Nullable RunAttempt attempt, String message) {
            return new Ended(attempt, RunStatus.FAILURE, message, NullNode.getInstance());
        }
    }
}
