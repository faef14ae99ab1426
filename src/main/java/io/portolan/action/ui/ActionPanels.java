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
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.ui.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes the parts of self-service that other pages show, for the user at hand. Call on the UI thread.
@Service
public class ActionPanels {

    private static final String TARGET = "$targetEntity";

    private final ActionService actions;
    private final RunService runs;
    private final ApprovalService approvals;
    private final FormService forms;
    private final DryRun dryRun;
    private final DraftService drafts;
    private final ActionExplainer explainer;
    private final EntityPickers pickers;
    private final LiveRuns live;
    private final RunEffects effects;
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
            RunEffects effects,
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
        this.effects = effects;
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

    /// The latest runs that worked on an entity or changed it.
    public RunsPanel runs(Entity entity) {
        return new RunsPanel(entity, runs, effects, live, current.require());
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
    public ExecuteDialog form(String action, @Nullable String entity) {
        return formOn(action, entity == null ? List.of() : List.of(entity));
    }

    /// The same for several entities at once: a run for each.
    ExecuteDialog formOn(String action, List<String> entities) {
        return form(action, entities, null);
    }

    /// The form as a link opens it. Throws [PortalException.NotFound], [PortalException.Forbidden],
    /// [PortalException.Malformed].
    ///
    /// @param inputs what to fill in, as JSURL or JSON, where `$targetEntity` names the entity; null for nothing
    /// @param run the run whose inputs to fill in, without encrypted ones; null for none
    ExecuteDialog linked(String action, @Nullable String entity, @Nullable String inputs, @Nullable String run) {
        Action wanted = actions.require(action);
        requireOpen(wanted);
        String on = entity;
        Prefill prefill = null;
        if (run != null) {
            ActionRun earlier = runs.require(run, current.require());
            prefill = new Prefill(
                    wanted.userInputs().open(earlier.maskedProperties()), Texts.get("action.form.again", run));
        } else if (inputs != null) {
            ObjectNode values = JsUrl.read(inputs);
            JsonNode target = values.remove(TARGET);
            on = on == null && target != null ? target.asString(null) : on;
            prefill = new Prefill(wanted.userInputs().open(values), Texts.get("action.form.linked"));
        }
        return form(action, on == null ? List.of() : List.of(on), prefill);
    }

    /// A link opens no form that the pages would not offer.
    private void requireOpen(Action action) {
        Actor viewer = current.require();
        if (!actions.isOpenTo(action, viewer)) {
            String why = explainer.explain(action.identifier(), null, Json.object(), viewer).obstacles().stream()
                    .map(ActionExplanation.Check::reason)
                    .collect(Collectors.joining("; "));
            throw new PortalException.Forbidden(Texts.get("action.form.closed", action.title(), why));
        }
    }

    private ExecuteDialog form(String action, List<String> entities, @Nullable Prefill prefill) {
        return new ExecuteDialog(
                actions.require(action),
                entities,
                runs,
                forms,
                dryRun,
                drafts,
                pickers,
                live,
                current.require(),
                prefill);
    }
}
