package io.portolan.action;

import io.portolan.kernel.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How far one step of a run has come.
///
/// @param message what came of it, for people; null until something did
public record RunStep(
        String identifier,
        String title,
        Status status,
        @Nullable String message,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /// Where a step stands.
    public enum Status {
        WAITING,
        IN_PROGRESS,
        /// Its approvers are asked.
        WAITING_FOR_APPROVAL,
        SUCCESS,
        FAILURE,
        /// An approver said no, or nobody said anything in time.
        DECLINED,
        /// Its condition said no.
        SKIPPED,
        /// It was done, and taken back because a later step failed.
        UNDONE;

        boolean isOver() {
            return this != WAITING && this != IN_PROGRESS && this != WAITING_FOR_APPROVAL;
        }
    }

    static List<RunStep> of(JsonNode run) {
        return run.path("steps").valueStream().map(RunStep::read).toList();
    }

    private static RunStep read(JsonNode step) {
        return new RunStep(
                step.path("identifier").asString(""),
                step.path("title").asString(""),
                Status.valueOf(step.path("status").asString(Status.WAITING.name())),
                Json.text(step, "message"),
                moment(step, "startedAt"),
                moment(step, "endedAt"));
    }

    private static @Nullable Instant moment(JsonNode step, String key) {
        String text = Json.text(step, key);
        return text == null ? null : Instant.parse(text);
    }
}
