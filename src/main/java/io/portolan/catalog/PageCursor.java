package io.portolan.catalog;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Where a page ended: the sort keys of its last row as text, and the row's number.
///
/// @param tier place in an order by relevance ([Relevance]); 0 in every other
record PageCursor(List<@Nullable String> keys, long id, int tier) {

    /// Of a row that no page follows.
    static final PageCursor NONE = new PageCursor(List.of(), 0, 0);

    PageCursor in(int place) {
        return new PageCursor(keys, id, place);
    }

    /// Opaque to clients.
    String text() {
        ArrayNode array = Json.array();
        keys.forEach(array::add);
        ObjectNode cursor = Json.object().put("i", id);
        cursor.set("k", array);
        if (tier > 0) {
            cursor.put("t", tier);
        }
        String json = Json.write(cursor);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /// Throws [PortalException.Invalid] for a text that is no cursor.
    static PageCursor parse(String text) {
        try {
            JsonNode json = Json.parse(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            List<@Nullable String> keys = new ArrayList<>();
            for (JsonNode key : json.path("k")) {
                keys.add(key.isNull() ? null : key.asString(""));
            }
            return new PageCursor(
                    keys, json.path("i").asLong(0), Math.clamp(json.path("t").asInt(0), 0, 3));
        } catch (IllegalArgumentException | PortalException _) {
            throw new PortalException.Invalid("/from", "is no cursor of this search; leave it out to begin anew");
        }
    }
}
