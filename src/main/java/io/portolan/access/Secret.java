package io.portolan.access;

import io.portolan.kernel.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A secret of the organisation, without its value.
public record Secret(String name, @Nullable String description, Instant createdAt, Instant updatedAt) {

    /// Dialect section 9, `organization/secrets`; never the value.
    public ObjectNode toJson() {
        return Json.object().put("secretName", name).put("description", description);
    }
}
