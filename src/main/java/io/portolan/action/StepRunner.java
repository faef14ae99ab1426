package io.portolan.action;

import io.portolan.expression.ExpressionException;
import io.portolan.expression.JqProgram;
import io.portolan.kernel.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
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
        boolean declined = RunSteps.status(now, failed) == RunStep.Status.DECLINED;
        progress.over(run.id(), declined ? RunStatus.DECLINED : RunStatus.FAILURE, RunSteps.failure(now, failed));
    }

    /// The run after the step; null when the backend will report.
    private @Nullable ActionRun step(ActionRun before, ActionStep step) throws RunInvoker.NotYet {
        String id = before.id();
        if (RunSteps.attempts(before, step) == 0) {
            try {
                if (!applies(before, step)) {
                    return progress.ended(
                            id, step, null, StepResult.of(RunStep.Status.SKIPPED, "Left out: its condition says no"));
                }
            } catch (ExpressionException e) {
                return progress.ended(
                        id,
                        step,
                        null,
                        StepResult.of(RunStep.Status.FAILURE, "The condition failed: " + e.getMessage()));
            }
        }
        if (step.approval().isPresent()) {
            progress.asks(id, step);
            return null;
        }
        if (step.choice().isPresent()) {
            return progress.ended(id, step, null, choose(before, step.choice().get()));
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
                progress.offered(id, made.payload(), fetched);
                yield null;
            }
            case Invoker.Outcome.Ended ended -> progress.ended(id, step, made, result(ended));
            case Invoker.Outcome.Retry retry -> {
                int attempt = RunSteps.attempts(run, step);
                if (attempt >= step.attempts()) {
                    String given = retry.message() + " (given up after " + attempt + " attempts)";
                    yield progress.ended(id, step, made, StepResult.of(RunStep.Status.FAILURE, given));
                }
                String message =
                        step.title() + ": " + retry.message() + " (attempt " + attempt + " of " + step.attempts() + ")";
                progress.tried(id, made, message);
                throw new RunInvoker.NotYet(message);
            }
        };
    }

    private static StepResult result(Invoker.Outcome.Ended ended) {
        RunAttempt attempt = ended.attempt();
        return StepResult.of(
                ended.status() == RunStatus.SUCCESS ? RunStep.Status.SUCCESS : RunStep.Status.FAILURE,
                ended.message(),
                StepResult.answered(ended.response(), attempt == null ? null : attempt.status()));
    }

    /// The first way out whose expression says true; none when no expression does, so that the fallback is taken.
    private StepResult choose(ActionRun run, ObjectNode choice) {
        ObjectNode seen = data.of(run, true);
        for (JsonNode outlet : choice.path("outlets")) {
            String identifier = outlet.path("identifier").asString("");
            String title = outlet.path("title").asString(identifier);
            try {
                JsonNode says = JqProgram.compile(outlet.path("expression").asString(""))
                        .evaluate(seen);
                if (says == null || !says.booleanValue(false)) {
                    continue;
                }
            } catch (ExpressionException e) {
                return StepResult.of(
                        RunStep.Status.FAILURE, "The expression of \"" + title + "\" failed: " + e.getMessage());
            }
            ObjectNode output = Json.object();
            output.putObject("selectedOutlet").put("identifier", identifier).put("title", title);
            return new StepResult(
                    RunStep.Status.SUCCESS,
                    outlet.path("statusLabel").asString("Goes on with \"" + title + "\""),
                    output,
                    identifier,
                    Json.text(outlet, "workflowStatusLabel"),
                    List.of());
        }
        ObjectNode output = Json.object().putNull("selectedOutlet");
        return StepResult.of(RunStep.Status.SUCCESS, "No expression says yes", output);
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

    /// How the steps of a run would look: `{identifier, title, condition, request | error | approval | choice}` each,
    /// secrets masked. Outputs of earlier steps are not there yet.
    JsonNode preview(ActionRun run) {
        var steps = Json.array();
        for (ActionStep step : run.action().steps()) {
            ObjectNode shown =
                    steps.addObject().put("identifier", step.identifier()).put("title", step.title());
            shown.put("condition", step.condition());
            step.approval().ifPresent(approval -> shown.set("approval", approval.deepCopy()));
            step.choice().ifPresent(choice -> shown.set("choice", choice.deepCopy()));
            if (step.approval().isPresent() || step.choice().isPresent()) {
                continue;
            }
            try {
                shown.set("request", calls.shown(run, step.invocation()));
            } catch (ExpressionException e) {
                shown.put("error", "A template failed: " + e.getMessage());
            }
        }
        return steps;
    }
}
