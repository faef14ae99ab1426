package io.portolan.action;

import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeKind;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A saved state of an action or automation, out of the change log.
///
/// @param id identifies the version, and stays
/// @param by name of who saved it
/// @param isDeletion whether the action was deleted; the definition is then what was deleted
/// @param definition what can be saved again
/// @param permissions who might run and approve it; null in records that do not say
/// @param before the state before, in the form of [#state()]; null when there was none
public record ActionVersion(
        String id,
        Instant at,
        String by,
        Origin origin,
        ChangeKind kind,
        boolean isDeletion,
        ObjectNode definition,
        @Nullable ObjectNode permissions,
        @Nullable ObjectNode before) {

    static ActionVersion of(Change change) {
        ObjectNode after = change.after();
        ObjectNode before = change.before();
        ObjectNode whole = after != null ? after : before != null ? before : Json.object();
        ObjectNode state = stripped(whole);
        ObjectNode definition = state.deepCopy();
        definition.remove(ActionService.PERMISSIONS);
        return new ActionVersion(
                Long.toString(change.id()),
                change.at(),
                change.actorName(),
                change.origin(),
                change.kind(),
                after == null,
                definition,
                state.get(ActionService.PERMISSIONS) instanceof ObjectNode rights ? rights : null,
                before == null ? null : stripped(before));
    }

    /// The definition with its `permissions`, to be compared; for a deletion, what was deleted.
    public ObjectNode state() {
        ObjectNode state = definition.deepCopy();
        if (permissions != null) {
            state.set(ActionService.PERMISSIONS, permissions);
        }
        return state;
    }

    /// `{id, at, by, origin, change: CREATE | UPDATE | DELETE, identifier}`.
    public ObjectNode toJson() {
        return Json.object()
                .put("id", id)
                .put("at", Json.time(at))
                .put("by", by)
                .put("origin", origin.name())
                .put("change", kind.action())
                .put("identifier", Json.text(definition, "identifier"));
    }

    private static ObjectNode stripped(ObjectNode json) {
        ObjectNode state = json.deepCopy();
        state.remove(ActionService.READ_ONLY);
        return state;
    }
}
