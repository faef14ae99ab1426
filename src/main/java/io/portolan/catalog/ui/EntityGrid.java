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
import com.vaadin.flow.function.ValueProvider;
import io.portolan.catalog.Entity;
import io.portolan.catalog.Sort;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Icons;
import io.portolan.ui.Texts;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The grid itself: lazy, sortable by several columns, with columns that come and go.
class EntityGrid extends Div {

    private static final long serialVersionUID = 1L;

    private static final Pattern PIXELS = Pattern.compile("(\\d+)(?:\\.\\d+)?px");
    private static final String CELL = "<div class=\"cat-cell\" .innerHTML=\"${item.html}\"></div>";
    private static final String HEAD = """
            <div class="cat-head" title="${item.hint}">
              <button class="cat-head-toggle" type="button" focus-target aria-expanded="${item.open}"
                  ?disabled="${item.closed}" @click="${toggle}">
                <span class="cat-head-mark" aria-hidden="true"></span>
                <span class="cat-head-label" title="${item.label}" .innerHTML="${item.badge}"></span>
                <span class="cat-head-count">${item.count}</span>
              </button>
              <button class="cat-head-only" type="button" ?hidden="${item.closed}" @click="${only}"
                  aria-label="${item.only}" title="${item.only}" .innerHTML="${item.icon}"></button>
            </div>""";

    private final Grid<TableLine> grid = new Grid<>();
    private final transient RowMenu rowMenu;
    private transient List<TableColumn> offered = List.of();
    private transient Set<String> editable = Set.of();
    private transient List<String> shown = List.of();
    private transient @Nullable TableLines lines;
    private transient @Nullable Consumer<List<Sort>> onSort;
    private transient @Nullable Consumer<List<String>> onOrder;
    private transient @Nullable BiConsumer<String, Integer> onWidth;
    private transient @Nullable Consumer<TableGroup> onToggle;
    private transient @Nullable Consumer<TableGroup> onOnly;
    private transient Map<String, Integer> widths = Map.of();
    private final transient Map<EntityColumnContributor.Footer, Consumer<String>> footers = new HashMap<>();
    private boolean arranging;

    /// @param editor of single cells, see [#offer]
    /// @param deeds what can be done with one row
    EntityGrid(
            Consumer<Set<Entity>> onSelect,
            CellEditing.Editor editor,
            Function<Entity, List<SelectionContributor.Deed>> deeds) {
        addClassName("cat-grid-box");
        grid.addClassName("cat-grid");
        grid.addThemeVariants(GridVariant.NO_BORDER);
        grid.setPageSize(TablePages.PAGE);
        grid.setMultiSort(true, Grid.MultiSortPriority.APPEND);
        grid.setColumnReorderingAllowed(true);
        grid.setSizeFull();
        grid.setSelectionMode(Grid.SelectionMode.MULTI);
        if (grid.getSelectionModel() instanceof GridMultiSelectionModel<TableLine> model) {
            model.setSelectAllCheckboxVisibility(GridMultiSelectionModel.SelectAllCheckboxVisibility.HIDDEN);
        }
        grid.setItemSelectableProvider(TableRow.class::isInstance);
        nameSelectionColumn();
        grid.addSelectionListener(event -> onSelect.accept(event.getAllSelectedItems().stream()
                .filter(TableRow.class::isInstance)
                .map(line -> ((TableRow) line).entity())
                .collect(Collectors.toCollection(LinkedHashSet::new))));
        rowMenu = new RowMenu(grid, deeds);
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
        grid.addColumnResizeListener(event -> {
            String key = event.getResizedColumn().getKey();
            Matcher width =
                    PIXELS.matcher(String.valueOf(event.getResizedColumn().getWidth()));
            if (onWidth != null && event.isFromClient() && key != null && width.matches()) {
                onWidth.accept(key, Integer.parseInt(width.group(1)));
            }
        });
        grid.setPartNameGenerator(line -> line instanceof TableGroup ? "group-head" : null);
        // on the head of a group Enter and the space bar do what its button does, without going into the cell first
        grid.getElement().executeJs("""
                this.addEventListener('keydown', event => {
                  const cell = event.composedPath()[0];
                  const head = cell._content && cell._content.querySelector('.cat-head-toggle');
                  if (head && (event.key === 'Enter' || event.key === ' ')) {
                    event.preventDefault();
                    event.stopImmediatePropagation();
                    head.click();
                  }
                }, true);""");
        grid.addItemClickListener(event -> {
            if (event.getColumn() != null && event.getItem() instanceof TableGroup group) {
                toggle(group);
            }
        });
        add(grid);
    }

