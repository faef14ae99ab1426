package io.portolan.page;

import io.portolan.kernel.PortalException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Where a document wants its page or folder to stand. A key that is not there asks for nothing.
///
/// @param placed whether a folder is named
/// @param parent the folder; null for the top
/// @param ordered whether a neighbour is named
/// @param after what it is to follow; null to be the first
record Move(
        boolean placed,
        @Nullable String parent,
        boolean ordered,
        @Nullable String after) {

    static final Move NONE = new Move(false, null, false, null);

    static Move of(ObjectNode json) {
        return new Move(json.has("parent"), text(json, "parent"), json.has("after"), text(json, "after"));
    }

    boolean asks() {
        return placed || ordered;
    }

    private static @Nullable String text(ObjectNode json, String key) {
        JsonNode value = json.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new PortalException.Invalid("/" + key, "must be string");
        }
        return value.stringValue();
    }
}
