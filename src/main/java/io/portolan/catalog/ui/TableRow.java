package io.portolan.catalog.ui;

import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityRef;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One row of a table with everything its cells need.
///
/// @param targets what the relations of the page's rows point at, by blueprint and identifier
/// @param cells of other rooms, by column key
/// @param group the value of the group it stands in: one with several values stands in several; empty without groups
record TableRow(
        Entity entity,
        Map<List<String>, EntityRef> targets,
        Map<String, EntityColumnContributor.Cell> cells,
        String group)
        implements TableLine {

    @Override
    public Object key() {
        return group.isEmpty() ? entity.id() : List.of(group, entity.id());
    }

    TableRow in(String other) {
        return new TableRow(entity, targets, cells, other);
    }

    EntityRef target(String blueprint, String identifier) {
        return targets.getOrDefault(
                List.of(blueprint, identifier), new EntityRef(0, blueprint, identifier, null, null));
    }

    EntityColumnContributor.@Nullable Cell cell(String column) {
        return cells.get(column);
    }
}
