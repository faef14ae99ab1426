package io.portolan.changelog;

import java.util.List;

/// Published as a Spring event in this process after the commit, best effort: for refreshing what people look at,
/// never for work that must be done. Listeners run on the writer's thread and must be quick.
public record ChangesCommitted(List<Change> changes) {

    public ChangesCommitted {
        changes = List.copyOf(changes);
    }
}
