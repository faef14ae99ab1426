package io.portolan.scorecard;

import io.portolan.blueprint.BlueprintService;
import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Reads and changes scorecards. A change that changes nothing leaves no trace; every other one has all entities of
/// the blueprint evaluated again.
@Service
public class ScorecardService {

    private static final List<String> READ_ONLY =
            List.of("createdAt", "createdBy", "updatedAt", "updatedBy", "id", "blueprint");

    private final ScorecardRows rows;
    private final BlueprintService blueprints;
    private final ChangeLog changeLog;
    private final Clock clock;

    ScorecardService(ScorecardRows rows, BlueprintService blueprints, ChangeLog changeLog, Clock clock) {
        this.rows = rows;
        this.blueprints = blueprints;
        this.changeLog = changeLog;
        this.clock = clock;
    }

    /// All scorecards by blueprint and age; there are at most a few hundred.
    @Transactional(readOnly = true)
    public List<Scorecard> all() {
        return rows.all();
    }

    /// The scorecards of a blueprint, oldest first. [PortalException.NotFound] when there is no such blueprint.
    @Transactional(readOnly = true)
    public List<Scorecard> of(String blueprint) {
        return rows.of(blueprints.require(blueprint).identifier());
    }

    @Transactional(readOnly = true)
    public Optional<Scorecard> find(String blueprint, String identifier) {
        return rows.find(blueprint, identifier);
    }

    /// The scorecard, or [PortalException.NotFound].
    @Transactional(readOnly = true)
    public Scorecard require(String blueprint, String identifier) {
        return rows.find(blueprint, identifier)
                .orElseThrow(() -> new PortalException.NotFound("Scorecard", identifier));
    }

    /// A new scorecard. [PortalException.Conflict] when the identifier is taken in the blueprint.
    @Transactional
    public Scorecard create(String blueprint, ObjectNode json, Actor actor) {
        Scorecard draft = draft(blueprint, json, actor);
        blueprints.lock();
        rows.lock(blueprint);
        if (rows.find(blueprint, draft.identifier()).isPresent()) {
            throw PortalException.Conflict.identifierTaken("Scorecard", draft.identifier());
        }
        return store(null, draft, actor);
    }

    /// Replaces the whole definition; the identifier stays.
    @Transactional
    public Scorecard replace(String blueprint, String identifier, ObjectNode json, Actor actor) {
        blueprints.lock();
        rows.lock(blueprint);
        Scorecard before = require(blueprint, identifier);
        String wanted = Json.text(json, "identifier");
        if (wanted != null && !wanted.equals(identifier)) {
            throw new PortalException.Invalid(
                    "/identifier", "must stay \"" + identifier + "\": identifiers of scorecards cannot change");
        }
        ObjectNode named = json.deepCopy();
        named.put("identifier", identifier);
        return store(before, draft(blueprint, named, actor), actor);
    }

    /// Creates or replaces several scorecards of a blueprint, or none; pointers of violations begin with `/<index>`.
    @Transactional
    public List<Scorecard> define(String blueprint, List<ObjectNode> documents, Actor actor) {
        blueprints.require(blueprint);
        blueprints.lock();
        rows.lock(blueprint);
        List<Violation> violations = new ArrayList<>();
        List<Scorecard> drafts = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            try {
                drafts.add(draft(blueprint, documents.get(i), actor));
            } catch (PortalException.Invalid e) {
                String prefix = "/" + i;
                e.violations().forEach(violation -> violations.add(violation.under(prefix)));
            }
        }
        PortalException.throwIfAny(violations);
        return drafts.stream()
                .map(draft -> store(rows.find(blueprint, draft.identifier()).orElse(null), draft, actor))
                .toList();
    }

    /// Removes a scorecard and its results.
    @Transactional
    public void delete(String blueprint, String identifier, Actor actor) {
        blueprints.lock();
        rows.lock(blueprint);
        Scorecard before = require(blueprint, identifier);
        rows.delete(blueprint, identifier);
        changeLog.append(
                NewChange.deleted(ChangeKind.SCORECARD_DELETED, blueprint, identifier, before.toJson()), actor);
    }

    /// A scorecard as it would be, checked but not stored. Throws [PortalException.Invalid].
    public Scorecard draft(String blueprint, ObjectNode json, Actor actor) {
        blueprints.require(blueprint);
        ObjectNode definition = json.deepCopy();
        READ_ONLY.forEach(definition::remove);
        Instant now = clock.instant();
        return Scorecard.of(blueprint, definition, new Scorecard.Stamp(now, actor.id(), now, actor.id()));
    }

    private Scorecard store(@Nullable Scorecard before, Scorecard draft, Actor actor) {
        if (before == null) {
            rows.save(draft);
            changeLog.append(
                    NewChange.created(
                            ChangeKind.SCORECARD_CREATED, draft.blueprint(), draft.identifier(), draft.toJson()),
                    actor);
            return draft;
        }
        if (before.definition().equals(draft.definition())) {
            return before;
        }
        Scorecard.Stamp stamp = new Scorecard.Stamp(
                before.stamp().createdAt(),
                before.stamp().createdBy(),
                draft.stamp().updatedAt(),
                draft.stamp().updatedBy());
        Scorecard after = Scorecard.of(draft.blueprint(), draft.definition(), stamp);
        rows.save(after);
        changeLog.append(
                NewChange.updated(
                        ChangeKind.SCORECARD_UPDATED,
                        after.blueprint(),
                        after.identifier(),
                        before.toJson(),
                        after.toJson()),
                actor);
        return after;
    }
}
