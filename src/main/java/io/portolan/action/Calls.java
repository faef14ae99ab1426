package io.portolan.action;

import io.portolan.expression.ExpressionException;
import io.portolan.expression.Template;
import io.portolan.kernel.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes the calls of runs: fills in the templates and hands the rest to the invoker of the method's type.
@Component
class Calls {

    private final List<Invoker> invokers;
    private final RunProgress progress;
    private final RunData data;

    Calls(List<Invoker> invokers, RunProgress progress, RunData data) {
        this.invokers = List.copyOf(invokers);
        this.progress = progress;
        this.data = data;
    }

    /// @param payload the request with secrets masked, to be kept with the run
    /// @param attempt which of all calls of the run it was
    record Made(Invoker.Outcome outcome, ObjectNode payload, int attempt) {}

    /// @param definition an `invocationMethod` with its templates
    /// @param key idempotency key, the same whenever the same call is repeated
    Made make(ActionRun run, ObjectNode definition, String key) {
        InvocationType type = InvocationType.valueOf(String.valueOf(Json.text(definition, "type")));
        @Nullable
        Invoker invoker =
                invokers.stream().filter(each -> each.handles(type)).findFirst().orElse(null);
        ObjectNode method;
        ObjectNode masked;
        try {
            Template template = Template.compile(definition);
            ObjectNode revealed = data.of(run, true);
            method = render(template, definition, revealed);
            masked = HttpInvoker.shownMethod(render(template, definition, data.masked(run, revealed)));
        } catch (ExpressionException e) {
            return new Made(Invoker.Outcome.failed(null, "A template failed: " + e.getMessage()), definition, 1);
        }
        int attempt = progress.attempts(run.id()) + 1;
        Invoker.Outcome outcome = invoker == null
                ? Invoker.Outcome.failed(null, "Invocations of type " + type + " are not available yet")
                : invoker.invoke(new Invoker.Invocation(run, method, masked, attempt, key));
        return new Made(outcome, masked, attempt);
    }

    /// The request as it is shown, secrets masked; [ExpressionException] when a template fails.
    ObjectNode shown(ActionRun run, ObjectNode definition) {
        return HttpInvoker.shownMethod(render(definition, run, false));
    }

    /// The call that the run is at, with its templates filled in; [ExpressionException] when one of them fails.
    ObjectNode current(ActionRun run) {
        return render(definition(run), run, true);
    }

    /// The call that the run is at, as it is defined.
    ObjectNode definition(ActionRun run) {
        return RunSteps.current(run)
                .map(ActionStep::invocation)
                .orElseGet(() -> run.action().invocation());
    }

    /// [ExpressionException] when a template fails.
    ObjectNode render(ObjectNode definition, ActionRun run, boolean reveal) {
        return render(Template.compile(definition), definition, data.of(run, reveal));
    }

    private static ObjectNode render(Template template, ObjectNode definition, ObjectNode data) {
        JsonNode rendered = template.render(data);
        return rendered instanceof ObjectNode object ? object : definition;
    }
}
