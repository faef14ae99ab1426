package io.portolan.catalog.ui;

import io.portolan.blueprint.Blueprint;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityQuery;
import io.portolan.kernel.Actor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Columns that another room adds to the tables of the catalog, such as the level of a scorecard. Beans of this type
/// are asked each time a table is opened.
public interface EntityColumnContributor {

    /// Columns for the table of a kind, in their order; empty when there are none.
    List<Column> columns(Blueprint blueprint);

    /// Levels and results that the rows of the table of a kind can be filtered by.
    default List<Level> levels(Blueprint blueprint) {
        return List.of();
    }

    /// A scorecard.
    ///
    /// @param shape of a property with its levels: `type`, `enum`, `enumColors`
    /// @param rules titles by identifier, in the order of the scorecard
    record Level(String scorecard, String title, ObjectNode shape, SequencedMap<String, String> rules) {}

    /// One column.
    ///
    /// @param key unique, stands in addresses; begin it with the room: `scorecard:production-readiness`
    /// @param title what people read
    /// @param cells gives the cells of one page of rows in one go, by identifier of the entity; rows without a cell
    ///     are shown empty
    /// @param usual shown unless the reader says otherwise
    /// @param footer what stands below the column; null for nothing
    record Column(
            String key,
            String title,
            Function<List<Entity>, Map<String, Cell>> cells,
            boolean usual,
            @Nullable Footer footer) {}

    /// Sums up a column over all rows that the table finds, not only over those that were read.
    interface Footer {
        /// A few words in the viewer's language; empty when there is nothing to say. Asked outside of the interface's
        /// lock.
        String of(EntityQuery query, Actor viewer, Locale language);
    }

    /// What stands in one cell.
    ///
    /// @param color as `BadgeColor` knows it: the text is shown as a chip; null for plain text
    /// @param hint more about it, shown on hover; null for none
    record Cell(
            String text, @Nullable String color, @Nullable String hint) {}
}
