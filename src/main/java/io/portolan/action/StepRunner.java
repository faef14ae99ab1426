package io.portolan.action;

import io.portolan.expression.ExpressionException;
import io.portolan.expression.JqProgram;
import io.portolan.kernel.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Carries out the steps of a run one after the other. Each is recorded before the next begins, so that a process that
/// dies goes on where it stood: at most one call is made once more, with the same idempotency key.
///
/// When a step fails that the run cannot do without, those before it are taken back, the last one first, where they say
/// how.
@Component
class StepRunner {

    private final Calls calls;
    private final StepProgress progress;
    private final RunData data;

    StepRunner(Calls calls, StepProgress progress, RunData data) {
        this.calls = calls;
        this.progress = progress;
        this.data = data;
    }

    /// Goes on until the run is over or waits for a backend.
    void advance(ActionRun given) throws RunInvoker.NotYet {
        ActionRun run = given;
        while (!run.status().isFinal()) {
            Optional<ActionStep> next = RunSteps.next(run);
            if (next.isEmpty()) {
                finish(run);
                return;
            }
            ActionRun after = step(run, next.get());
            if (after == null) {
                return;
            }
            run = after;
        }
    }

    private void finish(ActionRun run) throws RunInvoker.NotYet {
        ActionStep failed = RunSteps.failed(run).orElse(null);
        if (failed == null) {
            progress.over(run.id(), RunStatus.SUCCESS, "All steps are done");
            return;
        }
        ActionRun now = run;
        for (List<ActionStep> open = RunSteps.toUndo(now);
                !open.isEmpty() && !now.status().isFinal();
                open = RunSteps.toUndo(now)) {
            now = undo(now, open.getFirst());
        }
        progress.over(run.id(), RunStatus.FAILURE, RunSteps.failure(now, failed));
    }

    /// The run after the step; null when the backend will report.
    private @Nullable ActionRun step(ActionRun before, ActionStep step) throws RunInvoker.NotYet {
        String id = before.id();
        if (RunSteps.attempts(before, step) == 0) {
            try {
                if (!applies(before, step)) {
                    return progress.ended(
                            id,
                            step,
                            null,
                            RunStep.Status.SKIPPED,
                            "Left out: its condition says no",
                            NullNode.getInstance());
                }
            } catch (ExpressionException e) {
                return progress.ended(
                        id,
                        step,
                        null,
                        RunStep.Status.FAILURE,
                        "The condition failed: " + e.getMessage(),
                        NullNode.getInstance());
            }
        }
        ActionRun run = progress.begun(id, step);
        if (run.status().isFinal()) {
            return run;
        }
        Calls.Made made = calls.make(run, step.invocation(), id + "-" + step.identifier());
        return switch (made.outcome()) {
            case Invoker.Outcome.Accepted accepted -> {
                progress.waits(id, step, made, accepted.message());
                yield null;
            }
            case Invoker.Outcome.Fetched fetched -> {
                progress.offered(id, made.payload(), fetched.message());
                yield null;
            }
            case Invoker.Outcome.Ended ended ->
                progress.ended(
                        id,
                        step,
                        made,
                        ended.status() == RunStatus.SUCCESS ? RunStep.Status.SUCCESS : RunStep.Status.FAILURE,
                        ended.message(),
                        ended.response());
            case Invoker.Outcome.Retry retry -> {
                int attempt = RunSteps.attempts(run, step);
                if (attempt >= step.attempts()) {
                    String given = retry.message() + " (given up after " + attempt + " attempts)";
                    yield progress.ended(id, step, made, RunStep.Status.FAILURE, given, NullNode.getInstance());
                }
                String message =
                        step.title() + ": " + retry.message() + " (attempt " + attempt + " of " + step.attempts() + ")";
                progress.tried(id, made, message);
                throw new RunInvoker.NotYet(message);
            }
        };
    }

    private boolean applies(ActionRun run, ActionStep step) {
        String condition = step.condition();
        if (condition == null) {
            return true;
        }
        JsonNode result = JqProgram.compile(condition).evaluate(data.of(run, true));
        return result != null && result.booleanValue(false);
    }

    private ActionRun undo(ActionRun before, ActionStep step) throws RunInvoker.NotYet {
        String id = before.id();
        ObjectNode method = step.compensation().orElseThrow();
        ActionRun run = progress.undoBegun(id, step);
        Calls.Made made = calls.make(run, method, id + "-" + step.identifier() + "-undo");
        return switch (made.outcome()) {
            case Invoker.Outcome.Retry retry -> {
                int attempt = RunSteps.undoAttempts(run, step);
                if (attempt >= RunInvoker.MAX_ATTEMPTS) {
                    yield progress.undone(id, step, made, false, "Could not be undone: " + retry.message());
                }
                progress.tried(id, made, "Undoing " + step.title() + ": " + retry.message());
                throw new RunInvoker.NotYet(retry.message());
            }
            case Invoker.Outcome.Ended ended
            when ended.status() != RunStatus.SUCCESS ->
                progress.undone(id, step, made, false, "Could not be undone: " + ended.message());
            default -> progress.undone(id, step, made, true, "Undone");
        };
    }

    /// How the steps of a run would look: `{identifier, title, condition, request | error}` each, secrets masked.
    /// Outputs of earlier steps are not there yet.
    JsonNode preview(ActionRun run) {
        var steps = Json.array();
        for (ActionStep step : run.action().steps()) {
            ObjectNode shown =
                    steps.addObject().put("identifier", step.identifier()).put("title", step.title());
            shown.put("condition", step.condition());
            try {
                shown.set("request", calls.shown(run, step.invocation()));
            } catch (ExpressionException e) {
                shown.put("error", "A template failed: " + e.getMessage());
            }
        }
        return steps;
    }
}
