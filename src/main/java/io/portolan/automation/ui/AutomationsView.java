package io.portolan.automation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.action.RunService;
import io.portolan.automation.AutomationService;
import io.portolan.automation.AutomationState;
import io.portolan.automation.Firing;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import io.portolan.ui.EmptyState;
import io.portolan.ui.Icons;
import io.portolan.ui.Notices;
import io.portolan.ui.PageHeader;
import io.portolan.ui.RelativeTime;
import io.portolan.ui.StatusBadge;
import jakarta.annotation.security.RolesAllowed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Every automation as a card: when it starts, whether it is on, how its last run went.
@Route("automations")
@RolesAllowed("ADMIN")
@CssImport("./automation/automation.css")
class AutomationsView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient AutomationService automations;
    private final transient RunService runs;
    private final transient TriggerTexts texts;
    private final transient Actor viewer;

    AutomationsView(AutomationService automations, RunService runs, TriggerTexts texts, CurrentActor currentActor) {
        this.automations = automations;
        this.runs = runs;
        this.texts = texts;
        this.viewer = currentActor.require();
        addClassName("pt-page");
        Anchor create = new Anchor("automations/new", getTranslation("automation.new"));
        create.addClassName("pt-button-link");
        add(new PageHeader(getTranslation("automation.title"))
                .description(getTranslation("automation.description"))
                .icon("zap")
                .actions(create));
        List<AutomationState> all = automations.all(viewer);
        if (all.isEmpty()) {
            add(new EmptyState(
                    "zap",
                    getTranslation("automation.empty.title"),
                    getTranslation("automation.empty.text"),
                    new Anchor("automations/new", getTranslation("automation.new"))));
            return;
        }
        Div grid = new Div();
        grid.addClassName("pt-grid");
        all.forEach(state -> grid.add(card(state)));
        add(grid);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("automation.title");
    }

    private Component card(AutomationState state) {
        String identifier = state.action().identifier();
        Anchor title = new Anchor(
                "automations/"
                        + URLEncoder.encode(identifier, StandardCharsets.UTF_8).replace("+", "%20"),
                state.action().title());
        H2 heading = new H2(
                Icons.of(state.action().icon() == null ? "zap" : state.action().icon()), title);
        heading.addClassName("am-title");
        Div card = new Div(heading, new Paragraph(texts.sentence(state.trigger())));
        card.addClassName("pt-card");
        card.addClassName("am-card");
        if (state.problem() != null) {
            card.add(new StatusBadge(StatusBadge.Tone.FAILURE, getTranslation("automation.broken")));
        }
        card.add(lastFiring(state), toggle(state));
        return card;
    }

    private Component lastFiring(AutomationState state) {
        Div last = new Div();
        last.addClassName("pt-row");
        if (state.latest().isEmpty()) {
            Span never = new Span(getTranslation("automation.never"));
            never.addClassName("pt-muted");
            last.add(never);
            return last;
        }
        Firing latest = state.latest().getFirst();
        last.add(FiringList.badge(latest, runs, viewer), new RelativeTime(latest.at()));
        if (latest.runId() != null) {
            last.add(new Anchor("runs/" + latest.runId(), getTranslation("automation.firings.run")));
        }
        return last;
    }

    private Component toggle(AutomationState state) {
        Checkbox on =
                new Checkbox(getTranslation("automation.on"), state.action().isPublished());
        on.setAriaLabel(getTranslation("automation.on.label", state.action().title()));
        on.addValueChangeListener(event -> {
            if (!event.isFromClient()) {
                return;
            }
            try {
                automations.publish(state.action().identifier(), event.getValue(), viewer);
                Notices.success(getTranslation(
                        event.getValue() ? "automation.switchedOn" : "automation.switchedOff",
                        state.action().title()));
            } catch (PortalException e) {
                on.setValue(event.getOldValue());
                Notices.failure(e);
            }
        });
        return on;
    }
}
