package io.portolan.catalog;

import io.portolan.kernel.PortalException;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What became of one draft.
public sealed interface WriteResult {

    /// It is stored (or would be, when only validation was asked for).
    ///
    /// @param created it did not exist before
    /// @param changed something was written; false for a write that changed nothing
    /// @param ignored names in the draft that the blueprint does not know
    /// @param additional what the client is told this once, such as `credentials`; empty otherwise
    record Written(Entity entity, boolean created, boolean changed, List<String> ignored, ObjectNode additional)
            implements WriteResult {}

    /// It was refused.
    record Refused(String identifier, PortalException error) implements WriteResult {}
}
