package io.portolan.catalog;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/// What the table of a kind shows, kept under a name: for its owner, or for everybody.
///
/// @param owner who made it, see [Actor#id()]; nobody else knows of a personal one
/// @param name unique among the shared views of the kind, or among the personal ones of its owner
/// @param state what stands in the address of the table, each key optional: `q`, `group` (texts), `sort`, `columns`
///     (lists of texts), `filter` (rules in the search language). Not to be changed
public record SavedView(
        String id,
        String blueprint,
        String owner,
        boolean shared,
        String name,
        ObjectNode state,
        Instant createdAt,
        Instant updatedAt) {

    /// Whether the actor may rename, overwrite and delete it: administrators what is shared, others their own.
    public boolean changeableBy(Actor actor) {
        return shared ? actor.isAdmin() : owner.equals(actor.id());
    }

    /// As it stands in the change log.
    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("identifier", id);
        json.put("title", name);
        json.put("blueprint", blueprint);
        json.put("owner", owner);
        json.set("state", state.deepCopy());
        json.put("createdAt", Json.time(createdAt));
        json.put("updatedAt", Json.time(updatedAt));
        return json;
    }

    SavedView named(String text, Instant now) {
        return new SavedView(id, blueprint, owner, shared, text, state, createdAt, now);
    }

    SavedView showing(ObjectNode json, Instant now) {
        return new SavedView(id, blueprint, owner, shared, name, json, createdAt, now);
    }

    SavedView sharedOrNot(boolean is, Instant now) {
        return new SavedView(id, blueprint, owner, is, name, state, createdAt, now);
    }
}
