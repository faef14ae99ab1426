package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.EntityRows.Key;
import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Ids;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// The one path that writes entities: lock → decide (pure) → insert and update in one statement each → sync relations
/// by difference → append to the change log. Always inside the caller's transaction.
@Component
class EntityWriter {

    private static final int MOST_ROUNDS = 30;

    private final BlueprintService blueprints;
    private final EntityRows rows;
    private final RelationRows relations;
    private final RelationTargets targets;
    private final ComputedValues computed;
    private final ComputedAhead ahead;
    private final EntityChanges entityChanges;
    private final EntityRights rights;
    private final DirectoryWriter directory;
    private final ChangeLog changeLog;
    private final Clock clock;

    EntityWriter(
            BlueprintService blueprints,
            EntityRows rows,
            RelationRows relations,
            RelationTargets targets,
            ComputedValues computed,
            ComputedAhead ahead,
            EntityChanges entityChanges,
            EntityRights rights,
            DirectoryWriter directory,
            ChangeLog changeLog,
            Clock clock) {
        this.blueprints = blueprints;
        this.rows = rows;
        this.relations = relations;
        this.targets = targets;
        this.computed = computed;
        this.ahead = ahead;
        this.entityChanges = entityChanges;
        this.rights = rights;
        this.directory = directory;
        this.changeLog = changeLog;
        this.clock = clock;
    }

