package io.portolan.action.ui;

import io.portolan.access.CurrentActor;
import io.portolan.action.ActionService;
import io.portolan.action.RunService;
import io.portolan.catalog.Entity;
import io.portolan.catalog.ui.EntityPickers;
import org.springframework.stereotype.Service;

/// Makes the parts of self-service that other pages show, for the user at hand. Call on the UI thread.
@Service
public class ActionPanels {

    private final ActionService actions;
    private final RunService runs;
    private final EntityPickers pickers;
    private final LiveRuns live;
    private final CurrentActor current;

    ActionPanels(ActionService actions, RunService runs, EntityPickers pickers, LiveRuns live, CurrentActor current) {
        this.actions = actions;
        this.runs = runs;
        this.pickers = pickers;
        this.live = live;
        this.current = current;
    }

    /// What can be done with an entity, as a menu; empty and invisible when there is nothing.
    public EntityActionsMenu menu(Entity entity) {
        return new EntityActionsMenu(entity, actions, this, current.require());
    }

    /// The latest runs of an entity.
    public RunsPanel runs(Entity entity) {
        return new RunsPanel(entity, runs, live, current.require());
    }

    /// The form of an action, not yet open. Throws [io.portolan.kernel.PortalException.NotFound].
    ///
    /// @param entity identifier of the entity to work on; null to have it picked
    public ExecuteDialog form(String action, @org.jspecify.annotations.Nullable String entity) {
        return new ExecuteDialog(actions.require(action), entity, runs, pickers, current.require());
    }
}
