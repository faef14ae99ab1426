package io.portolan.catalog.ui;

import io.portolan.blueprint.Blueprint;
import io.portolan.kernel.Actor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Where the pages are kept that show tables; the room of pages has them. Called on the UI thread.
public interface CatalogPages {

    /// The page, where it shows the table of a kind and the viewer may see it.
    Optional<CatalogPage> find(String identifier, Actor viewer);

    /// Whether the viewer may make such pages.
    boolean mayCreate(Actor viewer);

    /// Asks for title and place of a new page, stores it and opens it.
    ///
    /// @param filter what the table is filtered by: the reader decides whether it always holds; null for nothing
    /// @param settings what the table shows at first, without the filter
    void create(Blueprint kind, @Nullable ObjectNode filter, ObjectNode settings, Actor viewer);

    /// Has a page show something else at first. Throws [io.portolan.kernel.PortalException] where that is refused.
    void keep(CatalogPage page, ObjectNode settings, Actor viewer);
}
