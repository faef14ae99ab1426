package io.portolan.action;

import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeConsumer;
import io.portolan.changelog.ChangeKind;
import io.portolan.expression.ExpressionException;
import io.portolan.expression.Template;
import io.portolan.kernel.Json;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
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

    private final List<Invoker> invokers;
    private final RunProgress progress;
    private final RunData data;

    RunInvoker(List<Invoker> invokers, RunProgress progress, RunData data) {
        this.invokers = List.copyOf(invokers);
        this.progress = progress;
        this.data = data;
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
        return started || approved || itsTime;
    }

    @Override
    public String key(Change change) {
        return change.identifier();
    }

    /// An action whose backend is slow, or that is run thousands of times, leaves the others their turn.
    @Override
    public String lane(Change change) {
        ObjectNode run = change.after();
        return run == null ? name() : name() + "/" + run.path("action").path("identifier").asString("");
    }

    @Override
    public void handle(Change change) throws NotYet {
        ActionRun run = progress.due(change.identifier()).orElse(null);
        if (run == null) {
            return;
        }
        ObjectNode definition = run.action().invocation();
        InvocationType type = run.action().invocationType();
        Invoker invoker =
                invokers.stream().filter(each -> each.handles(type)).findFirst().orElse(null);
        ObjectNode method;
        ObjectNode masked;
        try {
            method = render(definition, run, true);
            masked = HttpInvoker.shownMethod(render(definition, run, false));
        } catch (ExpressionException e) {
            settle(run, definition, Invoker.Outcome.failed(null, "A template failed: " + e.getMessage()), 1);
            return;
        }
        int attempt = progress.attempts(run.id()) + 1;
        Invoker.Outcome outcome = invoker == null
                ? Invoker.Outcome.failed(null, "Invocations of type " + type + " are not available yet")
                : invoker.invoke(new Invoker.Invocation(run, method, masked, attempt, run.id()));
        settle(run, masked, outcome, attempt);
    }

    private void settle(ActionRun run, ObjectNode payload, Invoker.Outcome outcome, int attempt) throws NotYet {
        switch (outcome) {
            case Invoker.Outcome.Accepted accepted ->
                progress.accepted(run.id(), accepted.attempt(), payload, accepted.message());
            case Invoker.Outcome.Fetched fetched -> progress.offered(run.id(), payload, fetched.message());
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
                        tools.jackson.databind.node.NullNode.getInstance());
            case Invoker.Outcome.Retry retry -> {
                String message = retry.message() + " (attempt " + attempt + " of " + MAX_ATTEMPTS + ")";
                progress.attempted(run.id(), retry.attempt(), payload, message);
                throw new NotYet(message);
            }
        }
    }

    /// The invocation with its templates filled in; [ExpressionException] when one of them fails.
    ObjectNode render(ObjectNode definition, ActionRun run, boolean reveal) {
        JsonNode rendered = Template.compile(definition).render(data.of(run, reveal));
        return rendered instanceof ObjectNode object ? object : definition;
    }

    private static boolean isScheduled(@Nullable ObjectNode run) {
        return run != null && run.hasNonNull("scheduledAt");
    }

    private static boolean isInProgress(@Nullable ObjectNode run) {
        return run != null && RunStatus.IN_PROGRESS.name().equals(Json.text(run, "status"));
    }
}
