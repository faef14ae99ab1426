package io.portolan.action;

import io.portolan.kernel.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How a step came out.
///
/// @param message for people
/// @param output what `.outputs` has of it
/// @param outlet the way out that was chosen; null when there is none
/// @param runLabel what the run says of itself from now on; null for what it said before
/// @param links addresses to show with the run
record StepResult(
        RunStep.Status status,
        String message,
        ObjectNode output,
        @Nullable String outlet,
        @Nullable String runLabel,
        List<String> links) {

    static StepResult of(RunStep.Status status, String message, ObjectNode output) {
        return new StepResult(status, message, output, null, null, List.of());
    }

    /// Without an answer.
    static StepResult of(RunStep.Status status, String message) {
        return of(status, message, answered(Json.object().nullNode(), null));
    }

    /// `{response: {data, status}}`.
    ///
    /// @param status of HTTP; null when there was none
    static ObjectNode answered(JsonNode answer, @Nullable Integer status) {
        ObjectNode output = Json.object();
        ObjectNode response = output.putObject("response");
        response.set("data", answer);
        if (status != null) {
            response.put("status", status.intValue());
        }
        return output;
    }

    StepResult withOutput(ObjectNode other, List<String> addresses) {
        return new StepResult(status, message, other, outlet, runLabel, addresses);
    }
}
