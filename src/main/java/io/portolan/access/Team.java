package io.portolan.access;

import io.portolan.kernel.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// People who own things together.
///
/// @param identifier what entities carry in `team`; fixed from the creation on
/// @param name what people read; may change
/// @param members e-mail addresses, sorted
public record Team(
        long id,
        String identifier,
        String name,
        @Nullable String description,
        List<String> members,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy) {

    public Team {
        members = List.copyOf(members);
    }

    /// Dialect section 9, `teams`: members as plain addresses.
    public ObjectNode toJson() {
        ObjectNode node = Json.object()
                .put("id", Long.toString(id))
                .put("identifier", identifier)
                .put("name", name)
                .put("description", description);
        node.set("users", Json.strings(members));
        return node.put("provider", "portolan")
                .put("createdAt", createdAt.toString())
                .put("createdBy", createdBy)
                .put("updatedAt", updatedAt.toString())
                .put("updatedBy", updatedBy);
    }
}
