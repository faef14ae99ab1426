package io.portolan.audit.ui;

import io.portolan.audit.AuditTrail;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeFilter;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Serves a grid, which asks by offset, from a list that is paged by cursor: remembers the cursor of each page it has
/// passed, so that scrolling down costs one query a page and nothing is counted.
final class ChangePages {

    static final int PAGE = 50;

    private final AuditTrail trail;
    private final Actor viewer;
    private final ChangeFilter filter;
    /// Cursor of page n; the first is null.
    private final List<@Nullable String> cursors = new ArrayList<>();
    private boolean complete;

    ChangePages(AuditTrail trail, Actor viewer, ChangeFilter filter) {
        this.trail = trail;
        this.viewer = viewer;
        this.filter = filter;
        cursors.add(null);
    }

    /// @param offset a multiple of [#PAGE], as a grid with that page size asks
    Stream<Change> fetch(int offset, int limit) {
        List<Change> found = new ArrayList<>();
        for (int page = offset / PAGE; page <= (offset + limit - 1) / PAGE; page++) {
            found.addAll(page(page));
        }
        return found.stream().skip(offset % PAGE).limit(limit);
    }

    private List<Change> page(int number) {
        while (cursors.size() <= number && !complete) {
            read(cursors.size() - 1);
        }
        return number < cursors.size() ? read(number).items() : List.of();
    }

    private Slice<Change> read(int number) {
        Slice<Change> slice = trail.find(filter, cursors.get(number), PAGE, viewer);
        if (number == cursors.size() - 1) {
            if (slice.next() == null) {
                complete = true;
            } else {
                cursors.add(slice.next());
            }
        }
        return slice;
    }
}
