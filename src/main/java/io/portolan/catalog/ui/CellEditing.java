package io.portolan.catalog.ui;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.dom.DomEvent;
import io.portolan.catalog.Entity;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What clicks and keys in a grid do: a click opens the entity; a double click, F2 or Enter on a cell that may be
/// edited edits it. Enter on a cell with a link in it goes to the link, as everywhere in the grid.
///
/// On a cell that may be edited a click waits for a moment: it may be the first half of a double click.
final class CellEditing {

    /// Who says which cells may be edited, and edits them.
    interface Editor {

        /// @param column key of the column
        boolean allows(Entity entity, String column);

        void edit(Entity entity, String column);
    }

    /// Carries the key of the column where it can be edited at all.
    static final String ATTRIBUTE = "data-edit";

    /// What the browser tells of a key that was pressed.
    static final String ITEM = "(element.getEventContext(event).item || {}).key";

    static final String COLUMN = "((element.getEventContext(event).column || {}).dataset || {}).edit";
    static final String KEYS = "(event.key === 'F2' || event.key === 'Enter' && !element.hasAttribute('interacting'))"
            + " && !!(" + ITEM + ") && !!(" + COLUMN + ")";

    private static final int DOUBLE_CLICK_MILLIS = 250;
    private static final String CLICKS = "event.detail.detail";
    private static final String EDITABLE = "[...element.querySelectorAll('[" + ATTRIBUTE
            + "]')].some(column => column._flowId === event.detail.internalColumnId)";

    private final Grid<TableLine> grid;
    private final Editor editor;
    private final Consumer<Entity> open;
    private @Nullable Entity waiting;

    private CellEditing(Grid<TableLine> grid, Editor editor, Consumer<Entity> open) {
        this.grid = grid;
        this.editor = editor;
        this.open = open;
    }

    /// @param open called for the entity that was clicked
    static void of(Grid<TableLine> grid, Editor editor, Consumer<Entity> open) {
        CellEditing editing = new CellEditing(grid, editor, open);
        grid.addItemClickListener(event -> {
            // the column of check boxes is none of ours: there a click, or the space bar, chooses the row
            if (event.getColumn() != null && event.getItem() instanceof TableRow row) {
                editing.clicked(row.entity(), key(event.getColumn()));
            }
        });
        grid.addItemDoubleClickListener(event -> {
            if (event.getItem() instanceof TableRow row) {
                editing.edit(row.entity(), key(event.getColumn()));
            }
        });
        grid.getElement()
                .addEventListener("item-click", editing::settled)
                .addEventData(CLICKS)
                .setFilter(EDITABLE)
                .debounce(DOUBLE_CLICK_MILLIS);
        grid.getElement()
                .addEventListener("keydown", editing::pressed)
                .addEventData(ITEM)
                .addEventData(COLUMN)
                .setFilter(KEYS);
    }

    private void clicked(Entity entity, String column) {
        if (editor.allows(entity, column)) {
            waiting = entity;
        } else {
            waiting = null;
            open.accept(entity);
        }
    }

    /// No click followed within the moment that a double click has.
    private void settled(DomEvent event) {
        Entity entity = waiting;
        waiting = null;
        if (entity != null && event.getEventData().path(CLICKS).asInt(1) == 1) {
            open.accept(entity);
        }
    }

    private void pressed(DomEvent event) {
        TableLine line = grid.getDataCommunicator()
                .getKeyMapper()
                .get(event.getEventData().path(ITEM).asString(""));
        if (line instanceof TableRow row) {
            edit(row.entity(), event.getEventData().path(COLUMN).asString(""));
        }
    }

    private void edit(Entity entity, String column) {
        waiting = null;
        if (editor.allows(entity, column)) {
            editor.edit(entity, column);
        }
    }

    private static String key(Grid.@Nullable Column<TableLine> column) {
        String key = column == null ? null : column.getKey();
        return key == null ? "" : key;
    }
}
