package io.portolan.catalog.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.popover.Popover;
import io.portolan.ui.Icons;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

/// A button that opens the list of columns; those that are ticked are shown.
class ColumnChooser extends Div {

    private static final long serialVersionUID = 1L;

    private final CheckboxGroup<TableColumn> boxes = new CheckboxGroup<>();
    private final transient List<TableColumn> columns;
    private transient List<String> order = List.of();
    private boolean showing;

    ColumnChooser(List<TableColumn> columns, Consumer<List<String>> chosen) {
        this.columns = columns;
        Button open = new Button(getTranslation("catalog.columns"), Icons.of("columns-3"));
        boxes.setItems(columns);
        boxes.setItemLabelGenerator(TableColumn::title);
        boxes.setItemEnabledProvider(column -> !column.key().equals("$title"));
        boxes.setLabel(getTranslation("catalog.columns.shown"));
        boxes.addValueChangeListener(event -> {
            if (!showing) {
                chosen.accept(keys());
            }
        });
        Button usual = new Button(getTranslation("catalog.columns.usual"), event -> chosen.accept(List.of()));
        Div content = new Div(boxes, usual);
        content.addClassName("cat-columns");
        Popover popover = new Popover(content);
        popover.setTarget(open);
        popover.setModal(true);
        popover.setAriaLabel(getTranslation("catalog.columns"));
        add(open, popover);
    }

    void show(List<String> keys) {
        showing = true;
        order = keys;
        boxes.setValue(new LinkedHashSet<>(
                columns.stream().filter(column -> keys.contains(column.key())).toList()));
        showing = false;
    }

    /// Columns that stay keep their places; new ones come last.
    private List<String> keys() {
        List<String> ticked = boxes.getValue().stream().map(TableColumn::key).toList();
        List<String> keys =
                new ArrayList<>(order.stream().filter(ticked::contains).toList());
        columns.stream()
                .map(TableColumn::key)
                .filter(key -> ticked.contains(key) && !keys.contains(key))
                .forEach(keys::add);
        return keys;
    }
}
