package io.portolan.catalog.ui;

/// What stands in one line of a table: an entity, or the head of a group of them.
sealed interface TableLine permits TableRow, TableGroup {

    /// Tells it from every other line of the table.
    Object key();
}
