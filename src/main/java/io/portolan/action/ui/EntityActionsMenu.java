package io.portolan.action.ui;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import io.portolan.action.Action;
import io.portolan.action.ActionService;
import io.portolan.action.Operation;
import io.portolan.catalog.Entity;
import io.portolan.kernel.Actor;
import io.portolan.ui.Icons;
import java.util.List;

/// What can be done with an entity: its DAY-2 and DELETE actions whose condition holds.
@CssImport("./action/action.css")
public class EntityActionsMenu extends MenuBar {

    private static final long serialVersionUID = 1L;

    EntityActionsMenu(Entity entity, ActionService actions, ActionPanels panels, Actor viewer) {
        List<Action> offered = actions.offeredFor(entity, viewer);
        setVisible(!offered.isEmpty());
        addClassName("act-menu");
        MenuItem root = addItem(Icons.of("rocket"));
        root.add(new Span(getTranslation("action.menu")));
        root.setAriaLabel(getTranslation("action.menu"));
        for (Action action : offered) {
            MenuItem item = root.getSubMenu().addItem(Icons.of(action.icon()));
            item.add(new Span(action.title()));
            item.addClickListener(event ->
                    panels.form(action.identifier(), entity.identifier()).open());
            if (action.operation()
                    .filter(operation -> operation == Operation.DELETE)
                    .isPresent()) {
                item.addClassName("act-danger");
            }
        }
    }
}
