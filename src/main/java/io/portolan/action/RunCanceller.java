package io.portolan.action;

import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeConsumer;
import io.portolan.changelog.ChangeKind;
import io.portolan.expression.ExpressionException;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Tells the backend of a run that was cancelled or timed out, where its action has a `cancelMethod`. What comes
/// of it
/// stands among the calls of the run; the run itself is over.
@Component
class RunCanceller implements ChangeConsumer {

    /// Key in the context of the change that ended a run before its backend did.
    static final String ENDED_EARLY = "endedEarly";

    private final RunRows runs;
    private final RunProgress progress;
    private final HttpInvoker http;
    private final RunInvoker invoker;

    RunCanceller(RunRows runs, RunProgress progress, HttpInvoker http, RunInvoker invoker) {
        this.runs = runs;
        this.progress = progress;
        this.http = http;
        this.invoker = invoker;
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
        Optional<ObjectNode> method = run == null || !runs.isInvoked(run.id())
                ? Optional.empty()
                : run.action().cancelMethod();
        if (run == null || method.isEmpty()) {
            return;
        }
        int attempt = progress.attempts(run.id()) + 1;
        Invoker.Outcome outcome;
        try {
            outcome = http.invoke(new Invoker.Invocation(
                    run,
                    invoker.render(method.get(), run, true),
                    HttpInvoker.shownMethod(invoker.render(method.get(), run, false)),
                    attempt,
                    run.id() + "-cancel"));
        } catch (ExpressionException e) {
            outcome = Invoker.Outcome.failed(null, "A template of the cancellation failed: " + e.getMessage());
        }
        String message = switch (outcome) {
            case Invoker.Outcome.Accepted accepted -> accepted.message();
            case Invoker.Outcome.Ended ended -> ended.message();
            case Invoker.Outcome.Retry retry -> retry.message();
            case Invoker.Outcome.Fetched fetched -> fetched.message();
        };
        progress.attempted(
                run.id(),
                outcome.attempt(),
                tools.jackson.databind.node.JsonNodeFactory.instance.objectNode(),
                "Cancellation: " + message);
        if (outcome instanceof Invoker.Outcome.Retry && attempt < RunInvoker.MAX_ATTEMPTS) {
            throw new RunInvoker.NotYet(message);
        }
    }
}
