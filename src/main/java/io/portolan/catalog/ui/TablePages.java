package io.portolan.catalog.ui;

import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityGraph;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.EntityRef;
import io.portolan.catalog.EntitySearch;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Serves a grid, which asks by offset, from a search that is paged by key: remembers where each page ended that it
/// has read, so that scrolling costs one query a page wherever it stands, and nothing is counted.
final class TablePages implements TableLines {

    static final int PAGE = 50;

    private final EntitySearch search;
    private final EntityGraph graph;
    private final Actor viewer;
    private final EntityQuery query;
    private final List<EntityColumnContributor.Column> others;
    /// By number of a page, the cursor it begins at; the first has none.
    private final NavigableMap<Integer, String> cursors = new TreeMap<>();
    /// The number from which on pages are known to be empty.
    private int end = Integer.MAX_VALUE;

    /// @param others columns of other rooms that are shown
    TablePages(
            EntitySearch search,
            EntityGraph graph,
            Actor viewer,
            EntityQuery query,
            List<EntityColumnContributor.Column> others) {
        this.search = search;
        this.graph = graph;
        this.viewer = viewer;
        this.query = query.limit(PAGE);
        this.others = others;
    }

    @Override
    public Stream<TableRow> fetch(int offset, int limit) {
        List<Entity> found = new ArrayList<>();
        for (int page = offset / PAGE; page <= (offset + limit - 1) / PAGE; page++) {
            found.addAll(page(page));
        }
        return rows(found.stream().skip(offset % PAGE).limit(limit).toList()).stream();
    }

    /// Entities as rows, with what their relations and the columns of other rooms need, read at once.
    List<TableRow> rows(List<Entity> entities) {
        if (entities.isEmpty()) {
            return List.of();
        }
        Map<List<String>, EntityRef> targets = new HashMap<>();
        graph.targets(entities, viewer).forEach(ref -> targets.put(List.of(ref.blueprint(), ref.identifier()), ref));
        Map<String, Map<String, EntityColumnContributor.Cell>> cells = new HashMap<>();
        others.forEach(column -> cells.put(column.key(), column.cells().apply(entities)));
        return entities.stream()
                .map(entity -> {
                    Map<String, EntityColumnContributor.Cell> own = new HashMap<>();
                    cells.forEach((key, byIdentifier) -> {
                        EntityColumnContributor.Cell cell = byIdentifier.get(entity.identifier());
                        if (cell != null) {
                            own.put(key, cell);
                        }
                    });
                    return new TableRow(entity, targets, own, "");
                })
                .toList();
    }

    /// Read from the nearest page before it whose key is known; rows in between are skipped by the database.
    private List<Entity> page(int number) {
        if (number >= end) {
            return List.of();
        }
        Map.Entry<Integer, String> near = cursors.floorEntry(number);
        int from = near == null ? 0 : near.getKey();
        EntityQuery wanted = query.from(near == null ? null : near.getValue()).offset((number - from) * PAGE);
        Slice<Entity> slice = search.search(wanted, viewer);
        if (slice.next() != null) {
            cursors.put(number + 1, slice.next());
        } else {
            end = slice.items().isEmpty() ? number : number + 1;
        }
        return slice.items();
    }
}
