package io.portolan.action;

import io.portolan.kernel.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The transitions of a run whose action has steps. They stand in the run under `steps`, what they gave under
/// `outputs`: `{status, response: {data, status}}` for each that is over, or its variables.
final class RunSteps {

    private RunSteps() {}

    /// The first step that is not over; empty when all are, or when one failed that the run cannot do without.
    static Optional<ActionStep> next(ActionRun run) {
        if (failed(run).isPresent()) {
            return Optional.empty();
        }
        return steps(run).stream().filter(step -> !status(run, step).isOver()).findFirst();
    }

    /// The step that failed the run.
    static Optional<ActionStep> failed(ActionRun run) {
        return steps(run).stream()
                .filter(step -> !step.isOptional())
                .filter(step ->
                        status(run, step) == RunStep.Status.FAILURE || status(run, step) == RunStep.Status.DECLINED)
                .findFirst();
    }

    /// Steps that are done and can be taken back, the last one first.
    static List<ActionStep> toUndo(ActionRun run) {
        return steps(run).reversed().stream()
                .filter(step -> status(run, step) == RunStep.Status.SUCCESS)
                .filter(step -> step.compensation().isPresent()
                        && !state(run.document(), step).path("undoFailed").asBoolean(false))
                .toList();
    }

    /// The step whose call is under way.
    static Optional<ActionStep> current(ActionRun run) {
        return steps(run).stream()
                .filter(step -> status(run, step) == RunStep.Status.IN_PROGRESS)
                .findFirst();
    }

    /// How often the call of the step was made.
    static int attempts(ActionRun run, ActionStep step) {
        return state(run.document(), step).path("attempts").asInt(0);
    }

    static int undoAttempts(ActionRun run, ActionStep step) {
        return state(run.document(), step).path("undoAttempts").asInt(0);
    }

    /// The call of the step begins, perhaps again.
    static ActionRun begun(ActionRun run, ActionStep step, Instant now) {
        ObjectNode next = run.document().deepCopy();
        ObjectNode state = state(next, step);
        state.put("status", RunStep.Status.IN_PROGRESS.name());
        if (!state.hasNonNull("startedAt")) {
            state.put("startedAt", Json.time(now));
        }
        state.put("attempts", state.path("attempts").asInt(0) + 1);
        next.putNull("response");
        return new ActionRun(next);
    }

    static ActionRun ended(ActionRun run, ActionStep step, StepResult result, Instant now) {
        ObjectNode next = run.document().deepCopy();
        ObjectNode state = state(next, step);
        state.put("status", result.status().name());
        state.put("message", result.message());
        state.put("endedAt", Json.time(now));
        state.put("outlet", result.outlet());
        if (result.runLabel() != null) {
            next.put("statusLabel", result.runLabel());
        }
        result.links().forEach(next.withArray("/link")::add);
        next.withObject("/outputs").set(step.identifier(), result.output());
        return new ActionRun(next);
    }

    /// What the backend of an asynchronous step says besides how it went. The run itself goes on.
    static ActionRun noted(ActionRun run, RunReport report, Instant now) {
        RunReport rest =
                new RunReport(null, null, report.summary(), report.externalRunId(), report.link(), report.response());
        return run.report(rest, "portolan", now);
    }

    /// What a step did was taken back, or could not be.
    static ActionRun undone(ActionRun run, ActionStep step, boolean done, String message) {
        ObjectNode next = run.document().deepCopy();
        ObjectNode state = state(next, step);
        if (done) {
            state.put("status", RunStep.Status.UNDONE.name());
        } else {
            state.put("undoFailed", true);
        }
        state.put("message", message);
        return new ActionRun(next);
    }

    /// The call that takes the step back begins, perhaps again.
    static ActionRun undoTried(ActionRun run, ActionStep step) {
        ObjectNode next = run.document().deepCopy();
        ObjectNode state = state(next, step);
        state.put("undoAttempts", state.path("undoAttempts").asInt(0) + 1);
        return new ActionRun(next);
    }

    /// The first state of the steps in a new run; nothing for an action with one call.
    static void prepare(ObjectNode run, Action action) {
        List<ActionStep> steps = action.steps();
        if (steps.isEmpty()) {
            return;
        }
        var states = run.putArray("steps");
        for (ActionStep step : steps) {
            states.addObject()
                    .put("identifier", step.identifier())
                    .put("title", step.title())
                    .put("status", RunStep.Status.WAITING.name());
        }
        run.putObject("outputs");
    }

    static List<ActionStep> steps(ActionRun run) {
        return run.document().get("action") instanceof ObjectNode action ? ActionStep.of(action) : List.of();
    }

    static RunStep.Status status(ActionRun run, ActionStep step) {
        return RunStep.Status.valueOf(
                state(run.document(), step).path("status").asString(RunStep.Status.WAITING.name()));
    }

    static ObjectNode state(ObjectNode run, ActionStep step) {
        return run.path("steps")
                .valueStream()
                .filter(state -> step.identifier().equals(Json.text(state, "identifier")))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The run has no step " + step.identifier()));
    }

    /// What went wrong, for the run as a whole.
    static String failure(ActionRun run, ActionStep step) {
        String message = Json.text(state(run.document(), step), "message");
        String what = status(run, step) == RunStep.Status.DECLINED ? "\" was declined" : "\" failed";
        return "Step \"" + step.title() + what + (message == null ? "" : ": " + message);
    }
}
