package io.portolan.audit.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.audit.AuditTrail;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeKind;
import io.portolan.kernel.Actor;
import io.portolan.ui.EmptyState;
import io.portolan.ui.PageHeader;
import io.portolan.ui.RelativeTime;
import io.portolan.ui.Texts;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;

/// Who did what, when and why. What is shown stands in the address; a row opens to old and new values and the chain of
/// causes.
@Route("audit")
@PermitAll
@CssImport("./audit/audit.css")
class AuditView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient AuditTrail trail;
    private final transient Actor viewer;
    private final transient ZoneId zone;
    private final ComboBox<String> resource = new ComboBox<>();
    private final ComboBox<String> operation = new ComboBox<>();
    private final TextField actor = new TextField();
    private final DatePicker from = new DatePicker();
    private final DatePicker to = new DatePicker();
    private final Grid<Change> grid = new Grid<>();
    private final Div content = new Div();
    private transient AuditQuery query = AuditQuery.EVERYTHING;
    private boolean showing;

    AuditView(AuditTrail trail, CurrentActor currentActor, Clock clock) {
        this.trail = trail;
        this.viewer = currentActor.require();
        this.zone = clock.getZone();
        addClassName("pt-page");
        PageHeader header = new PageHeader(getTranslation("audit.title"))
                .description(getTranslation("audit.description"))
                .icon("history");
        if (viewer.isAdmin()) {
            header.actions(new Anchor("audit/undelivered", getTranslation("audit.dead.title")));
        }
        content.setWidthFull();
        add(header, filters(), content);
        setUpGrid();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("audit.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        query = AuditQuery.of(event.getLocation().getQueryParameters());
        showing = true;
        resource.setValue(query.resource());
        operation.setValue(query.operation());
        actor.setValue(query.actor() == null ? "" : query.actor());
        from.setValue(query.from());
        to.setValue(query.to());
        showing = false;
        show();
    }

    private Component filters() {
        resource.setLabel(getTranslation("audit.filter.resource"));
        resource.setItems(trail.resources(viewer).stream().sorted().toList());
        resource.setItemLabelGenerator(ChangeTexts::resource);
        resource.setClearButtonVisible(true);
        operation.setLabel(getTranslation("audit.filter.action"));
        operation.setItems(Arrays.stream(ChangeKind.values())
                .map(ChangeKind::action)
                .distinct()
                .toList());
        operation.setItemLabelGenerator(action -> Texts.orPlain("audit.action." + action, action));
        operation.setClearButtonVisible(true);
        actor.setLabel(getTranslation("audit.filter.actor"));
        actor.setClearButtonVisible(true);
        actor.setValueChangeMode(ValueChangeMode.LAZY);
        from.setLabel(getTranslation("audit.filter.from"));
        from.setClearButtonVisible(true);
        to.setLabel(getTranslation("audit.filter.to"));
        to.setClearButtonVisible(true);
        resource.addValueChangeListener(event -> changed());
        operation.addValueChangeListener(event -> changed());
        actor.addValueChangeListener(event -> changed());
        from.addValueChangeListener(event -> changed());
        to.addValueChangeListener(event -> changed());
        Button reset = new Button(getTranslation("audit.filter.reset"), event -> navigate(AuditQuery.EVERYTHING));
        Div filters = new Div(resource, operation, actor, from, to, reset);
        filters.addClassName("au-filters");
        return filters;
    }

    private void setUpGrid() {
        grid.addComponentColumn(ChangeTexts::what)
                .setHeader(getTranslation("audit.column.what"))
                .setFlexGrow(3)
                .setWidth("16rem");
        grid.addComponentColumn(this::who)
                .setHeader(getTranslation("audit.column.who"))
                .setFlexGrow(1)
                .setWidth("10rem");
        grid.addComponentColumn(AuditView::when)
                .setHeader(getTranslation("audit.column.when"))
                .setFlexGrow(0)
                .setWidth("9rem");
        grid.setPageSize(ChangePages.PAGE);
        grid.setItemDetailsRenderer(new ComponentRenderer<>(change -> new ChangeDetails(change, trail, viewer)));
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setEmptyStateComponent(
                new EmptyState("history", getTranslation("audit.empty.title"), getTranslation("audit.empty.text")));
        grid.setWidthFull();
        grid.setHeight("calc(100dvh - 20rem)");
        grid.setMinHeight("24rem");
        grid.getElement().setAttribute("aria-label", getTranslation("audit.title"));
    }

    private Component who(Change change) {
        Span origin = new Span(ChangeTexts.origin(change));
        origin.addClassName("au-muted");
        Div who = new Div(new Span(ChangeTexts.actor(change)), origin);
        who.addClassName("au-what");
        return who;
    }

    /// The moment leads to the change's own address, which makes its details reachable without a mouse.
    private static Component when(Change change) {
        return new Anchor("audit?change=" + change.id(), new RelativeTime(change.at()));
    }

    private void changed() {
        if (!showing) {
            navigate(new AuditQuery(
                    null,
                    resource.getValue(),
                    operation.getValue(),
                    actor.isEmpty() ? null : actor.getValue(),
                    query.blueprint(),
                    query.identifier(),
                    query.run(),
                    from.getValue(),
                    to.getValue()));
        }
    }

    private void navigate(AuditQuery wanted) {
        getUI().ifPresent(ui -> ui.navigate(AuditView.class, wanted.toParameters()));
    }

    private void show() {
        content.removeAll();
        Long one = query.change();
        if (one != null) {
            content.add(trail.find(one, viewer).map(this::single).orElseGet(this::missing));
            return;
        }
        ChangePages pages = new ChangePages(trail, viewer, query.filter(zone));
        grid.setItems(request -> pages.fetch(request.getOffset(), request.getLimit()));
        content.add(grid);
    }

    private Component single(Change change) {
        Div head = new Div(ChangeTexts.what(change), who(change), RelativeTime.exact(change.at()));
        head.addClassName("au-history-head");
        return new Div(
                head, new ChangeDetails(change, trail, viewer), new Anchor("audit", getTranslation("audit.all")));
    }

    private Component missing() {
        return new EmptyState(
                "history",
                getTranslation("audit.missing.title"),
                getTranslation("audit.missing.text"),
                new Anchor("audit", getTranslation("audit.all")));
    }
}
