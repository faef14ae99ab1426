package io.portolan.action;

import io.portolan.kernel.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One line of a run's log.
///
/// @param terminationStatus the status that this line ended the run with; null for ordinary lines
public record RunLog(
        long id,
        String runId,
        Instant at,
        String message,
        @Nullable RunStatus terminationStatus,
        @Nullable String statusLabel) {

    /// The wire form.
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("id", "l_" + id);
        json.put("runId", runId);
        json.put("message", message);
        json.put("terminationStatus", terminationStatus == null ? null : terminationStatus.name());
        json.put("statusLabel", statusLabel);
        json.put("createdAt", Json.time(at));
        return json;
    }
}
