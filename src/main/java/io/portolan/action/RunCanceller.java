package io.portolan.action;

import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeConsumer;
import io.portolan.changelog.ChangeKind;
import io.portolan.expression.ExpressionException;
import io.portolan.kernel.Json;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Tells the backend of a run that was cancelled or timed out, where its action has a `cancelMethod`. What comes of
/// it stands among the calls of the run; the run itself is over.
@Component
class RunCanceller implements ChangeConsumer {

    /// Key in the context of the change that ended a run before its backend did.
    static final String ENDED_EARLY = "endedEarly";

    private final RunRows runs;
    private final RunProgress progress;
    private final HttpInvoker http;
    private final Calls calls;

    RunCanceller(RunRows runs, RunProgress progress, HttpInvoker http, Calls calls) {
        this.runs = runs;
        this.progress = progress;
        this.http = http;
        this.calls = calls;
    }

    @Override
    public String name() {
        return "run-canceller";
    }

    @Override
    public boolean wants(Change change) {
        return change.kind() == ChangeKind.RUN_UPDATED
                && change.context().path(ENDED_EARLY).asBoolean(false);
    }

    @Override
    public String key(Change change) {
        return change.identifier();
    }

    @Override
    public void handle(Change change) throws RunInvoker.NotYet {
        ActionRun run = runs.find(change.identifier()).orElse(null);
        // whoever never heard of the run need not hear that it is over
        if (run == null || !runs.isInvoked(run.id())) {
            return;
        }
        ObjectNode method = run.action().cancelMethod().orElse(null);
        if (method == null) {
            return;
        }
        int attempt = progress.attempts(run.id()) + 1;
        Invoker.Outcome outcome;
        try {
            outcome = http.invoke(new Invoker.Invocation(
                    run, calls.render(method, run, true), calls.shown(run, method), attempt, run.id() + "-cancel"));
        } catch (ExpressionException e) {
            outcome = Invoker.Outcome.failed(null, "A template of the cancellation failed: " + e.getMessage());
        }
        progress.attempted(run.id(), outcome.attempt(), Json.object(), "Cancellation: " + outcome.message());
        if (outcome instanceof Invoker.Outcome.Retry && progress.attemptsSinceEnd(run) < RunInvoker.MAX_ATTEMPTS) {
            throw new RunInvoker.NotYet(outcome.message());
        }
    }
}
