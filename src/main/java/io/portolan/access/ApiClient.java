package io.portolan.access;

import io.portolan.kernel.Json;
import io.portolan.kernel.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A program that may call the API. Its secret is kept apart from this record.
///
/// @param organization whether it is the organisation's own client, whose secret signs webhooks
/// @param tokensValidFrom tokens issued before are refused
/// @param user e-mail address of the person or service account whose rights it has; null for the organisation's
/// clients
public record ApiClient(
        String clientId,
        String name,
        Role role,
        boolean organization,
        Instant tokensValidFrom,
        Instant createdAt,
        @Nullable String user) {

    /// Without the secret.
    ObjectNode toJson() {
        return Json.object()
                .put("clientId", clientId)
                .put("name", name)
                .put("role", role.wireName())
                .put("organization", organization)
                .put("user", user)
                .put("createdAt", createdAt.toString());
    }
}
