package io.portolan.kernel;

import tools.jackson.databind.node.ObjectNode;

/// A JSON object kept in one `jsonb` column of a definition (blueprint, action, page …).
public record JsonDocument(ObjectNode json) {

    public static JsonDocument of(ObjectNode json) {
        return new JsonDocument(json);
    }
}
