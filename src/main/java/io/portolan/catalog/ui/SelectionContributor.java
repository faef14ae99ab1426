package io.portolan.catalog.ui;

import com.vaadin.flow.component.Component;
import io.portolan.catalog.Entity;
import java.util.List;
import java.util.Optional;

/// A room above the catalog that can do something with the entities chosen in a table. Called on the UI thread.
public interface SelectionContributor {

    /// What to offer beside the table's own buttons; empty when there is nothing for all of them.
    Optional<Component> of(List<Entity> chosen);
}