    /// Writes drafts of different entities; an answer for each, in their order. Refused ones write nothing; the caller
    /// decides whether the others count.
    ///
    /// @param names what addresses each entity, where that is not the draft's own identifier (a rename); else null
    @Transactional(propagation = Propagation.MANDATORY)
    public List<WriteResult> write(
            List<EntityDraft> drafts, List<@Nullable String> names, WriteOptions options, Actor actor) {
        List<Blueprint> held = blueprints.hold();
        Map<String, Blueprint> model = Blueprint.byIdentifier(held);
        List<WriteItem> items = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            items.add(item(drafts.get(i), names.get(i), model));
        }
        lockAndLoad(items, held);
        items.stream().filter(item -> item.error == null).forEach(item -> decide(item, options, actor));
        Map<Key, Long> found = targets.resolve(items, options, actor);
        if (!options.validationOnly()) {
            store(items, found, held, options, actor);
        }
        return items.stream().map(item -> result(item, options)).toList();
    }

    private WriteItem item(EntityDraft draft, @Nullable String name, Map<String, Blueprint> model) {
        Blueprint blueprint = model.get(draft.blueprint());
        String identifier = name != null ? name : draft.identifier();
        if (identifier == null && !draft.json().hasNonNull("identifier")) {
            draft = new EntityDraft(draft.blueprint(), draft.json().deepCopy().put("identifier", Ids.random("e_")));
            identifier = draft.identifier();
        }
        Key key = new Key(draft.blueprint(), String.valueOf(identifier));
        if (blueprint == null) {
            throw new PortalException.NotFound("Blueprint", draft.blueprint());
        }
        WriteItem item = new WriteItem(draft, blueprint, key);
        List<Violation> shape = EntityValidator.shape(draft);
        String relation = EntityValidator.unknownRelation(blueprint, draft);
        if (!shape.isEmpty()) {
            item.error = new PortalException.Invalid(shape);
        } else if (relation != null) {
            item.error = new PortalException.NotFound("Relation \"" + relation + "\" of blueprint \""
                    + draft.blueprint() + "\" was not found (entity \"" + key.identifier() + "\", \"/relations/"
                    + relation + "\")");
        }
        return item;
    }

    private void lockAndLoad(List<WriteItem> items, List<Blueprint> model) {
        List<Key> keys = items.stream()
                .filter(item -> item.error == null)
                .map(item -> item.key)
                .toList();
        if (keys.isEmpty()) {
            return;
        }
        Map<Key, Long> ids = rows.lock(keys);
        Map<Key, Entity> before = new HashMap<>();
        rows.load(ids.values(), model)
                .forEach(entity -> before.put(new Key(entity.blueprint(), entity.identifier()), entity));
        items.forEach(item -> item.before = before.get(item.key));
    }

    private void decide(WriteItem item, WriteOptions options, Actor actor) {
        Entity before = item.before;
        if (before != null && options.presence() == WriteOptions.Presence.ABSENT) {
            item.error = PortalException.Conflict.identifierTaken("Entity", item.key.identifier());
            return;
        }
        if (before == null && options.presence() == WriteOptions.Presence.PRESENT) {
            item.error = new PortalException.NotFound("Entity", item.key.identifier());
            return;
        }
        if (before != null && options.version() != null && options.version() != before.version()) {
            item.error = PortalException.Conflict.concurrentEdit("Entity", item.key.identifier(), before.updatedBy());
            return;
        }
        item.state = EntityState.of(item.blueprint, before, item.draft, options.merge());
        try {
            if (before == null) {
                rights.requireRegister(item.blueprint, item.wanted().team(), item.key.identifier(), actor);
            } else {
                rights.requireUpdate(item.blueprint, before, item.wanted(), actor);
            }
        } catch (PortalException.Forbidden e) {
            item.error = e;
            return;
        }
        List<Violation> violations = EntityValidator.check(item.blueprint, item.state);
        if (!violations.isEmpty()) {
            item.error = new PortalException.Invalid(violations);
        } else if (before != null
                && !item.keyAfter().equals(item.key)
                && !rows.ids(List.of(item.keyAfter())).isEmpty()) {
            item.error = PortalException.Conflict.identifierTaken(
                    "Entity", item.keyAfter().identifier());
        }
    }

    private void store(
            List<WriteItem> items, Map<Key, Long> targets, List<Blueprint> model, WriteOptions options, Actor actor) {
        Instant now = clock.instant();
        List<WriteItem> news = new ArrayList<>();
        List<WriteItem> edits = new ArrayList<>();
        List<Long> seen = new ArrayList<>();
        for (WriteItem item : items) {
            if (item.error != null) {
                continue;
            }
            if (item.before == null) {
                news.add(item);
            } else if (item.wanted().differsFrom(item.before)) {
                edits.add(item);
            } else if (options.datasource() != null && !options.datasource().equals(item.before.datasource())) {
                seen.add(item.before.id());
            }
        }
        if (!seen.isEmpty()) {
            rows.seenBy(seen, options.datasource());
        }
        if (news.isEmpty() && edits.isEmpty()) {
            return;
        }
        Map<Key, EntityState> inserts = new TreeMap<>(EdgeList.ORDER);
        news.forEach(item -> inserts.put(item.keyAfter(), item.wanted()));
        Set<Key> bare = options.createMissing() ? RelationTargets.bare(items, targets, inserts.keySet()) : Set.of();
        bare.forEach(key -> inserts.put(key, bareState(key)));
        Map<Key, Entity> ready = news.isEmpty() ? Map.of() : ready(news, targets, model, options, actor, now);
        Map<Key, ObjectNode> known = new HashMap<>();
        ready.forEach((key, entity) -> known.put(key, entity.computed()));
        Map<Key, Long> inserted =
                inserts.isEmpty() ? Map.of() : rows.insert(inserts, known, actor.id(), now, options.datasource());
        if (inserted.size() < inserts.size()) {
            throw new ConcurrencyFailureException("An entity was created by somebody else at the same moment");
        }
        if (!edits.isEmpty()) {
            Map<Long, EntityState> updates = new LinkedHashMap<>();
            edits.forEach(item -> updates.put(before(item).id(), item.wanted()));
            rows.update(updates, actor.id(), now, options.datasource());
        }
        Map<Key, Long> ids = new HashMap<>(targets);
        ids.putAll(inserted);
        edits.forEach(item -> ids.put(item.keyAfter(), before(item).id()));
        Map<Long, WriteItem> written = new LinkedHashMap<>();
        news.forEach(item -> written.put(idOf(ids, item.keyAfter()), item));
        edits.forEach(item -> written.put(before(item).id(), item));
        List<RelationRows.Edge> edges = new ArrayList<>();
        Set<Long> rewired = new LinkedHashSet<>();
        written.forEach((id, item) -> {
            if (item.rewires()) {
                rewired.add(id);
                edges.addAll(EdgeList.of(id, item.blueprint, item.wanted().relations(), ids));
            }
        });
        if (!rewired.isEmpty()) {
            relations.sync(rewired, edges);
        }
        Map<Long, Entity> complete = new HashMap<>();
        ready.forEach((key, entity) -> complete.put(idOf(ids, key), entity.numbered(idOf(ids, key))));
        for (WriteItem item : edits) {
            Entity old = before(item);
            if (!ComputedValues.hasAny(item.blueprint) && old.computed().isEmpty()) {
                complete.put(old.id(), item.wanted().changed(old, actor.id(), now, options));
            }
        }
        append(written, bare.stream().map(key -> idOf(ids, key)).toList(), complete, model, options, actor);
    }

    /// New entities whose computed values are known before they are stored.
    private Map<Key, Entity> ready(
            List<WriteItem> news,
            Map<Key, Long> targets,
            List<Blueprint> model,
            WriteOptions options,
            Actor actor,
            Instant now) {
        Map<String, Blueprint> byName = Blueprint.byIdentifier(model);
        Map<Blueprint, Map<Key, Entity>> drafts = new LinkedHashMap<>();
        news.forEach(item -> drafts.computeIfAbsent(item.blueprint, each -> new LinkedHashMap<>())
                .put(item.keyAfter(), item.wanted().entity(item.blueprint.identifier(), actor.id(), now, options)));
        Map<Key, Entity> ready = new HashMap<>();
        drafts.forEach((blueprint, entities) -> ahead.of(blueprint, entities, targets, byName)
                .forEach((key, values) ->
                        ready.put(key, Objects.requireNonNull(entities.get(key)).computing(values))));
        return ready;
    }

    private void append(
            Map<Long, WriteItem> written,
            List<Long> bare,
            Map<Long, Entity> complete,
            List<Blueprint> model,
            WriteOptions options,
            Actor actor) {
        List<Long> ids = new ArrayList<>(bare);
        ids.addAll(written.keySet());
        List<Long> open = ids.stream().filter(id -> !complete.containsKey(id)).toList();
        List<Entity> stored = rows.load(open, model);
        // entities of one write may read each other's values
        for (int i = 0; i < MOST_ROUNDS && compute(stored, model); i++) {
            stored = rows.load(open, model);
        }
        Map<Long, Entity> after = new HashMap<>(complete);
        stored.forEach(entity -> after.put(entity.id(), entity));
        EntityChanges.Batch batch = entityChanges.over(model);
        List<NewChange> changes = new ArrayList<>();
        for (long id : ids) {
            Entity now = Objects.requireNonNull(after.get(id));
            WriteItem item = written.get(id);
            Entity before = item == null ? null : item.before;
            changes.add(batch.of(
                    id,
                    before == null ? ChangeKind.ENTITY_CREATED : ChangeKind.ENTITY_UPDATED,
                    now.blueprint(),
                    now.identifier(),
                    options.runId(),
                    before == null ? null : before.toJson(),
                    now.toJson(),
                    Json.object()));
            if (item != null) {
                item.after = now;
            }
        }
        changeLog.append(changes, actor);
        written.values().forEach(item -> {
            if (item.after != null) {
                item.additional = directory.written(item.before, item.after, actor);
            }
        });
    }

    /// Own computed values are true when the transaction ends; those of others follow (see [ComputedConsumer]).
    private boolean compute(List<Entity> written, List<Blueprint> model) {
        Map<String, List<Entity>> byBlueprint = new LinkedHashMap<>();
        written.forEach(entity -> byBlueprint
                .computeIfAbsent(entity.blueprint(), name -> new ArrayList<>())
                .add(entity));
        boolean changed = false;
        for (Map.Entry<String, List<Entity>> entry : byBlueprint.entrySet()) {
            Blueprint blueprint = model.stream()
                    .filter(each -> each.identifier().equals(entry.getKey()))
                    .findFirst()
                    .orElseThrow();
            if (!blueprint.mirrors().isEmpty() || !blueprint.inheritedFrom().isEmpty()) {
                // whoever is changing a target now is waited for, and whoever does so later sees the edge
                rows.share(entry.getValue().stream().map(Entity::id).toList());
            }
            changed |= !computed.refresh(blueprint, entry.getValue(), model).isEmpty();
        }
        return changed;
    }

    private EntityState bareState(Key key) {
        Blueprint blueprint = blueprints.require(key.blueprint());
        EntityDraft draft = EntityDraft.named(key.blueprint(), key.identifier(), null);
        return EntityState.of(blueprint, null, draft, false);
    }

    private WriteResult result(WriteItem item, WriteOptions options) {
        if (item.error != null) {
            return new WriteResult.Refused(item.key.identifier(), item.error);
        }
        Entity entity = item.after != null ? item.after : item.before;
        boolean changed = item.after != null;
        if (options.validationOnly() || entity == null) {
            entity = preview(item);
            changed = item.before == null || item.wanted().differsFrom(item.before);
        }
        return new WriteResult.Written(
                entity, item.before == null, changed, item.wanted().ignored(), item.additional);
    }

    /// The entity as it would be.
    private Entity preview(WriteItem item) {
        return item.wanted().preview(item.key.blueprint(), item.before, clock.instant());
    }

    private static Entity before(WriteItem item) {
        return Objects.requireNonNull(item.before);
    }

    private static long idOf(Map<Key, Long> ids, Key key) {
        return Objects.requireNonNull(ids.get(key));
    }
}
