package io.portolan.scorecard;

import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityService;
import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

/// Evaluates entities and stores what they reached, a batch per transaction. The lock on the blueprint comes first and
/// entities are read under it, so that of two evaluations the later one sees the newer state.
@Component
class ScorecardEvaluation {

    private static final int BATCH = 500;

    private final ScorecardRows scorecards;
    private final ScorecardResultRows results;
    private final EntityService entities;
    private final BlueprintService blueprints;
    private final ChangeLog changeLog;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ScorecardEvaluation(
            ScorecardRows scorecards,
            ScorecardResultRows results,
            EntityService entities,
            BlueprintService blueprints,
            ChangeLog changeLog,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.scorecards = scorecards;
        this.results = results;
        this.entities = entities;
        this.blueprints = blueprints;
        this.changeLog = changeLog;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// One entity; nothing when it is gone.
    void one(String blueprint, String identifier, Actor.Cause cause) {
        if (scorecards.of(blueprint).isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            scorecards.lock(blueprint);
            entities.find(blueprint, identifier).ifPresent(entity -> store(blueprint, List.of(entity), cause));
        });
    }

    /// Every entity of a blueprint.
    ///
    /// @param cause null when it is time alone
    void all(String blueprint, Actor.@Nullable Cause cause) {
        if (scorecards.of(blueprint).isEmpty() || blueprints.find(blueprint).isEmpty()) {
            return;
        }
        long last = 0;
        while (last >= 0) {
            long after = last;
            last = Objects.requireNonNull(transaction.execute(status -> {
                scorecards.lock(blueprint);
                List<Entity> batch = entities.walk(blueprint, after, BATCH);
                store(blueprint, batch, cause);
                return batch.size() < BATCH ? -1L : batch.getLast().id();
            }));
        }
    }

    /// Every entity that a scorecard with conditions on spans of time may judge otherwise than before.
    void byTime() {
        scorecards.all().stream()
                .filter(Scorecard::dependsOnTime)
                .map(Scorecard::blueprint)
                .distinct()
                .forEach(blueprint -> all(blueprint, null));
    }

    private void store(String blueprint, List<Entity> batch, Actor.@Nullable Cause cause) {
        if (batch.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<Scorecard> definitions = scorecards.of(blueprint);
        List<ScorecardResultRows.Draft> drafts = new ArrayList<>();
        for (Entity entity : batch) {
            ObjectNode json = entity.toJson();
            for (Scorecard scorecard : definitions) {
                ScorecardEvaluator.evaluate(scorecard, json, now)
                        .ifPresent(result -> drafts.add(new ScorecardResultRows.Draft(entity.id(), result)));
            }
        }
        results.keepOnly(batch.stream().map(Entity::id).toList(), drafts);
        List<ScorecardResultRows.Moved> moved = results.save(blueprint, drafts, now);
        Map<Long, Entity> byId = batch.stream().collect(Collectors.toMap(Entity::id, Function.identity()));
        // A first result is no change of a level: an import would double its own length in the log.
        changeLog.append(
                moved.stream()
                        .filter(move -> move.before() != null)
                        .map(move -> change(blueprint, Objects.requireNonNull(byId.get(move.entityId())), move))
                        .toList(),
                actor(cause));
    }

    private static NewChange change(String blueprint, Entity entity, ScorecardResultRows.Moved move) {
        ObjectNode context = Json.object();
        context.put("entity", entity.identifier());
        return new NewChange(
                ChangeKind.SCORECARD_LEVEL_CHANGED,
                blueprint,
                move.scorecard(),
                null,
                state(entity, move.scorecard(), move.before()),
                state(entity, move.scorecard(), move.after()),
                context);
    }

    private static ObjectNode state(Entity entity, String scorecard, @Nullable String level) {
        return Json.object()
                .put("entity", entity.identifier())
                .put("scorecard", scorecard)
                .put("level", level);
    }

    private static Actor actor(Actor.@Nullable Cause cause) {
        Actor portal = Actor.system();
        return new Actor(
                portal.kind(), portal.id(), portal.name(), portal.roles(), portal.teams(), portal.origin(), cause);
    }
}
