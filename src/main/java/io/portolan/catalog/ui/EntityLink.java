package io.portolan.catalog.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import io.portolan.catalog.EntityRef;
import io.portolan.ui.Icons;

/// A chip that leads to an entity.
public class EntityLink extends Anchor {

    private static final long serialVersionUID = 1L;

    /// @param icon of the kind, for entities that have none of their own
    public EntityLink(EntityRef ref, String icon) {
        super(EntityNavigation.entity(ref));
        addClassName("cat-chip");
        add(Icons.of(ref.icon() == null ? icon : ref.icon()), new Span(ref.displayTitle()));
        setTitle(ref.displayTitle().equals(ref.identifier()) ? ref.blueprint() : ref.identifier());
    }
}
