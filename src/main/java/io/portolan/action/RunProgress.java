package io.portolan.action;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The transactions of carrying out a run: each one records what just happened outside.
@Component
class RunProgress {

    private final RunRows runs;
    private final RunTraceRows traces;
    private final RunService service;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RunProgress(RunRows runs, RunTraceRows traces, RunService service, ApplicationEventPublisher events, Clock clock) {
        this.runs = runs;
        this.traces = traces;
        this.service = service;
        this.events = events;
        this.clock = clock;
    }

    /// The run, if it is to be carried out now: in progress and not yet with its backend.
    Optional<ActionRun> due(String id) {
        return runs.findUninvoked(id).filter(run -> run.scheduledAt() == null);
    }

    int attempts(String id) {
        return traces.countAttempts(id);
    }

    /// Calls made after the run was over.
    int attemptsSinceEnd(ActionRun run) {
        Instant ended = run.endedAt();
        return ended == null ? 0 : traces.countAttemptsSince(run.id(), ended);
    }

    /// A call that came to nothing yet, or one of several that make up the run.
    @Transactional
    void attempted(String id, @Nullable RunAttempt attempt, ObjectNode payload, String message) {
        keep(id, attempt, payload, message);
    }

    /// The backend has the run.
    @Transactional
    void accepted(String id, @Nullable RunAttempt attempt, ObjectNode payload, String message) {
        runs.markInvoked(id, true);
        ActionRun run = keep(id, attempt, payload, message);
        if (run.endedEarly()) {
            service.heardTooLate(run);
        }
    }

    /// The run waits for an agent.
    @Transactional
    void offered(String id, ObjectNode payload, Invoker.Outcome.Fetched offer) {
        runs.offerToAgent(id, offer.installation());
        keep(id, null, payload, offer.message());
    }

    /// An agent looks at the run, and has it until that moment unless it acknowledges it.
    @Transactional
    void claimed(String id, String agent, ObjectNode payload, Instant until) {
        RunAttempt attempt = new RunAttempt(
                attempts(id) + 1,
                clock.instant(),
                0,
                payload,
                null,
                "Given to " + agent + " until " + Json.time(until),
                null);
        keep(id, attempt, Json.object(), "Given to " + agent);
    }

    /// An agent has the run.
    @Transactional
    void fetched(String id, String agent) {
        traces.insertLog(id, clock.instant(), "The agent " + agent + " has the run", null, null);
        events.publishEvent(new RunChanged(id));
    }

    /// The run is over, unless the backend was faster and ended it.
    @Transactional
    void ended(
            String id,
            @Nullable RunAttempt attempt,
            ObjectNode payload,
            RunStatus status,
            String message,
            JsonNode response) {
        runs.markInvoked(id, true);
        ActionRun former = runs.lock(id).orElseThrow();
        ActionRun run = trace(former, attempt, payload, message);
        if (!run.status().isFinal()) {
            RunReport report = new RunReport(
                    status,
                    status == RunStatus.SUCCESS ? null : message,
                    null,
                    null,
                    null,
                    response.isNull() ? null : response);
            service.save(run, run.report(report, Actor.system().id(), clock.instant()), Actor.system());
        } else if (run != former) {
            runs.update(run);
        }
    }

    private ActionRun keep(String id, @Nullable RunAttempt attempt, ObjectNode payload, String message) {
        ActionRun former = runs.lock(id).orElseThrow();
        ActionRun run = trace(former, attempt, payload, message);
        if (run != former) {
            runs.update(run);
        }
        return run;
    }

    /// The run with its request, still to be stored; the very same one when that is no news. For transactions
    /// that hold the run.
    ActionRun trace(ActionRun run, @Nullable RunAttempt attempt, ObjectNode payload, String message) {
        if (attempt != null) {
            traces.insertAttempt(run.id(), attempt);
        }
        traces.insertLog(run.id(), clock.instant(), message, null, null);
        events.publishEvent(new RunChanged(run.id()));
        boolean known = payload.isEmpty() || payload.equals(run.document().path("payload"));
        return known ? run : run.withPayload(payload);
    }
}
