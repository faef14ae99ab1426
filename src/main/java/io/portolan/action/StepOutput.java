package io.portolan.action;

import io.portolan.expression.ExpressionException;
import io.portolan.expression.Template;
import io.portolan.kernel.Json;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Gives a result the form in which later steps see it: with its status, or, where the step has `variables`, as just
/// these. Their templates see what the step gave as `.result` besides all else.
@Component
class StepOutput {

    private final RunData data;

    StepOutput(RunData data) {
        this.data = data;
    }

    StepResult shaped(ActionRun run, ActionStep step, StepResult raw) {
        ObjectNode whole = raw.output().deepCopy();
        whole.put("status", raw.status().name());
        boolean done = raw.status() == RunStep.Status.SUCCESS || raw.outlet() != null;
        if (!done || (step.variables().isEmpty() && step.links().isEmpty())) {
            return raw.withOutput(whole, List.of());
        }
        ObjectNode context = data.of(run, false);
        context.set("result", raw.output());
        context.set("response", raw.output().path("response"));
        context.withObject("/outputs").set(step.identifier(), whole);
        try {
            JsonNode variables = Template.compile(step.variables()).render(context);
            return raw.withOutput(
                    step.variables().isEmpty() || !(variables instanceof ObjectNode object) ? whole : object,
                    step.links().stream()
                            .map(link -> Template.compile(link).renderText(context))
                            .filter(StepOutput::isAddress)
                            .toList());
        } catch (ExpressionException e) {
            return StepResult.of(
                    RunStep.Status.FAILURE, "A variable or link of the step failed: " + e.getMessage(), whole);
        }
    }

    /// What the backend of an asynchronous step reported.
    StepResult reported(ActionRun run, ActionStep step, RunReport report) {
        JsonNode answer = run.document().path("response");
        ObjectNode output = answer instanceof ObjectNode object ? object.deepCopy() : Json.object();
        output.setAll(StepResult.answered(answer, null));
        String label = report.statusLabel();
        return shaped(
                run,
                step,
                StepResult.of(
                        report.status() == RunStatus.SUCCESS ? RunStep.Status.SUCCESS : RunStep.Status.FAILURE,
                        label == null ? "The backend reported " + report.status() : label,
                        output));
    }

    private static boolean isAddress(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }
}
