package io.portolan.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Entities counted by a value: the data of a pie or a bar chart.
///
/// @param blueprint of the entities
/// @param label what they are counted by
public record Breakdown(String blueprint, String label, List<Part> parts) {

    public Breakdown {
        parts = List.copyOf(parts);
    }

    /// One slice or bar.
    ///
    /// @param name the value as people read it; null for entities without one
    /// @param other all values that are not shown one by one
    /// @param color name of a colour; null for the next of the palette
    /// @param filter query in JSON that finds these entities; null when there is none
    public record Part(
            @Nullable String name,
            boolean other,
            long count,
            @Nullable String color,
            @Nullable ObjectNode filter) {}

    public long total() {
        return parts.stream().mapToLong(Part::count).sum();
    }
}
