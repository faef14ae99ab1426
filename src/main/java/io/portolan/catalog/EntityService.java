package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintRights;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Ids;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Slice;
import io.portolan.kernel.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// The one way to write entities: the interface, the API, runs, automations and imports all call it (dialect section
/// 2).
///
/// Every write is one transaction, or part of the caller's. Two writers of the same entity wait for each other;
/// none of their effects is lost.
@Service
public class EntityService {

    private final BlueprintService blueprints;
    private final EntityRows rows;
    private final EntityWriter writer;
    private final EntityRemover remover;
    private final QueryReferences references;
    private final EntityRights rights;
    private final WriteTransactions transactions;

    EntityService(
            BlueprintService blueprints,
            EntityRows rows,
            EntityWriter writer,
            EntityRemover remover,
            QueryReferences references,
            EntityRights rights,
            WriteTransactions transactions) {
        this.blueprints = blueprints;
        this.rows = rows;
        this.writer = writer;
        this.remover = remover;
        this.references = references;
        this.rights = rights;
        this.transactions = transactions;
    }

    public Optional<Entity> find(String blueprint, String identifier) {
        return rows.find(blueprint, identifier).map(EntityRows.Found::entity);
    }

    /// The entity, or [PortalException.NotFound] for the entity or its blueprint.
    public Entity require(String blueprint, String identifier) {
        return found(blueprint, identifier).entity();
    }

    /// As [#require], for somebody who may not know of every entity.
    public Entity require(String blueprint, String identifier, Actor viewer) {
        EntityRows.Found found = found(blueprint, identifier);
        rights.requireRead(found.blueprint(), found.entity(), viewer);
        return found.entity();
    }

    private EntityRows.Found found(String blueprint, String identifier) {
        return rows.find(blueprint, identifier).orElseThrow(() -> {
            blueprints.require(blueprint);
            return new PortalException.NotFound("Entity", identifier);
        });
    }

    /// As [#find], without what the viewer may not know of.
    public Optional<Entity> find(String blueprint, String identifier, Actor viewer) {
        return rows.find(blueprint, identifier)
                .filter(found -> rights.of(BlueprintRights.Right.READ, found.blueprint(), found.entity(), viewer)
                        .allowed())
                .map(EntityRows.Found::entity);
    }

    /// Those of a page of one kind that the viewer may know of.
    public List<Entity> readable(String blueprint, List<Entity> entities, Actor viewer) {
        return rights.readable(blueprints.require(blueprint), entities, viewer);
    }

    /// Writes one draft. Throws what stands against it.
    public WriteResult.Written upsert(EntityDraft draft, WriteOptions options, Actor actor) {
        return transactions.run(() -> single(draft, null, options, actor));
    }

