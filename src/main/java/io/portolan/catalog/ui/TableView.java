package io.portolan.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import io.portolan.access.CurrentActor;
import io.portolan.blueprint.Blueprint;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.SavedViewService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import io.portolan.ui.Crumb;
import io.portolan.ui.EmptyState;
import io.portolan.ui.HasBreadcrumbs;
import io.portolan.ui.Icons;
import io.portolan.ui.PageHeader;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The table of one kind: search, filter, sort, columns, export, and for those who may write: new, edit and delete.
/// What it shows stands in the address.
@Route("catalog/:blueprint")
@RouteAlias("tables/:page*")
@PermitAll
@CssImport("./catalog/catalog.css")
class TableView extends Div implements BeforeEnterObserver, HasDynamicTitle, HasBreadcrumbs {

    private static final long serialVersionUID = 1L;

    private final transient TableParts parts;
    private final transient EntityDialogs dialogs;
    private final transient PropertyDialogs properties;
    private final transient SavedViewService views;
    private final transient List<SelectionContributor> contributors;
    private final transient CurrentActor currentActor;
    private final transient Actor viewer;
    private final Div body = new Div();
    private final PageHeader header = new PageHeader("");
    private final Span count = new Span();
    private final TextField words = new TextField();
    private final Button filters = new Button();
    private final Div selection = new Div();
    private final EntityGrid grid;
    private transient @Nullable TablePlace place;
    private transient @Nullable FilterGroup filter;
    private transient @Nullable ColumnChooser chooser;
    private transient @Nullable GroupChooser groups;
    private transient @Nullable GroupedPages grouped;
    private transient @Nullable ViewsMenu menu;
    private transient TableQuery query = TableQuery.EVERYTHING;
    private transient List<TableColumn> columns = List.of();
    private boolean showing;

    TableView(
            TableParts parts,
            EntityDialogs dialogs,
            PropertyDialogs properties,
            SavedViewService views,
            List<SelectionContributor> contributors,
            CurrentActor currentActor,
            LiveChanges live) {
        this.parts = parts;
        this.dialogs = dialogs;
        this.properties = properties;
        this.views = views;
        this.contributors = List.copyOf(contributors);
        this.currentActor = currentActor;
        this.viewer = currentActor.require();
        addClassNames("pt-page", "cat-table-page");
        body.addClassName("cat-table-body");
        add(header, body);
        grid = new EntityGrid(
                this::selected,
                properties.inPlace(this::refresh),
                entity -> dialogs.deeds(entity, this.contributors, this::refresh));
        grid.onSort(sort -> go(query.withSort(sort)));
        grid.onOrder(keys -> go(query.withColumns(keys)));
        grid.onWidth((column, pixels) -> go(query.withWidth(column, pixels)));
        grid.onGroup(group -> change(pages -> pages.toggle(group)), group -> {
            if (group.rule() != null) {
                go(query.narrowed(group.rule()).withGroup(""));
            }
        });
        words.setPlaceholder(getTranslation("catalog.search.placeholder"));
        words.setAriaLabel(getTranslation("catalog.search.placeholder"));
        words.setPrefixComponent(Icons.of("search"));
        words.setClearButtonVisible(true);
        words.setValueChangeMode(ValueChangeMode.LAZY);
        words.setValueChangeTimeout(300);
        words.addValueChangeListener(event -> {
            if (!showing) {
                go(query.withText(event.getValue()));
            }
        });
        filters.setIcon(Icons.of("filter"));
        filters.addClickListener(event -> toggleFilter());
        selection.addClassName("cat-selection");
        selection.setVisible(false);
        live.watch(
                this, change -> place != null && place.kind().identifier().equals(change.blueprint()), this::refresh);
    }

