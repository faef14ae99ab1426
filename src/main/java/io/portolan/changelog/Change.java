package io.portolan.changelog;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Origin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One thing that happened.
///
/// @param id grows with every change; two changes of one entity have ids in the order of their commits
/// @param before whole wire JSON of the thing; null when it was created
/// @param after whole wire JSON of the thing; null when it was deleted
/// @param causeId the change that this is a consequence of
/// @param depth how many automations lie between this and what a person or client did; 0 for the latter
public record Change(
        long id,
        Instant at,
        ChangeKind kind,
        @Nullable String blueprint,
        String identifier,
        @Nullable String runId,
        @Nullable ObjectNode before,
        @Nullable ObjectNode after,
        ObjectNode context,
        Actor.Kind actorKind,
        String actorId,
        String actorName,
        Origin origin,
        @Nullable Long causeId,
        int depth) {

    /// Chains of consequences are cut here: nothing may start an automation that would be deeper.
    public static final int MAX_DEPTH = 8;

    /// In the context: the number of the entity's row, which stays when the entity is renamed.
    public static final String ENTITY = "entity";

    /// In the context: the consumers that need not hear of the change.
    public static final String UNREAD = "unread";

    /// The context as people and clients get it: without the number of the entity's row and the names of those who
    /// need not react.
    public ObjectNode facts() {
        ObjectNode facts = context.deepCopy();
        facts.remove(UNREAD);
        if (facts.path(ENTITY).isNumber()) {
            facts.remove(ENTITY);
        }
        return facts;
    }
}
