package io.portolan.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import io.portolan.blueprint.Blueprint;
import io.portolan.catalog.EntityQuery;
import io.portolan.query.QueryParser;
import io.portolan.ui.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where a table stands: on the page that its kind has by itself, or on one that somebody has made.
///
/// @param all every column that the kind can show, found when it is first asked for
record TablePlace(Blueprint kind, @Nullable CatalogPage page, Supplier<List<TableColumn>> all) {

    /// In the address of a page whose table shows everything although the page begins with less.
    private static final String ALL = "all";

    String title() {
        return page == null ? kind.title() : page.title();
    }

    @Nullable
    String icon() {
        return page == null || page.icon() == null ? kind.icon() : page.icon();
    }

    @Nullable
    String description() {
        return page == null ? kind.description() : page.description();
    }

    /// What stands below the title: how many rows there are, and on a page the way to all of the kind.
    Component[] facts(Component count) {
        return page == null
                ? new Component[] {count}
                : new Component[] {
                    count,
                    new Anchor(
                            EntityNavigation.table(kind.identifier()), Texts.get("catalog.pages.whole", kind.title()))
                };
    }

    /// The columns to choose from.
    List<TableColumn> columns() {
        return page == null
                ? all.get()
                : all.get().stream()
                        .filter(column -> !page.excluded().contains(column.key())
                                && !page.excluded().contains(TableSettings.plain(column.key())))
                        .toList();
    }

    /// What the table shows while nobody says otherwise.
    TableQuery first() {
        return page == null ? TableQuery.EVERYTHING : TableSettings.read(page.settings(), columns());
    }

    /// What the address asks for.
    TableQuery query(QueryParameters parameters) {
        TableQuery asked = TableQuery.of(parameters);
        boolean silent = asked.equals(TableQuery.EVERYTHING)
                && parameters.getSingleParameter(ALL).isEmpty();
        return silent ? first() : asked;
    }

    /// Goes to where the table shows this.
    void open(UI ui, TableQuery query) {
        Map<String, List<String>> parameters = new HashMap<>();
        if (!query.equals(first())) {
            parameters.putAll(query.toParameters().getParameters());
            if (query.equals(TableQuery.EVERYTHING)) {
                parameters.put(ALL, List.of("true"));
            }
        }
        RouteParam where = page == null
                ? new RouteParam("blueprint", kind.identifier())
                : new RouteParam("page", page.identifier());
        ui.navigate(TableView.class, new RouteParameters(where), new QueryParameters(parameters));
    }

    /// Throws [io.portolan.kernel.PortalException.Invalid] when the rules of the page are wrong.
    EntityQuery search(TableQuery query) {
        EntityQuery search = query.search(kind.identifier());
        return page == null || page.dataset() == null
                ? search
                : search.where(QueryParser.parse(Objects.requireNonNull(page.dataset()), "/dataset")
                        .and(search.where()));
    }

    /// Whether something is left out whatever the reader filters by.
    boolean narrows() {
        return page != null && page.dataset() != null;
    }

    /// Whether that is the same page of the same kind, neither changed meanwhile.
    boolean isSame(TablePlace other) {
        return kind.equals(other.kind) && Objects.equals(page, other.page);
    }
}
