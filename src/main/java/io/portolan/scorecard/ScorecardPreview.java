package io.portolan.scorecard;

import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityService;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/// What a scorecard would do to the catalog if it were saved. Nothing is written.
@Service
public class ScorecardPreview {

    /// At most so many entities are looked at.
    public static final int MAX_ENTITIES = 20_000;

    private static final int MAX_MOVES = 100;
    private static final int BATCH = 500;

    /// An entity whose level would change; null: it has no result now, or would have none.
    public record Move(
            String identifier,
            String title,
            @Nullable String from,
            @Nullable String to) {}

    /// @param checked number of entities that were looked at
    /// @param complete whether these are all of the blueprint
    /// @param moved number of entities whose level would change
    /// @param moves the first 100 of them
    /// @param before how many entities hold each level now
    /// @param after how many would hold each level, lowest first, with zeros
    public record Impact(
            int checked,
            boolean complete,
            int moved,
            List<Move> moves,
            Map<String, Integer> before,
            Map<String, Integer> after) {}

    private final EntityService entities;
    private final ScorecardResults results;
    private final Clock clock;

    ScorecardPreview(EntityService entities, ScorecardResults results, Clock clock) {
        this.entities = entities;
        this.results = results;
        this.clock = clock;
    }

    /// Evaluates the draft for the entities of its blueprint and compares with what they hold now.
    public Impact of(Scorecard draft) {
        Instant now = clock.instant();
        Map<String, Integer> before = new LinkedHashMap<>();
        Map<String, Integer> after = new LinkedHashMap<>();
        draft.levels().forEach(level -> after.put(level.title(), 0));
        List<Move> moves = new ArrayList<>();
        int checked = 0;
        int moved = 0;
        long last = 0;
        boolean complete = false;
        while (!complete && checked < MAX_ENTITIES) {
            List<Entity> batch = entities.walk(draft.blueprint(), last, BATCH);
            Map<Long, List<ScorecardResults.Held>> held = results.of(batch);
            for (Entity entity : batch) {
                ObjectNode json = entity.toJson();
                String to = ScorecardEvaluator.evaluate(draft, json, now)
                        .map(ScorecardResult::level)
                        .orElse(null);
                String from = current(draft, held.getOrDefault(entity.id(), List.of()));
                if (from != null) {
                    before.merge(from, 1, Integer::sum);
                }
                if (to != null) {
                    after.merge(to, 1, Integer::sum);
                }
                if (!Objects.equals(from, to)) {
                    moved++;
                    if (moves.size() < MAX_MOVES) {
                        moves.add(new Move(entity.identifier(), entity.displayTitle(), from, to));
                    }
                }
                last = entity.id();
            }
            checked += batch.size();
            complete = batch.size() < BATCH;
        }
        return new Impact(checked, complete, moved, List.copyOf(moves), before, after);
    }

    private static @Nullable String current(Scorecard draft, List<ScorecardResults.Held> held) {
        Optional<ScorecardResults.Held> mine = held.stream()
                .filter(one -> one.result().scorecard().equals(draft.identifier()))
                .findFirst();
        return mine.map(one -> one.result().level()).orElse(null);
    }
}
