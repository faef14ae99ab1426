package io.portolan.catalog.ui;

import com.vaadin.flow.component.Component;
import io.portolan.catalog.Entity;
import java.util.List;
import java.util.Optional;

/// A room above the catalog that can do something with the entities chosen in a table. Called on the UI thread.
public interface SelectionContributor {

    /// What to offer beside the table's own buttons; empty when there is nothing for all of them.
    Optional<Component> of(List<Entity> chosen);

    /// What to offer in the menu of one row; empty when there is nothing.
    default List<Deed> deeds(Entity entity) {
        return List.of();
    }

    /// An entry of a menu.
    ///
    /// @param icon as `Icons` knows it
    /// @param dangerous whether something is lost by it
    record Deed(String title, String icon, boolean dangerous, Runnable run) {}
}
