package io.portolan.page;

import io.portolan.kernel.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A short note for everybody, shown on the home page for a time.
///
/// @param text markdown
/// @param author the name of who wrote it
/// @param until null where it stays until somebody deletes it
public record Announcement(
        String id,
        String title,
        String text,
        String author,
        Instant from,
        @Nullable Instant until) {

    /// Whether it is shown at that moment.
    public boolean isCurrent(Instant now) {
        return !from.isAfter(now) && (until == null || until.isAfter(now));
    }

    /// The document, as the change log keeps it and as [AnnouncementService] takes it.
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("id", id).put("title", title).put("text", text);
        json.put("author", author).put("from", Json.time(from));
        if (until != null) {
            json.put("until", Json.time(until));
        }
        return json;
    }
}