    @Override
    public String getPageTitle() {
        return place == null ? getTranslation("catalog.page") : place.title();
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(new Crumb(getTranslation("catalog.page"), "catalog"), Crumb.here(getPageTitle()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Optional<TablePlace> found = parts.place(event.getRouteParameters(), viewer);
        if (found.isEmpty()) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        boolean other = place == null || !place.isSame(found.get());
        TablePlace here = other || place == null ? found.get() : place;
        place = here;
        query = here.query(event.getLocation().getQueryParameters());
        if (other) {
            build(here);
        }
        show(here.kind());
    }

    private void build(TablePlace here) {
        Blueprint kind = here.kind();
        header.title(here.title())
                .icon(here.icon())
                .description(here.description())
                .facts(here.facts(count));
        List<Component> actions = new ArrayList<>();
        if (viewer.isAdmin()) {
            Anchor builder = new Anchor(EntityNavigation.builder(kind.identifier()), getTranslation("catalog.model"));
            builder.addClassName("cat-model-link");
            actions.add(builder);
        }
        actions.add(TableExport.menu(
                kind.identifier(), () -> columns, () -> parts.everything(kind, here.search(query), viewer)));
        if (dialogs.mayCreate(kind)) {
            Button create = new Button(getTranslation("catalog.new", kind.title()), Icons.of("plus"));
            create.addThemeVariants(ButtonVariant.PRIMARY);
            create.addClickListener(event -> create(kind));
            actions.add(create);
        }
        header.actions(actions.toArray(Component[]::new));
        List<TableColumn> all = here.columns();
        grid.offer(all, kind.properties().keySet());
        FilterGroup group = parts.filter(here, viewer, () -> {
            if (filter != null) {
                go(query.withFilter(filter.query()));
            }
        });
        group.setVisible(false);
        filter = group;
        ColumnChooser choice = new ColumnChooser(all, this::go);
        chooser = choice;
        GroupChooser by = new GroupChooser(
                parts.groupKeys(kind), key -> go(query.withGroup(key)), open -> change(pages -> pages.openAll(open)));
        groups = by;
        ViewsMenu saved = new ViewsMenu(kind, views, currentActor, this::go)
                .with(parts.pageDeeds(here, () -> query, viewer, this::reopen));
        menu = saved;
        Div tools = new Div(words, filters, choice, by, saved);
        tools.addClassName("cat-table-tools");
        grid.whenEmpty(emptyState(kind));
        grid.setAriaLabel(here.title());
        body.removeAll();
        body.add(tools, group, selection, grid);
    }

    private void show(Blueprint kind) {
        showing = true;
        words.setValue(query.text());
        FilterGroup group = filter;
        // what is not complete yet stays while the rest is the same
        if (group != null && !group.says(query.filter())) {
            group.show(query.filter());
        }
        if (group != null && query.filter() != null) {
            group.setVisible(true);
        }
        filters.setText(
                query.rules() == 0
                        ? getTranslation("catalog.filter")
                        : getTranslation("catalog.filter.active", query.rules()));
        filters.getElement().setAttribute("aria-expanded", String.valueOf(group != null && group.isVisible()));
        List<TableColumn> shown = grid.columns(query);
        columns = shown;
        if (chooser != null) {
            chooser.show(shown.stream().map(TableColumn::key).toList(), query);
        }
        if (menu != null) {
            menu.show(query);
        }
        grid.whenEmpty(emptyState(kind));
        refresh();
        showing = false;
    }

    /// Shows the rows afresh, with nothing selected.
    private void refresh() {
        grid.deselectAll();
        selected(Set.of());
        reload();
    }

    /// Shows the rows afresh; what is selected stays so.
    private void reload() {
        TablePlace here = place;
        if (here == null) {
            return;
        }
        try {
            EntityQuery search = here.search(query);
            UI ui = UI.getCurrent();
            GroupKey by = choose();
            if (by == null) {
                grouped = null;
                grid.show(parts.pages(search, columns, viewer));
            } else {
                TableQuery asked = query;
                grid.whenEmpty(TableStates.grouping(by));
                parts.groups(
                        search,
                        by,
                        viewer,
                        ui,
                        heads -> {
                            if (asked.equals(query)) {
                                grid.whenEmpty(emptyState(here.kind()));
                                show(here, heads, asked);
                            }
                        },
                        () -> {
                            if (asked.equals(query)) {
                                ungrouped();
                            }
                        });
            }
            parts.count(search, viewer, ui, count::setText);
            parts.footers(grid.footers(), search, viewer, ui);
        } catch (PortalException e) {
            count.setText("");
            grid.whenEmpty(TableStates.failed(e.reason()));
        }
    }

    /// Says that the groups could not be found, and shows the way out.
    private void ungrouped() {
        grid.whenEmpty(TableStates.ungrouped(() -> go(query.withGroup(""))));
        grouped = new GroupedPages(List.of(), group -> {
            throw new IllegalStateException("There are no groups");
        });
        change(pages -> {});
    }

    /// What the rows are grouped by; null for nothing.
    private @Nullable GroupKey choose() {
        GroupChooser by = groups;
        if (by == null) {
            return null;
        }
        by.choose(query.group());
        return by.find(query.group()).orElse(null);
    }

    /// Groups that were there before stay as open as they were.
    private void show(TablePlace here, List<TableGroup> heads, TableQuery asked) {
        Map<Object, Boolean> open = new HashMap<>();
        if (grouped != null) {
            grouped.groups().forEach(group -> open.put(group.key(), group.open()));
        }
        List<TableGroup> now = heads.stream()
                .map(head -> head.opened(open.getOrDefault(head.key(), head.open()) && head.rule() != null))
                .toList();
        grouped = new GroupedPages(
                now,
                group -> parts.pages(
                        here.search(asked.narrowed(Objects.requireNonNull(group.rule()))), columns, viewer));
        change(pages -> {});
    }

    /// Opens or closes groups.
    private void change(Consumer<GroupedPages> deed) {
        GroupedPages all = grouped;
        if (all != null) {
            deed.accept(all);
            grid.show(all);
            if (groups != null) {
                groups.show(all.groups());
            }
        }
    }

    private EmptyState emptyState(Blueprint kind) {
        if (query.narrows()) {
            return TableStates.nothing(this::reset);
        }
        return place != null && place.narrows()
                ? TableStates.nothingHere()
                : TableStates.none(kind, dialogs.mayCreate(kind) ? () -> create(kind) : null);
    }

    private void reset() {
        if (filter != null) {
            filter.show(null);
        }
        go(query.withText("").withFilter(null));
    }

    private void create(Blueprint kind) {
        dialogs.create(kind.identifier(), saved -> refresh());
    }

    private void toggleFilter() {
        FilterGroup group = filter;
        if (group == null) {
            return;
        }
        group.setVisible(!group.isVisible());
        if (group.isVisible() && group.isEmpty()) {
            group.addRule();
        }
        filters.getElement().setAttribute("aria-expanded", String.valueOf(group.isVisible()));
    }

    private void selected(Set<Entity> chosen) {
        selection.removeAll();
        selection.setVisible(!chosen.isEmpty());
        if (chosen.isEmpty()) {
            return;
        }
        selection.add(new Span(getTranslation("catalog.selected", chosen.size())));
        Entity one = chosen.iterator().next();
        if (chosen.size() == 1 && dialogs.mayEdit(one)) {
            selection.add(new Button(
                    getTranslation("catalog.edit.short"),
                    Icons.of("pencil"),
                    event -> dialogs.edit(one, saved -> refresh())));
        }
        List<Entity> all = List.copyOf(chosen);
        properties.button(all, this::refresh).ifPresent(selection::add);
        contributors.forEach(each -> each.of(all).ifPresent(selection::add));
        if (chosen.stream().allMatch(dialogs::mayDelete)) {
            Button delete = new Button(getTranslation("ui.delete"), Icons.of("trash"), event -> {
                dialogs.delete(all, this::refresh);
            });
            delete.addThemeVariants(ButtonVariant.ERROR);
            selection.add(delete);
        }
        selection.add(new Button(getTranslation("catalog.selection.clear"), event -> grid.deselectAll()));
    }

    private void go(TableQuery wanted) {
        TablePlace here = place;
        if (here != null && !showing && !wanted.equals(query)) {
            getUI().ifPresent(ui -> here.open(ui, wanted));
        }
    }

    /// Shows the page as it is stored now.
    private void reopen() {
        TablePlace here = place;
        place = null;
        if (here != null) {
            getUI().ifPresent(ui -> here.open(ui, here.first()));
        }
    }
}
