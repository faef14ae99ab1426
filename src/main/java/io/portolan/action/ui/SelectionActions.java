package io.portolan.action.ui;

import com.vaadin.flow.component.Component;
import io.portolan.access.CurrentActor;
import io.portolan.action.Action;
import io.portolan.action.ActionService;
import io.portolan.catalog.Entity;
import io.portolan.catalog.ui.SelectionContributor;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// The actions that are offered for every one of the entities chosen in a table: a run for each, from one form.
@Service
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
    public Optional<Component> of(List<Entity> chosen) {
        if (chosen.isEmpty() || chosen.size() > MOST) {
            return Optional.empty();
        }
        List<Action> offered = actions.offeredFor(chosen, current.require());
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = chosen.stream().map(Entity::identifier).toList();
        return Optional.of(new EntityActionsMenu(
                offered, action -> panels.formOn(action, names).open()));
    }

    @Override
    public List<Deed> deeds(Entity entity) {
        return actions.offeredFor(List.of(entity), current.require()).stream()
                .map(action -> new Deed(
                        action.title(),
                        action.icon() == null ? "rocket" : action.icon(),
                        action.deletes(),
                        () -> panels.formOn(action.identifier(), List.of(entity.identifier()))
                                .open()))
                .toList();
    }
}
