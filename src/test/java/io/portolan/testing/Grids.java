package io.portolan.testing;

import com.vaadin.flow.component.grid.Grid;
import java.util.List;

/// What people read in a grid.
public final class Grids {

    private Grids() {}

    /// The heads of the columns with a key, in their order: without those of check boxes and menus.
    public static List<String> headers(Grid<?> grid) {
        return grid.getColumns().stream()
                .filter(column -> column.getKey() != null)
                .map(Grid.Column::getHeaderText)
                .toList();
    }
}
