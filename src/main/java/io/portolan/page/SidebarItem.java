package io.portolan.page;

import io.portolan.kernel.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A page or folder where it stands in the side navigation, as one viewer sees it.
///
/// @param parent the folder that it is in; null for the top
/// @param after what stands before it there; null for the first
/// @param depth 0 at the top
/// @param mayChange whether the viewer may change, move and delete it
/// @param page what there is to say of a page; null for a folder
public record SidebarItem(
        String identifier,
        String title,
        @Nullable String parent,
        @Nullable String after,
        int depth,
        boolean mayChange,
        @Nullable PageFacts page) {

    /// The only sidebar that there is.
    public static final String CATALOG = "catalog";

    /// A page without its widgets.
    ///
    /// @param type `dashboard`, `blueprint-entities`, `entity` or `home`
    /// @param blueprint kind whose table it shows; null for others
    /// @param inSidebar whether it stands in the side navigation
    public record PageFacts(
            String type,
            @Nullable String blueprint,
            @Nullable String icon,
            boolean locked,
            boolean isPrivate,
            boolean inSidebar,
            Instant updatedAt,
            String updatedBy) {

        /// Only what can be opened stands in the navigation.
        public PageFacts {
            inSidebar = inSidebar && isOpened(type, blueprint);
        }

        /// Whether it can be opened as a page of its own.
        public boolean isOpened() {
            return isOpened(type, blueprint);
        }

        private static boolean isOpened(String type, @Nullable String blueprint) {
            return type.equals("dashboard") || blueprint != null;
        }
    }

    public boolean isFolder() {
        return page == null;
    }

    /// The wire form: an item of `GET /v1/sidebars/catalog`.
    public ObjectNode toJson() {
        ObjectNode json = Json.object().put("identifier", identifier).put("title", title);
        json.put("sidebar", CATALOG).put("sidebarType", isFolder() ? "folder" : "page");
        if (parent != null) {
            json.put("parent", parent);
        }
        if (after != null) {
            json.put("after", after);
        }
        return json;
    }
}
