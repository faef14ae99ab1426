package io.portolan.action.rest;

import io.portolan.action.AgentClaim;
import io.portolan.kernel.Json;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/// Reads the body of `claim-pending`: `{installationId, limit, invocationMethod, exclude, visibilityTimeoutMs}`.
final class AgentClaims {

    private AgentClaims() {}

    static AgentClaim read(ObjectNode body, boolean workflows) {
        return new AgentClaim(
                Json.text(body, "installationId"),
                Json.text(body, "invocationMethod"),
                body.path("limit").asInt(10),
                Json.texts(body.path("exclude")),
                body.path("visibilityTimeoutMs").isIntegralNumber()
                        ? Duration.ofMillis(body.path("visibilityTimeoutMs").asLong(0))
                        : null,
                workflows);
    }
}
