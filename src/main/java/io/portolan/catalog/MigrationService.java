package io.portolan.catalog;

import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Ids;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Carries migrations out, page by page, each page in a transaction together with how far it came: a killed portal goes
/// on where it was.
@Service
public class MigrationService {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationService.class);
    private static final int PAGE = 500;
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final MigrationRows rows;
    private final BlueprintService blueprints;
    private final EntityService entities;
    private final EntityRows entityRows;
    private final EntityRemover remover;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final boolean background;

    MigrationService(
            MigrationRows rows,
            BlueprintService blueprints,
            EntityService entities,
            EntityRows entityRows,
            EntityRemover remover,
            org.springframework.transaction.PlatformTransactionManager transactions,
            Clock clock,
            @Value("${portolan.dispatcher.background:true}") boolean background) {
        this.rows = rows;
        this.blueprints = blueprints;
        this.entities = entities;
        this.entityRows = entityRows;
        this.remover = remover;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
        this.background = background;
    }

    /// Begins a migration: every entity of the source becomes what the mapping makes of it. Throws
    /// [PortalException.Invalid] for a mapping whose expressions do not compile.
    public Migration start(String source, ObjectNode mapping, Actor actor) {
        blueprints.require(source);
        EntityMapping.of(mapping, "/mapping");
        blueprints.require(String.valueOf(Json.text(mapping, "blueprint")));
        return begin(source, mapping, false, false, actor);
    }

    /// Begins to delete all entities of a blueprint, and the blueprint itself when that is wanted.
    public Migration deleteAll(String blueprint, boolean withBlueprint, Actor actor) {
        blueprints.require(blueprint);
        if (withBlueprint) {
            // what stands against it besides its entities is said now, not when they are gone
            blueprints.deletionObjections(blueprint).stream()
                    .filter(objection -> !objection.byEntities())
                    .findFirst()
                    .ifPresent(objection -> {
                        throw new PortalException.Conflict("has_dependents", objection.reason());
                    });
        }
        return begin(blueprint, Json.object(), true, withBlueprint, actor);
    }

    private Migration begin(String source, ObjectNode mapping, boolean entities, boolean blueprint, Actor actor) {
        Instant now = clock.instant();
        Migration migration = new Migration(
                Ids.random("m_"),
                source,
                mapping,
                entities,
                blueprint,
                "PENDING",
                0,
                0,
                Json.array(),
                0,
                actor.id(),
                actor.name(),
                now,
                now);
        rows.insert(migration, actor);
        if (background) {
            Thread.ofVirtual().name("migration").start(this::work);
        }
        return migration;
    }

    public Migration require(String id) {
        return rows.find(id).orElseThrow(() -> new PortalException.NotFound("Migration", id));
    }

    /// The newest first, at most 200; null filters nothing.
    public List<Migration> find(@Nullable String status, @Nullable String actor, @Nullable String blueprint) {
        return rows.find(status, actor, blueprint);
    }

    /// Stops a migration before its next page; what is done stays done.
    public Migration cancel(String id, @Nullable String reason) {
        require(id);
        if (!rows.end(id, "CANCELLED", reason == null ? null : "Cancelled: " + reason, clock.instant())) {
            throw new PortalException.Conflict("migration_over", "Migration \"" + id + "\" is over already");
        }
        return require(id);
    }

    /// Works until nothing is open. Called in the background and by the sweep, for those that a kill left behind.
    public void work() {
        for (Optional<Migration> open = rows.claim(LEASE); open.isPresent(); open = rows.claim(LEASE)) {
            Migration migration = open.get();
            try {
                carryOut(migration);
            } catch (RuntimeException e) {
                LOG.warn("Migration {} failed", migration.id(), e);
                rows.end(migration.id(), "FAILURE", String.valueOf(e.getMessage()), clock.instant());
            }
        }
    }

    private void carryOut(Migration migration) {
        Actor actor = new Actor(
                Actor.Kind.SYSTEM,
                migration.actorId(),
                migration.actorName(),
                Actor.system().roles(),
                List.of(),
                Actor.system().origin(),
                null);
        EntityMapping mapping =
                migration.mapping().isEmpty() ? null : EntityMapping.of(migration.mapping(), "/mapping");
        while (require(migration.id()).status().equals("RUNNING")) {
            Boolean more = transactions.execute(status -> page(migration.id(), mapping, actor));
            if (!Boolean.TRUE.equals(more)) {
                if (migration.deleteBlueprint()) {
                    blueprints.delete(migration.sourceBlueprint(), actor);
                }
                rows.end(migration.id(), "COMPLETED", null, clock.instant());
            }
        }
    }

    /// One page; false when there was nothing left.
    private boolean page(String id, @Nullable EntityMapping mapping, Actor actor) {
        Migration now = require(id);
        List<Entity> page = entityRows.after(now.sourceBlueprint(), now.afterId(), PAGE);
        if (page.isEmpty()) {
            return false;
        }
        ArrayNode errors = Json.array();
        long succeeded = page.size();
        if (mapping != null) {
            List<EntityDraft> drafts = new ArrayList<>();
            page.forEach(entity -> drafts.addAll(mapping.drafts(entity.toJson(), errors)));
            succeeded = 0;
            for (WriteResult result : entities.bulk(drafts, WriteOptions.mergeUpsert(), actor)) {
                switch (result) {
                    case WriteResult.Written _ -> succeeded++;
                    case WriteResult.Refused refused ->
                        errors.addObject()
                                .put("identifier", refused.identifier())
                                .put("message", refused.error().reason());
                }
            }
        }
        if (now.deleteEntities()) {
            remover.delete(page, true, null, actor);
        }
        rows.advance(id, page.getLast().id(), succeeded, errors, LEASE, clock.instant());
        return true;
    }
}
