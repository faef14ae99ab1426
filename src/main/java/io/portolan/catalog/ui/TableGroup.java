package io.portolan.catalog.ui;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The head of a group of rows that have the same value.
///
/// @param value the value as text; empty for those without one
/// @param color of its chip; null for the neutral one
/// @param count how many rows it has
/// @param rule what its rows have in common, in the search language; null for what is left of many values, whose rows
///     cannot be shown
/// @param open whether its rows are shown
record TableGroup(
        String value,
        String label,
        @Nullable String color,
        long count,
        @Nullable ObjectNode rule,
        boolean open) implements TableLine {

    @Override
    public Object key() {
        return "group:" + (rule == null ? "others" : value);
    }

    TableGroup opened(boolean now) {
        return new TableGroup(value, label, color, count, rule, now);
    }
}
