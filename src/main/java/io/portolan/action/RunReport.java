package io.portolan.action;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a backend reports about a run; null leaves a value as it is.
///
/// @param status the status to take, `SUCCESS` or `FAILURE`
/// @param link addresses to show with the run
public record RunReport(
        @Nullable RunStatus status,
        @Nullable String statusLabel,
        @Nullable String summary,
        @Nullable String externalRunId,
        @Nullable List<String> link,
        @Nullable JsonNode response) {

    static RunReport ended(RunStatus status, @Nullable String label) {
        return new RunReport(status, label, null, null, null, null);
    }

    static RunReport answered(RunStatus status, @Nullable String label, JsonNode response) {
        return new RunReport(status, label, null, null, null, response);
    }

    /// Reads the body of `PATCH /v1/actions/runs/{id}`. Unknown keys are ignored, since clients send more than they
    /// mean. Throws [PortalException.Invalid].
    static RunReport parse(ObjectNode body) {
        List<Violation> violations = new ArrayList<>();
        RunStatus status = null;
        JsonNode given = body.path("status");
        if (given.isString() && List.of("SUCCESS", "FAILURE", "IN_PROGRESS").contains(given.stringValue())) {
            status = RunStatus.valueOf(given.stringValue());
        } else if (body.hasNonNull("status")) {
            violations.add(Violation.at("/status", "must be SUCCESS or FAILURE", given));
        }
        List<String> link = null;
        JsonNode links = body.path("link");
        if (links.isString()) {
            link = List.of(links.stringValue());
        } else if (links.isArray() && links.valueStream().allMatch(JsonNode::isString)) {
            link = links.valueStream().map(JsonNode::stringValue).toList();
        } else if (body.hasNonNull("link")) {
            violations.add(Violation.at("/link", "must be an address or a list of addresses", links));
        }
        for (String key : List.of("statusLabel", "summary", "externalRunId")) {
            if (body.hasNonNull(key) && !body.path(key).isString()) {
                violations.add(Violation.at("/" + key, "must be string", body.get(key)));
            }
        }
        PortalException.throwIfAny(violations);
        return new RunReport(
                status,
                Json.text(body, "statusLabel"),
                Json.text(body, "summary"),
                Json.text(body, "externalRunId"),
                link,
                null);
    }
}
