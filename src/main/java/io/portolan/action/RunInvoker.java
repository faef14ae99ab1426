package io.portolan.action;

import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeConsumer;
import io.portolan.changelog.ChangeKind;
import io.portolan.kernel.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Carries out runs: when one is in progress, its templates are rendered and its backend is called.
///
/// A call that fails for a passing reason is repeated with the dispatcher's growing delays, at most [#MAX_ATTEMPTS]
/// times in all; then the run fails. A process that dies between the call and its record calls once more, with the same
/// idempotency key.
@Component
class RunInvoker implements ChangeConsumer {

    /// 1 + 2 + 4 + 8 + 16 + 32 seconds between them: about a minute.
    static final int MAX_ATTEMPTS = 7;

    /// Key in the context of the change by which a step of a run ended, so that the next one is due.
    static final String NEXT_STEP = "nextStep";

    private final Calls calls;
    private final StepRunner steps;
    private final RunProgress progress;

    RunInvoker(Calls calls, StepRunner steps, RunProgress progress) {
        this.calls = calls;
        this.steps = steps;
        this.progress = progress;
    }

    /// To be tried again later.
    static final class NotYet extends IOException {
        private static final long serialVersionUID = 1L;

        NotYet(String message) {
            super(message);
        }
    }

    @Override
    public String name() {
        return "run-invoker";
    }

    @Override
    public boolean wants(Change change) {
        boolean started = change.kind() == ChangeKind.RUN_CREATED && isInProgress(change.after());
        boolean approved = change.kind() == ChangeKind.RUN_UPDATED
                && !isInProgress(change.before())
                && isInProgress(change.after());
        boolean itsTime = change.kind() == ChangeKind.RUN_UPDATED
                && isInProgress(change.after())
                && isScheduled(change.before())
                && !isScheduled(change.after());
        boolean nextStep = change.context().path(NEXT_STEP).asBoolean(false);
        return started || approved || itsTime || nextStep;
    }

    @Override
    public String key(Change change) {
        return change.identifier();
    }

    /// An action whose backend is slow, or that is run thousands of times, leaves the others their turn.
    @Override
    public String lane(Change change) {
        return ofAction(name(), change);
    }

    /// The lane of a consumer for the action of the run that changed.
    static String ofAction(String consumer, Change change) {
        ObjectNode run = change.after();
        return run == null
                ? consumer
                : consumer + "/" + run.path("action").path("identifier").asString("");
    }

    @Override
    public void handle(Change change) throws NotYet {
        ActionRun run = progress.due(change.identifier()).orElse(null);
        if (run == null) {
            return;
        }
        if (run.action().hasSteps()) {
            steps.advance(run);
            return;
        }
        Calls.Made made = calls.make(run, run.action().invocation(), run.id());
        settle(run, made.payload(), made.outcome(), made.attempt());
    }

    private void settle(ActionRun run, ObjectNode payload, Invoker.Outcome outcome, int attempt) throws NotYet {
        switch (outcome) {
            case Invoker.Outcome.Accepted accepted ->
                progress.accepted(run.id(), accepted.attempt(), payload, accepted.message());
            case Invoker.Outcome.Fetched fetched -> progress.offered(run.id(), payload, fetched);
            case Invoker.Outcome.Ended ended ->
                progress.ended(run.id(), ended.attempt(), payload, ended.status(), ended.message(), ended.response());
            case Invoker.Outcome.Retry retry
            when attempt >= MAX_ATTEMPTS ->
                progress.ended(
                        run.id(),
                        retry.attempt(),
                        payload,
                        RunStatus.FAILURE,
                        retry.message() + " (given up after " + attempt + " attempts)",
                        NullNode.getInstance());
            case Invoker.Outcome.Retry retry -> {
                String message = retry.message() + " (attempt " + attempt + " of " + MAX_ATTEMPTS + ")";
                progress.attempted(run.id(), retry.attempt(), payload, message);
                throw new NotYet(message);
            }
        }
    }

    private static boolean isScheduled(@Nullable ObjectNode run) {
        return run != null && run.hasNonNull("scheduledAt");
    }

    private static boolean isInProgress(@Nullable ObjectNode run) {
        return run != null && RunStatus.IN_PROGRESS.name().equals(Json.text(run, "status"));
    }
}
