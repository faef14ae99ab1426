package io.portolan.action;

import io.portolan.catalog.EntityDraft;
import io.portolan.catalog.EntityService;
import io.portolan.catalog.WriteOptions;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Role;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes an entity and ends the run at once, dialect section 5.3. The author of the action has decided what may be
/// written, so the write has the rights of the portal and the name of the person.
@Component
class UpsertInvoker implements Invoker {

    private final EntityService entities;

    UpsertInvoker(EntityService entities) {
        this.entities = entities;
    }

    @Override
    public boolean handles(InvocationType type) {
        return type == InvocationType.UPSERT_ENTITY;
    }

    @Override
    public Outcome invoke(Invocation invocation) {
        ActionRun run = invocation.run();
        ObjectNode method = invocation.method();
        String blueprint = Json.text(method, "blueprintIdentifier");
        if (blueprint == null || !(method.get("mapping") instanceof ObjectNode mapping)) {
            return Outcome.failed(null, "The action names no blueprint or mapping after its templates were rendered");
        }
        ObjectNode draft = mapping.deepCopy();
        JsonNode identifier = draft.path("identifier");
        if (!identifier.isString() || identifier.stringValue().isBlank()) {
            // Derived from the run, so that a second attempt writes the same entity.
            draft.put("identifier", "e_" + run.id().substring(2));
        }
        try {
            var written = entities.upsert(
                    EntityDraft.of(blueprint, draft), WriteOptions.mergeUpsert().withRun(run.id()), author(run));
            String done = (written.created() ? "Created " : "Updated ") + blueprint + " \""
                    + written.entity().displayTitle() + "\"";
            return new Outcome.Ended(
                    null, RunStatus.SUCCESS, done, written.entity().toJson());
        } catch (PortalException e) {
            return Outcome.failed(null, e.reason());
        }
    }

    /// Without a cause of its own, so that the change log takes the run's creation for it.
    private static Actor author(ActionRun run) {
        JsonNode by = run.document().path("by");
        return new Actor(
                Actor.Kind.valueOf(by.path("kind").stringValue(Actor.Kind.SYSTEM.name())),
                run.createdBy(),
                run.startedBy(),
                Set.of(Role.ADMIN),
                by.path("teams").valueStream().map(team -> team.asString("")).toList(),
                Origin.valueOf(String.valueOf(Json.text(run.document(), "source"))),
                null);
    }
}
