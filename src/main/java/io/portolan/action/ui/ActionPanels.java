package io.portolan.action.ui;

import io.portolan.access.CurrentActor;
import io.portolan.action.Action;
import io.portolan.action.ActionExplainer;
import io.portolan.action.ActionExplanation;
import io.portolan.action.ActionRun;
import io.portolan.action.ActionService;
import io.portolan.action.ApprovalService;
import io.portolan.action.DraftService;
import io.portolan.action.DryRun;
import io.portolan.action.FormService;
import io.portolan.action.RunService;
import io.portolan.catalog.Entity;
import io.portolan.catalog.ui.EntityPickers;
import io.portolan.kernel.Actor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Makes the parts of self-service that other pages show, for the user at hand. Call on the UI thread.
@Service
public class ActionPanels {

    private final ActionService actions;
    private final RunService runs;
    private final ApprovalService approvals;
    private final FormService forms;
    private final DryRun dryRun;
    private final DraftService drafts;
    private final ActionExplainer explainer;
    private final EntityPickers pickers;
    private final LiveRuns live;
    private final CurrentActor current;

    ActionPanels(
            ActionService actions,
            RunService runs,
            ApprovalService approvals,
            FormService forms,
            DryRun dryRun,
            DraftService drafts,
            ActionExplainer explainer,
            EntityPickers pickers,
            LiveRuns live,
            CurrentActor current) {
        this.actions = actions;
        this.runs = runs;
        this.approvals = approvals;
        this.forms = forms;
        this.dryRun = dryRun;
        this.drafts = drafts;
        this.explainer = explainer;
        this.pickers = pickers;
        this.live = live;
        this.current = current;
    }

    /// What can be done with an entity, as a menu whose last entry says what cannot and why; empty and invisible when
    /// there is nothing.
    public EntityActionsMenu menu(Entity entity) {
        Actor viewer = current.require();
        ActionService.Offers offers = actions.offersFor(entity, viewer);
        List<Action> withheld = offers.withheld();
        return new EntityActionsMenu(
                        offers.offered(),
                        action -> form(action, entity.identifier()).open())
                .withheld(withheld.size(), () -> {
                    Map<Action, ActionExplanation> reasons = new LinkedHashMap<>();
                    withheld.forEach(action -> reasons.put(action, explainer.explain(action, entity, viewer)));
                    new WithheldDialog(entity.displayTitle(), reasons).open();
                });
    }

    /// The latest runs of an entity.
    public RunsPanel runs(Entity entity) {
        return new RunsPanel(entity, runs, live, current.require());
    }

    /// Approve and decline for a run that the user can decide on, among others in a list.
    ///
    /// @param done called once it is decided
    public DecisionButtons decision(ActionRun run, Runnable done) {
        return new DecisionButtons(run, approvals, current.require(), true, done);
    }

    /// The form of an action, not yet open. Throws [io.portolan.kernel.PortalException.NotFound].
    ///
    /// @param entity identifier of the entity to work on; null to have it picked
    public ExecuteDialog form(String action, @org.jspecify.annotations.Nullable String entity) {
        return formOn(action, entity == null ? List.of() : List.of(entity));
    }

    /// The same for several entities at once: a run for each.
    ExecuteDialog formOn(String action, List<String> entities) {
        return new ExecuteDialog(
                actions.require(action), entities, runs, forms, dryRun, drafts, pickers, current.require());
    }
}
