package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.catalog.EntityRows.Key;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One draft on its way; `error` is set as soon as it is refused.
final class WriteItem {
    final EntityDraft draft;
    final Blueprint blueprint;
    final Key key;

    @Nullable
    Entity before;

    @Nullable
    EntityState state;

    @Nullable
    Entity after;

    @Nullable
    PortalException error;

    /// What the client is told this once.
    ObjectNode additional = Json.object();

    WriteItem(EntityDraft draft, Blueprint blueprint, Key key) {
        this.draft = draft;
        this.blueprint = blueprint;
        this.key = key;
    }

    /// Whether its edges are not those that are stored.
    boolean rewires() {
        return before == null
                || !JsonEquality.equal(wanted().relations(), before.relations())
                || !keyAfter().equals(key);
    }

    EntityState wanted() {
        return Objects.requireNonNull(state);
    }

    Key keyAfter() {
        return new Key(key.blueprint(), wanted().identifier());
    }
}