    /// Writes all drafts or none; pointers of violations begin with `/<index>`. An entity may stand in the list more
    /// than once and drafts may refer to each other in any order.
    public List<WriteResult.Written> upsertAll(List<EntityDraft> drafts, WriteOptions options, Actor actor) {
        return transactions.run(() -> {
            List<WriteResult.Written> written = new ArrayList<>();
            List<Violation> violations = new ArrayList<>();
            List<@Nullable WriteResult> results = rounds(drafts, options, actor);
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i) instanceof WriteResult.Written ok) {
                    written.add(ok);
                } else if (results.get(i) instanceof WriteResult.Refused refused) {
                    if (refused.error() instanceof PortalException.Invalid invalid) {
                        String pointer = "/" + i;
                        invalid.violations().forEach(violation -> violations.add(violation.under(pointer)));
                    } else if (violations.isEmpty()) {
                        throw refused.error();
                    }
                }
            }
            PortalException.throwIfAny(violations);
            return written;
        });
    }

    /// Writes what can be written; the answers stand in the order of the drafts.
    public List<WriteResult> bulk(List<EntityDraft> drafts, WriteOptions options, Actor actor) {
        return transactions.run(() -> rounds(drafts, options, actor).stream()
                .<WriteResult>map(Objects::requireNonNull)
                .toList());
    }

    /// Changes the given values of an entity; another identifier in the document renames it.
    public Entity patch(String blueprint, String identifier, ObjectNode json, WriteOptions options, Actor actor) {
        return transactions.run(() -> single(EntityDraft.of(blueprint, json), identifier, options, actor)
                .entity());
    }

    /// Removes an entity. Others that require it stand against it ([PortalException.Conflict]), or go with it when
    /// `dependents` is set. Gives the identifiers of what went, the entity's own first.
    public List<String> delete(
            String blueprint, String identifier, boolean dependents, @Nullable String runId, Actor actor) {
        return transactions.run(
                () -> remover.delete(List.of(require(blueprint, identifier, actor)), dependents, runId, actor));
    }

    /// Removes several entities or none.
    public List<String> deleteAll(
            String blueprint, List<String> identifiers, boolean dependents, @Nullable String runId, Actor actor) {
        return transactions.run(() -> {
            List<Entity> entities = identifiers.stream()
                    .distinct()
                    .map(identifier -> require(blueprint, identifier, actor))
                    .toList();
            return remover.delete(entities, dependents, runId, actor);
        });
    }

    /// Removes every entity of a blueprint; gives their number.
    public long deleteEvery(String blueprint, @Nullable String runId, Actor actor) {
        Blueprint found = blueprints.require(blueprint);
        return transactions.run(() -> remover.deleteEvery(found, runId, actor));
    }

    public long count(String blueprint) {
        return rows.count(blueprints.require(blueprint).identifier());
    }

    /// Entities whose last writer called itself so, in the order of their making.
    ///
    /// @param cursor `next` of the page before
    /// @param before only those that were written last before this moment; null for all
    public Slice<EntityRef> ofDatasource(
            String prefix, String suffix, @Nullable String cursor, @Nullable Instant before, int limit) {
        long after;
        try {
            after = cursor == null ? 0 : Long.parseLong(cursor);
        } catch (NumberFormatException _) {
            throw new PortalException.Invalid("/from", "is no cursor of this list; leave it out to begin anew");
        }
        List<EntityRef> found = rows.ofDatasource(prefix, suffix, after, before, limit);
        return new Slice<>(
                found,
                found.size() < limit ? null : Long.toString(found.getLast().id()));
    }

    /// Entities of a blueprint in the order of their making, for work that walks over all of them.
    ///
    /// @param afterId [Entity#id()] of the last one seen, 0 to begin
    @Transactional(readOnly = true)
    public List<Entity> walk(String blueprint, long afterId, int limit) {
        return rows.after(blueprint, afterId, Math.min(limit, 1000));
    }

    private WriteResult.Written single(EntityDraft draft, @Nullable String name, WriteOptions options, Actor actor) {
        List<@Nullable String> names = Collections.singletonList(name);
        return switch (writer.write(List.of(references.resolve(draft, actor)), names, options, actor)
                .getFirst()) {
            case WriteResult.Written written -> written;
            case WriteResult.Refused refused -> throw refused.error();
        };
    }

    /// The writer takes each entity once; a draft for one that was in the round before goes into the next.
    private List<@Nullable WriteResult> rounds(List<EntityDraft> drafts, WriteOptions options, Actor actor) {
        List<EntityDraft> named = new ArrayList<>();
        List<@Nullable WriteResult> results = Arrays.asList(new WriteResult[drafts.size()]);
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            EntityDraft draft = drafts.get(i);
            try {
                named.add(named(references.resolve(draft, actor)));
                open.add(i);
            } catch (PortalException.NotFound | PortalException.Invalid e) {
                named.add(draft);
                results.set(i, new WriteResult.Refused(Objects.requireNonNullElse(draft.identifier(), ""), e));
            }
        }
        while (!open.isEmpty()) {
            Set<EntityRows.Key> taken = new HashSet<>();
            List<Integer> round = new ArrayList<>();
            List<Integer> later = new ArrayList<>();
            for (int index : open) {
                EntityDraft draft = named.get(index);
                EntityRows.Key key = new EntityRows.Key(draft.blueprint(), String.valueOf(draft.identifier()));
                (taken.add(key) ? round : later).add(index);
            }
            List<WriteResult> answers = writer.write(
                    round.stream().map(named::get).toList(), Collections.nCopies(round.size(), null), options, actor);
            for (int i = 0; i < round.size(); i++) {
                results.set(round.get(i), answers.get(i));
            }
            open = later;
        }
        return results;
    }

    private static EntityDraft named(EntityDraft draft) {
        return draft.json().has("identifier") && !draft.json().get("identifier").isNull()
                ? draft
                : new EntityDraft(draft.blueprint(), draft.json().deepCopy().put("identifier", Ids.random("e_")));
    }
}
