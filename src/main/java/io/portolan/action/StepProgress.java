package io.portolan.action;

import io.portolan.kernel.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// The transactions of carrying out a run with steps: each records what just happened outside. A run that somebody
/// ended meanwhile stays as it is.
@Component
class StepProgress {

    private final RunRows runs;
    private final RunProgress whole;
    private final RunService service;
    private final StepOutput outputs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StepProgress(
            RunRows runs,
            RunProgress whole,
            RunService service,
            StepOutput outputs,
            ApplicationEventPublisher events,
            Clock clock) {
        this.runs = runs;
        this.whole = whole;
        this.service = service;
        this.outputs = outputs;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    ActionRun begun(String id, ActionStep step) {
        return change(id, run -> RunSteps.begun(run, step, clock.instant()));
    }

    /// @param made the call; null when there was none
    @Transactional
    ActionRun ended(String id, ActionStep step, Calls.@Nullable Made made, StepResult raw) {
        return change(
                id,
                made,
                step.title() + ": " + raw.message(),
                run -> RunSteps.ended(run, step, outputs.shaped(run, step, raw), clock.instant()));
    }

    /// The run waits for the approvers of the step, unless they were asked or somebody ended it meanwhile.
    @Transactional
    void asks(String id, ActionStep step) {
        ActionRun run = runs.lock(id).orElseThrow();
        if (run.status() == RunStatus.IN_PROGRESS && RunSteps.status(run, step) == RunStep.Status.WAITING) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            ActionRun noted = traced(run, null, step.title() + ": waits for an approval");
            service.ask(noted, StepApproval.asked(noted, step, now));
        }
    }

    /// The backend has it, unless it was so quick that it has already said how it went.
    @Transactional
    void waits(String id, ActionStep step, Calls.Made made, String message) {
        String line = step.title() + ": " + message;
        ActionRun run = runs.lock(id).orElseThrow();
        if (RunSteps.current(run).filter(step::equals).isPresent()) {
            whole.accepted(id, made.outcome().attempt(), made.payload(), line);
        } else {
            whole.attempted(id, made.outcome().attempt(), made.payload(), line);
        }
    }

    @Transactional
    void offered(String id, ObjectNode payload, Invoker.Outcome.Fetched offer) {
        whole.offered(id, payload, offer);
    }

    @Transactional
    void tried(String id, Calls.Made made, String message) {
        whole.attempted(id, made.outcome().attempt(), made.payload(), message);
    }

    @Transactional
    ActionRun undoBegun(String id, ActionStep step) {
        return change(id, run -> RunSteps.undoTried(run, step));
    }

    @Transactional
    ActionRun undone(String id, ActionStep step, Calls.Made made, boolean done, String message) {
        return change(id, made, step.title() + ": " + message, run -> RunSteps.undone(run, step, done, message));
    }

    /// The run is over.
    @Transactional
    void over(String id, RunStatus status, String message) {
        whole.ended(id, null, Json.object(), status, message, NullNode.getInstance());
    }

    private ActionRun change(String id, UnaryOperator<ActionRun> transition) {
        ActionRun run = runs.lock(id).orElseThrow();
        if (run.status().isFinal()) {
            return run;
        }
        ActionRun next = transition.apply(run);
        runs.update(next);
        events.publishEvent(new RunChanged(id));
        return next;
    }

    /// The same with what was called and what came of it, which is recorded of a run that is over, too.
    private ActionRun change(
            String id, Calls.@Nullable Made made, String message, UnaryOperator<ActionRun> transition) {
        ActionRun former = runs.lock(id).orElseThrow();
        ActionRun run = traced(former, made, message);
        ActionRun next = run.status().isFinal() ? run : transition.apply(run);
        if (next != former) {
            runs.update(next);
        }
        return next;
    }

    private ActionRun traced(ActionRun run, Calls.@Nullable Made made, String message) {
        return made == null
                ? whole.trace(run, null, Json.object(), message)
                : whole.trace(run, made.outcome().attempt(), made.payload(), message);
    }
}
