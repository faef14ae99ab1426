package io.portolan.action.ui;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import io.portolan.action.Action;
import io.portolan.action.Operation;
import io.portolan.ui.Icons;
import java.util.List;
import java.util.function.Consumer;

/// Actions that can be run on what is shown or chosen; a click opens the form. Hidden when there is none.
@CssImport("./action/action.css")
public class EntityActionsMenu extends MenuBar {

    private static final long serialVersionUID = 1L;

    /// @param onChosen is given the identifier of the action
    EntityActionsMenu(List<Action> offered, Consumer<String> onChosen) {
        setVisible(!offered.isEmpty());
        addClassName("act-menu");
        MenuItem root = addItem(Icons.of("rocket"));
        root.add(new Span(getTranslation("action.menu")));
        root.setAriaLabel(getTranslation("action.menu"));
        for (Action action : offered) {
            MenuItem item = root.getSubMenu().addItem(Icons.of(action.icon()));
            item.add(new Span(action.title()));
            item.addClickListener(event -> onChosen.accept(action.identifier()));
            if (action.operation()
                    .filter(operation -> operation == Operation.DELETE)
                    .isPresent()) {
                item.addClassName("act-danger");
            }
        }
    }
}
