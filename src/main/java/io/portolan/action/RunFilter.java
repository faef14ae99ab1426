package io.portolan.action;

import io.portolan.kernel.PortalException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which runs to list; null or empty leaves a criterion out.
///
/// @param active true for runs that have not ended, false for those that have
/// @param user who started them
/// @param sources `UI`, `API`, `AUTOMATION`
public record RunFilter(
        @Nullable String action,
        @Nullable String blueprint,
        @Nullable String entity,
        @Nullable Boolean active,
        @Nullable String user,
        List<String> sources,
        List<RunStatus> statuses,
        @Nullable String externalId) {

    public static RunFilter all() {
        return new RunFilter(null, null, null, null, null, List.of(), List.of(), null);
    }

    public static RunFilter ofEntity(String blueprint, String entity) {
        return new RunFilter(null, blueprint, entity, null, null, List.of(), List.of(), null);
    }

    public static RunFilter ofAction(String action) {
        return new RunFilter(action, null, null, null, null, List.of(), List.of(), null);
    }

    /// Where a page of a list begins, by the cursor of the page before; null for the beginning.
    static @Nullable Long position(@Nullable String cursor) {
        if (cursor == null || cursor.isBlank()) {
            return null;
        }
        try {
            return Long.valueOf(cursor);
        } catch (NumberFormatException e) {
            throw new PortalException.Invalid("/from", "is no cursor that this route gave out");
        }
    }
}
