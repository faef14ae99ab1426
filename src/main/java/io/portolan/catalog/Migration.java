package io.portolan.catalog;

import io.portolan.kernel.Json;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Work over all entities of a blueprint: making entities of another from them, deleting them, or both (dialect section
/// 1.7).
///
/// @param mapping `blueprint`, `filter`, `itemsToParse`, `entity`; empty when the entities are only deleted
/// @param status `PENDING`, `RUNNING`, `COMPLETED`, `FAILURE` or `CANCELLED`
/// @param errors the first hundred things that went wrong
/// @param afterId number of the last entity that is done
public record Migration(
        String id,
        String sourceBlueprint,
        ObjectNode mapping,
        boolean deleteEntities,
        boolean deleteBlueprint,
        String status,
        long successCount,
        long failureCount,
        JsonNode errors,
        long afterId,
        String actorId,
        String actorName,
        Instant createdAt,
        Instant updatedAt) {

    /// The wire form.
    public ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("actor", actorId)
                .put("sourceBlueprint", sourceBlueprint)
                .put("status", status)
                .put("successCount", successCount)
                .put("failureCount", failureCount)
                .put("deleteBlueprint", deleteBlueprint)
                .put("deleteEntities", deleteEntities)
                .put("createdAt", Json.time(createdAt))
                .put("updatedAt", Json.time(updatedAt));
        json.set("mapping", mapping);
        json.set("errors", errors);
        return json;
    }
}
