package io.portolan.catalog.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.popover.Popover;
import io.portolan.ui.Icons;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// A button that opens the list of columns: those that are ticked are shown, in the order of the list, and can be moved
/// and made wider or narrower without a pointer.
class ColumnChooser extends Div {

    private static final long serialVersionUID = 1L;
    private static final String TITLE = "$title";
    /// Pixels that a column becomes wider or narrower by.
    private static final int STEP = 40;

    private static final int PIXELS_PER_REM = 16;

    private final Popover popover = new Popover();
    private final Div content = new Div();
    private final transient List<TableColumn> columns;
    private final transient Consumer<TableQuery> chosen;
    private transient List<String> shown = List.of();
    private transient TableQuery query = TableQuery.EVERYTHING;
    private transient String focus = "";

    /// @param chosen called with what the table shows from now on
    ColumnChooser(List<TableColumn> columns, Consumer<TableQuery> chosen) {
        this.columns = columns;
        this.chosen = chosen;
        Button open = new Button(getTranslation("catalog.columns"), Icons.of("columns-3"));
        content.addClassName("cat-columns");
        popover.add(content);
        popover.setTarget(open);
        popover.setModal(true);
        popover.setAriaLabel(getTranslation("catalog.columns"));
        popover.addOpenedChangeListener(event -> fill());
        add(open, popover);
    }

    /// @param keys of the columns that are shown, in their order
    void show(List<String> keys, TableQuery now) {
        shown = keys;
        query = now;
        fill();
    }

    /// A closed list holds nothing.
    private void fill() {
        content.removeAll();
        if (!popover.isOpened()) {
            return;
        }
        Paragraph head = new Paragraph(getTranslation("catalog.columns.shown"));
        head.addClassName("cat-columns-head");
        OrderedList rows = new OrderedList();
        shown.forEach(key ->
                columns.stream().filter(column -> column.key().equals(key)).forEach(column -> rows.add(row(column))));
        columns.stream().filter(column -> !shown.contains(column.key())).forEach(column -> rows.add(row(column)));
        Button usual =
                new Button(getTranslation("catalog.columns.usual"), event -> chosen.accept(query.withUsualColumns()));
        content.add(head, rows, usual);
        focus = "";
    }

    private ListItem row(TableColumn column) {
        int place = shown.indexOf(column.key());
        Checkbox box = new Checkbox(column.title(), place >= 0);
        box.setEnabled(!column.key().equals(TITLE));
        box.addValueChangeListener(event -> show(column, event.getValue()));
        if (focus.equals(column.key())) {
            box.focus();
        }
        ListItem row = new ListItem(box);
        if (place >= 0) {
            int width = query.widths().getOrDefault(column.key(), column.width() * PIXELS_PER_REM);
            Div buttons = new Div(
                    button("chevron-up", "catalog.columns.up", column, place > 0, () -> move(column, -1)),
                    button(
                            "chevron-down",
                            "catalog.columns.down",
                            column,
                            place < shown.size() - 1,
                            () -> move(column, 1)),
                    button(
                            "minus",
                            "catalog.columns.narrower",
                            column,
                            width > TableQuery.NARROWEST,
                            () -> chosen.accept(query.withWidth(column.key(), width - STEP))),
                    button(
                            "plus",
                            "catalog.columns.wider",
                            column,
                            width < TableQuery.WIDEST,
                            () -> chosen.accept(query.withWidth(column.key(), width + STEP))));
            buttons.addClassName("cat-columns-buttons");
            row.add(buttons);
        }
        return row;
    }

    private Button button(String icon, String label, TableColumn column, boolean enabled, Runnable press) {
        String id = column.key() + "/" + label;
        Button button = new Button(Icons.of(icon), event -> {
            focus = id;
            press.run();
        });
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.setAriaLabel(getTranslation(label, column.title()));
        button.setTooltipText(getTranslation(label, column.title()));
        button.setEnabled(enabled);
        if (focus.equals(id) && enabled) {
            button.focus();
        }
        return button;
    }

    /// One that is new comes last.
    private void show(TableColumn column, boolean ticked) {
        List<String> keys = new ArrayList<>(shown);
        if (ticked) {
            keys.add(column.key());
        } else {
            keys.remove(column.key());
        }
        focus = column.key();
        chosen.accept(query.withColumns(keys));
    }

    private void move(TableColumn column, int by) {
        List<String> keys = new ArrayList<>(shown);
        int place = keys.indexOf(column.key());
        Collections.swap(keys, place, place + by);
        chosen.accept(query.withColumns(keys));
    }
}
