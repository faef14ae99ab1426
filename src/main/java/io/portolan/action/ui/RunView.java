package io.portolan.action.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.action.ActionRun;
import io.portolan.action.ActionService;
import io.portolan.action.ApprovalService;
import io.portolan.action.RunAttempt;
import io.portolan.action.RunLogs;
import io.portolan.action.RunService;
import io.portolan.action.RunStatus;
import io.portolan.catalog.ui.EntityNavigation;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.Crumb;
import io.portolan.ui.HasBreadcrumbs;
import io.portolan.ui.Icons;
import io.portolan.ui.Notices;
import io.portolan.ui.PageHeader;
import io.portolan.ui.RelativeTime;
import io.portolan.ui.StatusBadge;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// One run: its state, log and calls, live.
@Route("runs/:id")
@PermitAll
@CssImport("./action/action.css")
class RunView extends Div implements BeforeEnterObserver, HasDynamicTitle, HasBreadcrumbs {

    private static final long serialVersionUID = 1L;

    private final transient ActionService actions;
    private final transient RunService runs;
    private final transient ApprovalService approvals;
    private final transient RunEffects effects;
    private final transient Actor viewer;
    private final Div head = new Div();
    private final RunLogPanel log;
    private final Div facts = new Div();
    private volatile String id = "";
    private String title = "";

    RunView(
            ActionService actions,
            RunService runs,
            ApprovalService approvals,
            RunLogs logs,
            LiveRuns live,
            RunEffects effects,
            CurrentActor current) {
        this.actions = actions;
        this.runs = runs;
        this.approvals = approvals;
        this.effects = effects;
        this.viewer = current.require();
        addClassNames("pt-page", "act-run");
        log = new RunLogPanel(logs, viewer);
        Div columns = new Div(log, facts);
        columns.addClassName("act-columns");
        add(head, columns);
        // of the run that is shown: another one comes into the same view
        live.watch(this, () -> id, this::refresh);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        id = event.getRouteParameters().get("id").orElse("");
        log.open(id, !runs.require(id, viewer).status().isFinal());
        refresh();
    }

    @Override
    public String getPageTitle() {
        return title;
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(new Crumb(getTranslation("action.runs.title"), ActionPages.RUNS), Crumb.here(title));
    }

    private void refresh() {
        ActionRun run = runs.require(id, viewer);
        title = run.actionTitle();
        showHead(run);
        log.refresh(getTranslation(
                run.status() == RunStatus.WAITING_FOR_APPROVAL ? "action.run.waiting" : "action.run.noLog"));
        showFacts(run);
    }

    private void showHead(ActionRun run) {
        PageHeader header = new PageHeader(run.actionTitle())
                .icon(run.actionIcon() == null ? "rocket" : run.actionIcon())
                .description(run.summary() == null ? run.statusLabel() : run.summary());
        Span by = new Span(getTranslation("action.run.by", run.startedBy()));
        StatusBadge status = StatusBadge.of(run.status().name());
        status.getElement().setAttribute("aria-live", "polite");
        header.facts(status, by, new RelativeTime(run.createdAt()));
        Div buttons = new Div();
        buttons.addClassName("act-buttons");
        if (approvals.mayDecide(run, viewer)) {
            buttons.add(new DecisionButtons(run, approvals, viewer, false, this::refresh));
        } else if (run.status() == RunStatus.WAITING_FOR_APPROVAL
                && run.createdBy().equals(viewer.id())) {
            buttons.add(new Button(getTranslation("action.run.withdraw"), event -> withdraw()));
        }
        if (runs.mayCancel(run, viewer)) {
            Button cancel = new Button(getTranslation("action.run.cancel"), event -> cancel(run));
            cancel.addThemeVariants(ButtonVariant.ERROR);
            buttons.add(cancel);
        }
        if (actions.isOfferedTo(run.actionIdentifier(), viewer)) {
            buttons.add(new Button(
                    getTranslation("action.run.again"),
                    Icons.of("rotate-ccw"),
                    event -> UI.getCurrent().navigate(ActionPages.SELF_SERVICE, ActionPages.again(run))));
        }
        header.actions(buttons);
        head.removeAll();
        head.add(header);
    }

