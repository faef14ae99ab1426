package io.portolan.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridMultiSelectionModel;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.portolan.catalog.Entity;
import io.portolan.catalog.Sort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The grid itself: lazy, sortable by several columns, with columns that come and go.
class EntityGrid extends Div {

    private static final long serialVersionUID = 1L;

    private final Grid<TableRow> grid = new Grid<>();
    private transient List<TableColumn> offered = List.of();
    private transient Set<String> editable = Set.of();
    private transient List<String> shown = List.of();
    private transient @Nullable TablePages pages;
    private transient @Nullable Consumer<List<Sort>> onSort;
    private transient @Nullable Consumer<List<String>> onOrder;
    private final transient Map<EntityColumnContributor.Footer, Consumer<String>> footers = new HashMap<>();
    private boolean arranging;

    /// @param editor of single cells, see [#offer]
    EntityGrid(boolean selectable, Consumer<Set<Entity>> onSelect, CellEditing.Editor editor) {
        addClassName("cat-grid-box");
        grid.addClassName("cat-grid");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setPageSize(TablePages.PAGE);
        grid.setMultiSort(true, Grid.MultiSortPriority.APPEND);
        grid.setColumnReorderingAllowed(true);
        grid.setSizeFull();
        if (selectable) {
            grid.setSelectionMode(Grid.SelectionMode.MULTI);
            if (grid.getSelectionModel() instanceof GridMultiSelectionModel<TableRow> model) {
                model.setSelectAllCheckboxVisibility(GridMultiSelectionModel.SelectAllCheckboxVisibility.HIDDEN);
            }
            nameSelectionColumn();
            grid.addSelectionListener(event -> onSelect.accept(event.getAllSelectedItems().stream()
                    .map(TableRow::entity)
                    .collect(Collectors.toCollection(LinkedHashSet::new))));
        } else {
            grid.setSelectionMode(Grid.SelectionMode.NONE);
        }
        CellEditing.of(grid, editor, entity -> UI.getCurrent().navigate(EntityNavigation.entity(entity)));
        grid.addSortListener(event -> {
            if (onSort != null && !arranging && event.isFromClient()) {
                onSort.accept(sorts(event.getSortOrder()));
            }
        });
        grid.addColumnReorderListener(event -> {
            if (onOrder != null && event.isFromClient()) {
                onOrder.accept(event.getColumns().stream()
                        .map(Grid.Column::getKey)
                        .filter(Objects::nonNull)
                        .toList());
            }
        });
        add(grid);
    }

    /// For those who hear the table: the head of the column with the checkboxes is empty otherwise.
    private void nameSelectionColumn() {
        grid.getElement().executeJs("""
                        const column = this.querySelector('vaadin-grid-flow-selection-column');
                        if (column) {
                          column.headerRenderer = root => {
                            const name = document.createElement('span');
                            name.className = 'pt-visually-hidden';
                            name.textContent = $0;
                            root.replaceChildren(name);
                          };
                        }""", getTranslation("catalog.selection.column"));
    }

    void onSort(Consumer<List<Sort>> listener) {
        onSort = listener;
    }

    void onOrder(Consumer<List<String>> listener) {
        onOrder = listener;
    }

    void setAriaLabel(String label) {
        grid.getElement().setAttribute("aria-label", label);
    }

    void whenEmpty(Component state) {
        grid.setEmptyStateComponent(state);
    }

    void deselectAll() {
        grid.deselectAll();
    }

    /// Makes other columns available; none is shown until [#columns] is called.
    ///
    /// @param own keys of those whose cells can be edited where the editor allows it
    void offer(List<TableColumn> columns, Set<String> own) {
        offered = columns;
        editable = own;
        shown = List.of();
        grid.removeAllColumns();
    }

    /// Shows the columns and the order of a query, and gives the columns.
    List<TableColumn> columns(TableQuery query) {
        List<TableColumn> wanted = wanted(query.columns());
        List<String> keys = wanted.stream().map(TableColumn::key).toList();
        arranging = true;
        if (!keys.equals(shown)) {
            grid.removeAllColumns();
            footers.clear();
            wanted.forEach(this::column);
            shown = keys;
        }
        List<GridSortOrder<TableRow>> orders = orders(query.sort());
        if (!orders.equals(grid.getSortOrder())) {
            grid.sort(orders);
        }
        arranging = false;
        return wanted;
    }

    /// Shows other rows, or the same afresh.
    void show(TablePages next) {
        boolean first = pages == null;
        pages = next;
        if (first) {
            grid.setItems(request -> Objects.requireNonNull(pages).fetch(request.getOffset(), request.getLimit()))
                    .setIdentifierProvider(row -> row.entity().id());
        } else {
            grid.getLazyDataView().refreshAll();
        }
    }

    /// What sums the shown columns up, with where the words of each go.
    Map<EntityColumnContributor.Footer, Consumer<String>> footers() {
        return Map.copyOf(footers);
    }

    private List<TableColumn> wanted(List<String> keys) {
        if (keys.isEmpty()) {
            return offered.stream().filter(TableColumn::usual).toList();
        }
        List<TableColumn> wanted = new ArrayList<>();
        find("$title").filter(title -> !keys.contains("$title")).ifPresent(wanted::add);
        keys.forEach(key -> find(key).ifPresent(wanted::add));
        return wanted;
    }

    private Optional<TableColumn> find(String key) {
        return offered.stream().filter(column -> column.key().equals(key)).findFirst();
    }

    private void column(TableColumn column) {
        Grid.Column<TableRow> made =
                grid.addColumn(LitRenderer.<TableRow>of("<div class=\"cat-cell\" .innerHTML=\"${item.html}\"></div>")
                        .withProperty("html", column::html));
        made.setKey(column.key())
                .setHeader(column.title())
                .setWidth(column.width() + "rem")
                .setFlexGrow(column.key().equals("$title") ? 2 : 1)
                .setResizable(true);
        if (editable.contains(column.key())) {
            made.getElement().setAttribute(CellEditing.ATTRIBUTE, column.key());
        }
        EntityColumnContributor.Footer sum = column.footer();
        if (sum != null) {
            Span footer = new Span();
            footer.addClassNames("cat-line", "cat-footer");
            made.setFooter(footer);
            footers.put(sum, words -> {
                footer.setText(words);
                footer.setTitle(words);
            });
        }
        if (column.sort() != null) {
            made.setSortProperty(column.sort()).setSortable(true);
        }
    }

    private List<GridSortOrder<TableRow>> orders(List<Sort> sort) {
        List<GridSortOrder<TableRow>> orders = new ArrayList<>();
        for (Sort key : sort) {
            Grid.Column<TableRow> column = shown.contains(key.property()) ? grid.getColumnByKey(key.property()) : null;
            if (column != null) {
                orders.add(new GridSortOrder<>(
                        column, key.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING));
            }
        }
        return orders;
    }

    private static List<Sort> sorts(List<GridSortOrder<TableRow>> orders) {
        return orders.stream()
                .map(order -> new Sort(
                        String.valueOf(order.getSorted().getKey()), order.getDirection() == SortDirection.DESCENDING))
                .toList();
    }
}
