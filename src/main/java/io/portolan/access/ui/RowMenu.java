package io.portolan.access.ui;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import io.portolan.ui.Icons;

/// The "…" at the end of a row.
final class RowMenu extends MenuBar {

    private static final long serialVersionUID = 1L;
    private final MenuItem root;

    /// @param what the row as people call it, for screen readers
    RowMenu(String what) {
        addThemeVariants(MenuBarVariant.TERTIARY);
        root = addItem(Icons.of("ellipsis"));
        root.setAriaLabel(getTranslation("access.more", what));
    }

    void item(String icon, String text, Runnable action) {
        root.getSubMenu().addItem(Icons.with(icon, text), _ -> action.run());
    }
}
