package io.portolan.changelog;

import io.portolan.kernel.PortalException;
import io.portolan.kernel.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Reads what happened. Whoever shows it asks `access` first whether the viewer may see it.
@Service
@Transactional(readOnly = true)
public class ChangeHistory {

    private static final int LONGEST_PAGE = 1000;
    private static final int LONGEST_CHAIN = 50;

    private final ChangeRows changes;

    ChangeHistory(ChangeRows changes) {
        this.changes = changes;
    }

    /// Newest first.
    ///
    /// @param cursor `next` of the page before; null for the first
    /// @param limit 1 to 1000
    public Slice<Change> find(ChangeFilter filter, @Nullable String cursor, int limit) {
        int size = Math.clamp(limit, 1, LONGEST_PAGE);
        List<Change> found = changes.search(filter, cursor == null ? null : idOf(cursor), size + 1);
        if (found.size() <= size) {
            return new Slice<>(found, null);
        }
        List<Change> page = found.subList(0, size);
        return new Slice<>(page, Long.toString(page.getLast().id()));
    }

    public Optional<Change> find(long id) {
        return changes.find(id);
    }

    /// What led to the change, nearest cause first, the change itself left out.
    public List<Change> causes(Change change) {
        List<Change> chain = new ArrayList<>();
        Long cause = change.causeId();
        while (cause != null && chain.size() < LONGEST_CHAIN) {
            Optional<Change> found = changes.find(cause);
            found.ifPresent(chain::add);
            cause = found.map(Change::causeId).orElse(null);
        }
        return List.copyOf(chain);
    }

    /// What the change led to directly, oldest first.
    public List<Change> consequences(long id, int limit) {
        return changes.causedBy(id, limit);
    }

    private static long idOf(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new PortalException.Invalid("/cursor", "is no cursor of this list; leave it out to start anew");
        }
    }
}
