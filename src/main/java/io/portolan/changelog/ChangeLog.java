package io.portolan.changelog;

import io.portolan.kernel.Actor;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Where every write records what it did, inside its own transaction: no change without its record, no record without
/// its change, and no reaction lost.
@Service
public class ChangeLog {

    private final ChangeRows changes;
    private final DeliveryRows deliveries;
    private final Consumers consumers;
    private final ChangeDispatcher dispatcher;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ChangeLog(
            ChangeRows changes,
            DeliveryRows deliveries,
            Consumers consumers,
            ChangeDispatcher dispatcher,
            ApplicationEventPublisher events,
            Clock clock) {
        this.changes = changes;
        this.deliveries = deliveries;
        this.consumers = consumers;
        this.dispatcher = dispatcher;
        this.events = events;
        this.clock = clock;
    }

    /// Appends one change. See [#append(List, Actor)].
    @Transactional(propagation = Propagation.MANDATORY)
    public Change append(NewChange change, Actor actor) {
        return append(List.of(change), actor).getFirst();
    }

    /// Appends changes in their order and queues a delivery for each consumer that wants one. Nothing is appended for
    /// an empty list. A write that changes nothing must not call this.
    ///
    /// A change is a consequence of the actor's cause; where the actor has none but the change belongs to a run, of
    /// the run's creation.
    ///
    /// Throws [PortalException.Invalid] when a text contains the character U+0000, which the database cannot keep.
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Change> append(List<NewChange> drafts, Actor actor) {
        if (drafts.isEmpty()) {
            return List.of();
        }
        List<Change> appended = number(drafts, actor);
        changes.insert(appended);
        List<DeliveryRows.Draft> wanted = new ArrayList<>();
        for (Change change : appended) {
            for (ChangeConsumer consumer : consumers.all()) {
                if (consumer.wants(change)) {
                    wanted.add(new DeliveryRows.Draft(
                            consumer.name(), consumer.key(change), consumer.lane(change), change.id()));
                }
            }
        }
        if (!wanted.isEmpty()) {
            deliveries.insert(wanted, appended.getFirst().at());
        }
        AfterCommit.remember(appended, !wanted.isEmpty(), dispatcher, events);
        return appended;
    }

    private List<Change> number(List<NewChange> drafts, Actor actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Long> ids = changes.nextIds(drafts.size());
        Map<String, Optional<Actor.Cause>> runs = new HashMap<>();
        List<Change> numbered = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            NewChange draft = drafts.get(i);
            String run = runOf(draft);
            Long causeId = null;
            int depth = 0;
            Actor.Cause cause = actor.cause();
            if (cause == null && run != null && draft.kind() != ChangeKind.RUN_CREATED) {
                cause = runs.computeIfAbsent(run, changes::creationOfRun).orElse(null);
            }
            if (cause != null) {
                causeId = cause.changeId();
                depth = cause.depth();
            }
            numbered.add(new Change(
                    ids.get(i),
                    now,
                    draft.kind(),
                    draft.blueprint(),
                    draft.identifier(),
                    run,
                    draft.before(),
                    draft.after(),
                    draft.context(),
                    actor.kind(),
                    actor.id(),
                    actor.name(),
                    actor.origin(),
                    causeId,
                    depth));
        }
        return numbered;
    }

    private static @Nullable String runOf(NewChange draft) {
        if (draft.runId() != null) {
            return draft.runId();
        }
        return draft.kind().resourceType().equals("run") ? draft.identifier() : null;
    }
}
