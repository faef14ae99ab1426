package io.portolan.page;

import io.portolan.kernel.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A folder of the side navigation.
///
/// @param parent the folder that it is in; null for the top
/// @param after what stands before it there; null for the first
public record Folder(
        String identifier,
        String title,
        @Nullable String parent,
        @Nullable String after,
        Page.Stamp stamp) {

    /// The wire form.
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("identifier", identifier).put("title", title);
        json.put("sidebar", SidebarItem.CATALOG).put("sidebarType", "folder");
        if (parent != null) {
            json.put("parent", parent);
        }
        if (after != null) {
            json.put("after", after);
        }
        json.put("createdAt", Json.time(stamp.createdAt()));
        json.put("createdBy", stamp.createdBy());
        json.put("updatedAt", Json.time(stamp.updatedAt()));
        json.put("updatedBy", stamp.updatedBy());
        return json;
    }
}
