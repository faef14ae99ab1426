package io.portolan.action.ui;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import io.portolan.action.Action;
import io.portolan.ui.Icons;
import java.util.List;
import java.util.function.Consumer;

/// Actions that can be run on what is shown or chosen; a click opens the form. Hidden when there is none.
@CssImport("./action/action.css")
public class EntityActionsMenu extends MenuBar {

    private static final long serialVersionUID = 1L;

    private final SubMenu entries;

    /// @param onChosen is given the identifier of the action
    EntityActionsMenu(List<Action> offered, Consumer<String> onChosen) {
        setVisible(!offered.isEmpty());
        addClassName("act-menu");
        MenuItem root = addItem(Icons.of("rocket"));
        root.add(new Span(getTranslation("action.menu")));
        root.setAriaLabel(getTranslation("action.menu"));
        entries = root.getSubMenu();
        for (Action action : offered) {
            MenuItem item = entries.addItem(Icons.of(action.icon()));
            item.add(new Span(action.title()));
            item.addClickListener(event -> onChosen.accept(action.identifier()));
            if (action.deletes()) {
                item.addClassName("act-danger");
            }
        }
    }

    /// A last entry for the actions that are not offered, which says why.
    EntityActionsMenu withheld(int count, Runnable onWhy) {
        if (count > 0) {
            setVisible(true);
            MenuItem item = entries.addItem(Icons.of("info"));
            item.add(new Span(getTranslation("action.withheld.menu", count)));
            item.addClickListener(event -> onWhy.run());
        }
        return this;
    }
}
