package io.portolan.action.ui;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import io.portolan.access.CurrentActor;
import io.portolan.action.Action;
import io.portolan.action.ActionService;
import io.portolan.catalog.Entity;
import io.portolan.catalog.ui.SelectionContributor;
import io.portolan.kernel.Actor;
import io.portolan.ui.Icons;
import io.portolan.ui.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The actions that are offered for every one of the entities chosen in a table: a run for each, from one form.
@org.springframework.stereotype.Component
class SelectionActions implements SelectionContributor {

    private static final int MOST = 100;

    private final ActionService actions;
    private final ActionPanels panels;
    private final CurrentActor current;

    SelectionActions(ActionService actions, ActionPanels panels, CurrentActor current) {
        this.actions = actions;
        this.panels = panels;
        this.current = current;
    }

    @Override
    public Optional<com.vaadin.flow.component.Component> of(List<Entity> chosen) {
        if (chosen.isEmpty() || chosen.size() > MOST) {
            return Optional.empty();
        }
        Actor viewer = current.require();
        List<Action> offered = new ArrayList<>(actions.offeredFor(chosen.getFirst(), viewer));
        for (Entity entity : chosen.subList(1, chosen.size())) {
            List<String> here = actions.offeredFor(entity, viewer).stream()
                    .map(Action::identifier)
                    .toList();
            offered.removeIf(action -> !here.contains(action.identifier()));
        }
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        MenuBar bar = new MenuBar();
        bar.addClassName("act-menu");
        MenuItem root = bar.addItem(Icons.of("rocket"));
        root.add(new Span(Texts.get("action.menu")));
        root.setAriaLabel(Texts.get("action.menu"));
        List<String> names = chosen.stream().map(Entity::identifier).toList();
        for (Action action : offered) {
            MenuItem item = root.getSubMenu().addItem(Icons.of(action.icon()));
            item.add(new Span(action.title()));
            item.addClickListener(
                    event -> panels.formOn(action.identifier(), names).open());
        }
        return Optional.of(bar);
    }
}