    private void toggle(TableGroup group) {
        if (onToggle != null) {
            onToggle.accept(group);
        }
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

    /// @param listener gets the key of a column and its width in pixels
    void onWidth(BiConsumer<String, Integer> listener) {
        onWidth = listener;
    }

    /// @param toggle called for a group that is to be opened or closed
    /// @param only called for one that is to be shown alone
    void onGroup(Consumer<TableGroup> toggle, Consumer<TableGroup> only) {
        onToggle = toggle;
        onOnly = only;
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
            wanted.forEach(column -> column(column, column == wanted.getFirst()));
            rowMenu.column();
            shown = keys;
            widths = Map.of();
        }
        if (!query.widths().equals(widths)) {
            wanted.forEach(column -> width(column, query.widths().get(column.key())));
            widths = query.widths();
        }
        List<GridSortOrder<TableLine>> orders = orders(query.sort());
        if (!orders.equals(grid.getSortOrder())) {
            grid.sort(orders);
        }
        arranging = false;
        return wanted;
    }

    /// Shows other lines, or the same afresh.
    void show(TableLines next) {
        boolean first = lines == null;
        lines = next;
        if (first) {
            grid.setItems(request -> Objects.requireNonNull(lines)
                            .fetch(request.getOffset(), request.getLimit())
                            .map(TableLine.class::cast))
                    .setIdentifierProvider(TableLine::key);
        }
        if (next.size() < 0) {
            grid.getLazyDataView().setItemCountUnknown();
        } else {
            grid.getLazyDataView()
                    .setItemCountCallback(
                            request -> Objects.requireNonNull(lines).size());
        }
        if (!first) {
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

    private void column(TableColumn column, boolean first) {
        Grid.Column<TableLine> made = grid.addColumn(first ? firstCells(column) : cells(CELL, column));
        made.setKey(column.key()).setHeader(column.title()).setResizable(true);
        width(column, null);
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

    private void width(TableColumn column, @Nullable Integer pixels) {
        grid.getColumnByKey(column.key())
                .setWidth(pixels == null ? column.width() + "rem" : pixels + "px")
                .setFlexGrow(pixels != null ? 0 : column.key().equals("$title") ? 2 : 1);
    }

    private static LitRenderer<TableLine> cells(String template, TableColumn column) {
        return LitRenderer.<TableLine>of(template)
                .withProperty("html", line -> line instanceof TableRow row ? column.html(row) : "");
    }

    /// The first column also holds the heads of groups.
    private LitRenderer<TableLine> firstCells(TableColumn column) {
        String only = Icons.of("filter").getElement().getOuterHTML();
        return cells("${item.badge ? html`" + HEAD + "` : html`" + CELL + "`}", column)
                .withProperty("label", head(TableGroup::label))
                .withProperty(
                        "badge",
                        head(group -> new EnumBadge(group.label(), group.color())
                                .getElement()
                                .getOuterHTML()))
                .withProperty(
                        "count",
                        head(group ->
                                NumberFormat.getIntegerInstance(Texts.locale()).format(group.count())))
                .withProperty("open", head(group -> String.valueOf(group.open())))
                .withProperty("closed", head(group -> group.rule() == null))
                .withProperty(
                        "hint", head(group -> group.rule() == null ? getTranslation("catalog.group.others.hint") : ""))
                .withProperty("only", head(group -> getTranslation("catalog.group.only", group.label())))
                .withProperty("icon", head(group -> only))
                .withFunction("toggle", line -> {
                    if (line instanceof TableGroup group) {
                        toggle(group);
                    }
                })
                .withFunction("only", line -> {
                    if (onOnly != null && line instanceof TableGroup group) {
                        onOnly.accept(group);
                    }
                });
    }

    /// Nothing for rows.
    private static ValueProvider<TableLine, @Nullable Object> head(Function<TableGroup, Object> value) {
        return line -> line instanceof TableGroup group ? value.apply(group) : null;
    }

    private List<GridSortOrder<TableLine>> orders(List<Sort> sort) {
        List<GridSortOrder<TableLine>> orders = new ArrayList<>();
        for (Sort key : sort) {
            Grid.Column<TableLine> column = shown.contains(key.property()) ? grid.getColumnByKey(key.property()) : null;
            if (column != null) {
                orders.add(new GridSortOrder<>(
                        column, key.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING));
            }
        }
        return orders;
    }

    private static List<Sort> sorts(List<GridSortOrder<TableLine>> orders) {
        return orders.stream()
                .map(order -> new Sort(
                        String.valueOf(order.getSorted().getKey()), order.getDirection() == SortDirection.DESCENDING))
                .toList();
    }
}
