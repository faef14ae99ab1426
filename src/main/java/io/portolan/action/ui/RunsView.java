package io.portolan.action.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.action.Action;
import io.portolan.action.ActionRun;
import io.portolan.action.ActionService;
import io.portolan.action.ApprovalService;
import io.portolan.action.RunFilter;
import io.portolan.action.RunService;
import io.portolan.action.RunStatus;
import io.portolan.catalog.ui.EntityNavigation;
import io.portolan.kernel.Actor;
import io.portolan.ui.EmptyState;
import io.portolan.ui.PageHeader;
import io.portolan.ui.RelativeTime;
import io.portolan.ui.StatusBadge;
import io.portolan.ui.Texts;
import jakarta.annotation.security.PermitAll;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All runs, newest first. The filters stand in the address.
@Route(ActionPages.RUNS)
@PermitAll
@CssImport("./action/action.css")
class RunsView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient RunService runs;
    private final transient ApprovalService approvals;
    private final transient Actor viewer;
    private final ComboBox<RunStatus> status = new ComboBox<>();
    private final ComboBox<String> action = new ComboBox<>();
    private final Checkbox mine = new Checkbox();
    private final Checkbox forMe = new Checkbox();
    /// Runs of the table that the viewer can decide on.
    private final Set<String> decidable = new HashSet<>();
    private final Grid<ActionRun> grid = new Grid<>();
    private boolean reading;

    RunsView(RunService runs, ApprovalService approvals, ActionService actions, LiveRuns live, CurrentActor current) {
        this.runs = runs;
        this.approvals = approvals;
        this.viewer = current.require();
        addClassName("pt-page");
        Map<String, String> titles = new LinkedHashMap<>();
        actions.all().forEach((Action each) -> titles.put(each.identifier(), each.title()));
        status.setLabel(getTranslation("action.runs.status"));
        status.setItems(Arrays.asList(RunStatus.values()));
        status.setItemLabelGenerator(value -> Texts.get("ui.status." + value.name()));
        status.setClearButtonVisible(true);
        action.setLabel(getTranslation("action.runs.action"));
        action.setItems(titles.keySet());
        action.setItemLabelGenerator(value -> titles.getOrDefault(value, value));
        action.setClearButtonVisible(true);
        mine.setLabel(getTranslation("action.runs.mine"));
        forMe.setLabel(getTranslation("action.runs.forMe"));
        status.addValueChangeListener(event -> changed());
        action.addValueChangeListener(event -> changed());
        mine.addValueChangeListener(event -> changed());
        forMe.addValueChangeListener(event -> changed());
        Div filters = new Div(status, action, mine, forMe);
        filters.addClassName("act-filters");
        add(
                new PageHeader(getTranslation("action.runs.title"))
                        .description(getTranslation("action.runs.description"))
                        .icon("history"),
                filters,
                grid);
        setUpGrid();
        live.watch(this, () -> null, () -> grid.getDataProvider().refreshAll());
    }

    @Override
    public String getPageTitle() {
        return getTranslation("action.runs.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters parameters = event.getLocation().getQueryParameters();
        reading = true;
        status.setValue(parameters
                .getSingleParameter("status")
                .flatMap(name -> Arrays.stream(RunStatus.values())
                        .filter(value -> value.name().equals(name))
                        .findFirst())
                .orElse(null));
        action.setValue(parameters.getSingleParameter("action").orElse(null));
        mine.setValue(parameters.getSingleParameter("mine").isPresent());
        forMe.setValue(parameters.getSingleParameter(ActionPages.FOR_ME).isPresent());
        for (HasEnabled other : List.<HasEnabled>of(status, action, mine)) {
            other.setEnabled(!forMe.getValue());
        }
        reading = false;
        grid.getDataProvider().refreshAll();
    }

    private void setUpGrid() {
        grid.addComponentColumn(run -> new Anchor(ActionPages.run(run.id()), run.actionTitle()))
                .setHeader(getTranslation("action.runs.action"))
                .setFlexGrow(2)
                .setWidth("14rem");
        grid.addComponentColumn(run -> StatusBadge.of(run.status().name()))
                .setHeader(getTranslation("action.runs.status"))
                .setFlexGrow(0)
                .setWidth("12rem");
        grid.addComponentColumn(RunsView::entity)
                .setHeader(getTranslation("action.run.entity"))
                .setFlexGrow(1)
                .setWidth("9rem");
        grid.addColumn(ActionRun::startedBy)
                .setHeader(getTranslation("action.runs.by"))
                .setFlexGrow(1)
                .setWidth("9rem");
        grid.addComponentColumn(run -> new RelativeTime(run.createdAt()))
                .setHeader(getTranslation("action.runs.when"))
                .setFlexGrow(0)
                .setWidth("9rem");
        grid.addComponentColumn(this::decision)
                .setHeader(getTranslation("action.runs.decision"))
                .setFlexGrow(0)
                .setWidth("15rem");
        grid.setItems(query -> page(query.getOffset(), query.getLimit()).stream());
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setEmptyStateComponent(
                new EmptyState("rocket", getTranslation("action.runs.none"), getTranslation("action.runs.noneText")));
        grid.setWidthFull();
        grid.setHeight("calc(100dvh - 20rem)");
        grid.setMinHeight("24rem");
        grid.getElement().setAttribute("aria-label", getTranslation("action.runs.title"));
    }

    private List<ActionRun> page(int offset, int limit) {
        List<ActionRun> page = forMe.getValue()
                ? approvals.waiting(offset + limit, viewer).stream()
                        .skip(offset)
                        .toList()
                : runs.page(filter(), viewer, offset, limit);
        page.forEach(run -> decidable.remove(run.id()));
        approvals.decidable(page, limit, viewer).forEach(run -> decidable.add(run.id()));
        return page;
    }

    private Component decision(ActionRun run) {
        return decidable.contains(run.id())
                ? new DecisionButtons(
                        run,
                        approvals,
                        viewer,
                        true,
                        () -> grid.getDataProvider().refreshAll())
                : new Span();
    }

    private static Component entity(ActionRun run) {
        String blueprint = run.blueprint();
        String entity = run.entity();
        return blueprint == null || entity == null
                ? new Span()
                : new Anchor(EntityNavigation.entity(blueprint, entity), entity);
    }

    private RunFilter filter() {
        RunStatus wanted = status.getValue();
        return new RunFilter(
                action.getValue(),
                null,
                null,
                null,
                mine.getValue() ? viewer.id() : null,
                List.of(),
                wanted == null ? List.of() : List.of(wanted),
                null);
    }

    private void changed() {
        if (reading) {
            return;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        if (status.getValue() != null) {
            parameters.put("status", status.getValue().name());
        }
        if (action.getValue() != null) {
            parameters.put("action", action.getValue());
        }
        if (mine.getValue()) {
            parameters.put("mine", "true");
        }
        if (forMe.getValue()) {
            parameters.put(ActionPages.FOR_ME, "true");
        }
        getUI().ifPresent(ui -> ui.navigate(ActionPages.RUNS, QueryParameters.simple(parameters)));
    }
}
