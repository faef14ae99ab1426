package io.portolan.action;

import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Keeps what people fill into forms until they send it: one draft for each person, action and entity, seen by nobody
/// else. Encrypted inputs are never part of it.
@Service
public class DraftService {

    static final Duration KEPT = Duration.ofDays(30);
    static final int MOST_PER_PERSON = 50;
    static final int MOST_BYTES = 64 * 1024;

    private final DraftRows drafts;
    private final Permissions permissions;
    private final Clock clock;

    DraftService(DraftRows drafts, Permissions permissions, Clock clock) {
        this.drafts = drafts;
        this.permissions = permissions;
        this.clock = clock;
    }

    /// Without inputs that the form no longer has.
    ///
    /// @param entity what the form was opened for; null when it is picked in the form or there is none
    public Optional<Draft> find(Action action, @Nullable String entity, Actor actor) {
        return drafts.find(
                        actor.id(),
                        action.identifier(),
                        key(entity),
                        clock.instant().minus(KEPT))
                .map(row -> new Draft(
                        action.userInputs()
                                .open(
                                        row.document().get("properties") instanceof ObjectNode given
                                                ? given
                                                : Json.object()),
                        Json.text(row.document(), "entity"),
                        row.savedAt()))
                .filter(draft -> !draft.properties().isEmpty() || draft.entity() != null);
    }

    /// Takes the place of an earlier one. A draft that is too large is not kept, and neither is an empty one.
    ///
    /// @param picked the entity picked in the form; null for none
    @Transactional
    public void save(Action action, @Nullable String entity, ObjectNode values, @Nullable String picked, Actor actor) {
        if (!permissions.allows(actor, Permission.EXECUTE_ACTIONS) || actor.kind() != Actor.Kind.USER) {
            return;
        }
        ObjectNode document = Json.object();
        ObjectNode properties = action.userInputs().open(values);
        document.set("properties", properties);
        document.put("entity", picked);
        boolean empty = properties.isEmpty() && picked == null;
        if (empty || Json.write(document).getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            drafts.delete(actor.id(), action.identifier(), key(entity));
            return;
        }
        if (drafts.save(actor.id(), action.identifier(), key(entity), document, clock.instant())) {
            drafts.trim(actor.id(), MOST_PER_PERSON);
        }
    }

    @Transactional
    public void discard(Action action, @Nullable String entity, Actor actor) {
        drafts.delete(actor.id(), action.identifier(), key(entity));
    }

    private static String key(@Nullable String entity) {
        return entity == null ? "" : entity;
    }
}