    private void showFacts(ActionRun run) {
        facts.removeAll();
        DescriptionList about = new DescriptionList();
        String entity = run.entity();
        String blueprint = run.blueprint();
        if (entity != null && blueprint != null) {
            fact(about, "action.run.entity", new Anchor(EntityNavigation.entity(blueprint, entity), entity));
        }
        for (String link : run.links()) {
            String lower = link.toLowerCase(Locale.ROOT);
            boolean web = lower.startsWith("https://") || lower.startsWith("http://");
            Anchor anchor = new Anchor(link, link);
            anchor.setTarget(com.vaadin.flow.component.html.AnchorTarget.BLANK);
            anchor.getElement().setAttribute("rel", "noopener noreferrer");
            fact(about, "action.run.link", web ? anchor : new Span(link));
        }
        Instant scheduled = run.scheduledAt();
        if (scheduled != null && !run.status().isFinal()) {
            fact(about, "action.run.scheduled", new RelativeTime(scheduled));
        }
        Instant ended = run.endedAt();
        if (ended != null) {
            fact(about, "action.run.ended", new RelativeTime(ended));
        }
        fact(about, "action.run.id", new Span(run.id()));
        fact(about, "action.run.action", new Anchor(ActionPages.runsOf(run.actionIdentifier()), run.actionTitle()));
        facts.add(section("action.run.about", about));
        approvals
                .waiting(run)
                .ifPresent(
                        waiting -> facts.addComponentAsFirst(section("action.run.approval", new WaitingFor(waiting))));
        if (!run.steps().isEmpty()) {
            facts.addComponentAsFirst(section("action.run.steps", new RunStepList(run.steps())));
        }
        inputs(run);
        changed();
        attempts();
    }

    private void inputs(ActionRun run) {
        RunInputs inputs = new RunInputs(run.userInputs(), run.maskedProperties());
        if (!inputs.isEmpty()) {
            facts.add(section("action.run.inputs", inputs));
        }
    }

    private void changed() {
        List<Anchor> links = effects.of(id);
        if (!links.isEmpty()) {
            Div list = new Div();
            list.addClassName("act-buttons");
            links.forEach(list::add);
            facts.add(section("action.run.effects", list));
        }
    }

    private void attempts() {
        Div calls = new Div();
        for (RunAttempt attempt : runs.attempts(id, viewer)) {
            Integer status = attempt.status();
            String error = attempt.error() == null ? String.valueOf(attempt.response()) : attempt.error();
            String outcome = status == null ? error : status.toString();
            Pre request = new Pre(Json.pretty(attempt.request()));
            Pre response = new Pre(status == null ? error : String.valueOf(attempt.response()));
            request.getElement().setAttribute("tabindex", "0");
            calls.add(new Details(
                    getTranslation("action.run.attempt", attempt.number(), outcome, attempt.tookMillis()),
                    new Span(getTranslation("action.run.request")),
                    request,
                    new Span(getTranslation("action.run.response")),
                    response));
        }
        if (calls.getComponentCount() > 0) {
            facts.add(section("action.run.attempts", calls));
        }
    }

    private void cancel(ActionRun run) {
        ConfirmDialogs.ask(
                getTranslation("action.run.cancel.title"),
                getTranslation(run.scheduledAt() == null ? "action.run.cancel.text" : "action.run.cancel.later"),
                getTranslation("action.run.cancel"),
                () -> act(() -> runs.cancel(id, null, viewer)));
    }

    private void withdraw() {
        act(() -> runs.withdraw(id, viewer));
    }

    private void act(Runnable step) {
        try {
            step.run();
            refresh();
        } catch (PortalException e) {
            Notices.failure(e);
        }
    }

    private Section section(String key, com.vaadin.flow.component.Component content) {
        return new Section(new H2(getTranslation(key)), content);
    }

    private void fact(DescriptionList list, String key, com.vaadin.flow.component.Component value) {
        list.add(new DescriptionList.Term(getTranslation(key)), new DescriptionList.Description(value));
    }
}
