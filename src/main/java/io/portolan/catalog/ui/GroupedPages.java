package io.portolan.catalog.ui;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// The lines of a table in groups: the head of each group, and below it its rows where it is open. Rows are read page
/// by
/// page, as they come into sight.
final class GroupedPages implements TableLines {

    private final List<TableGroup> groups;
    private final Function<TableGroup, TablePages> rows;
    private final Map<String, TablePages> read = new HashMap<>();

    /// @param rows the rows of a group that has a rule
    GroupedPages(Collection<TableGroup> groups, Function<TableGroup, TablePages> rows) {
        this.groups = new ArrayList<>(groups);
        this.rows = rows;
    }

    List<TableGroup> groups() {
        return List.copyOf(groups);
    }

    /// Shows or hides the rows of one group.
    void toggle(TableGroup group) {
        groups.replaceAll(one -> one.key().equals(group.key()) && one.rule() != null ? one.opened(!one.open()) : one);
    }

    /// Shows or hides the rows of every group.
    void openAll(boolean open) {
        groups.replaceAll(one -> one.opened(open && one.rule() != null));
    }

    @Override
    public int size() {
        return (int) Math.min(
                Integer.MAX_VALUE,
                groups.stream().mapToLong(GroupedPages::lines).sum());
    }

    @Override
    public Stream<TableLine> fetch(int offset, int limit) {
        List<TableLine> lines = new ArrayList<>();
        long head = 0;
        for (TableGroup group : groups) {
            long end = head + lines(group);
            if (end > offset && lines.size() < limit) {
                if (head >= offset) {
                    lines.add(group);
                }
                if (group.open() && lines.size() < limit) {
                    long first = Math.max(0, offset - head - 1);
                    long most = Math.min(limit - lines.size(), group.count() - first);
                    if (most > 0) {
                        pages(group)
                                .fetch((int) first, (int) most)
                                .map(row -> row.in(String.valueOf(group.key())))
                                .forEach(lines::add);
                    }
                }
            }
            head = end;
        }
        return lines.stream();
    }

    private TablePages pages(TableGroup group) {
        return read.computeIfAbsent(String.valueOf(group.key()), key -> rows.apply(group));
    }

    private static long lines(TableGroup group) {
        return group.open() ? 1 + group.count() : 1;
    }
}
