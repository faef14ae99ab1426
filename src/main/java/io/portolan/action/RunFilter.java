package io.portolan.action;

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
}
