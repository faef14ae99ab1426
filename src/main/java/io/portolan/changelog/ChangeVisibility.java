package io.portolan.changelog;

import io.portolan.kernel.Actor;
import java.util.Set;

/// The room that knows rights on entities, seen from those who show changes: what a viewer may not see the
/// changes of.
public interface ChangeVisibility {

    /// Blueprints whose entities the viewer may not read as a whole; their changes are shown to nobody but those
    /// who may.
    Set<String> hidden(Actor viewer);
}
