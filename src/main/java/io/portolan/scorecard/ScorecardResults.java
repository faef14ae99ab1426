package io.portolan.scorecard;

import io.portolan.catalog.Entity;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What entities reached, as last evaluated: a moment after the entity or the scorecard changed.
///
/// Each answer is one statement and needs no transaction, which most reads of an entity would begin for nothing.
@Service
public class ScorecardResults {

    /// A result and since when its level is held.
    public record Held(ScorecardResult result, Instant since) {}

    /// An entity in a list of those that hold a level.
    ///
    /// @param passed number of rules that it passes
    public record Holder(String identifier, @Nullable String title, String level, int passed, Instant since) {}

    private final ScorecardRows scorecards;
    private final ScorecardResultRows rows;

    ScorecardResults(ScorecardRows scorecards, ScorecardResultRows rows) {
        this.scorecards = scorecards;
        this.rows = rows;
    }

    /// Results of an entity; empty when it was not evaluated yet or no scorecard applies.
    public List<Held> of(Entity entity) {
        return rows.of(List.of(entity.id())).getOrDefault(entity.id(), List.of());
    }

    /// Results by [Entity#id()]. Where no scorecard applies, which most reads of an entity are about, it asks nothing
    /// of the database.
    public Map<Long, List<Held>> of(Collection<Entity> entities) {
        Set<String> evaluated = scorecards.recentBlueprints();
        if (entities.stream().noneMatch(entity -> evaluated.contains(entity.blueprint()))) {
            return Map.of();
        }
        return rows.of(entities.stream().map(Entity::id).toList());
    }

    /// How many entities hold each level, lowest level first, with zeros.
    public Map<Level, Long> distribution(Scorecard scorecard) {
        Map<String, Long> counts = rows.distribution(scorecard.blueprint(), scorecard.identifier());
        Map<Level, Long> distribution = new LinkedHashMap<>();
        scorecard.levels().forEach(level -> distribution.put(level, counts.getOrDefault(level.title(), 0L)));
        return distribution;
    }

    /// How many entities pass each rule, by the rule's identifier; without those that none passes.
    public Map<String, Long> passing(Scorecard scorecard) {
        return rows.passing(scorecard.blueprint(), scorecard.identifier());
    }

    /// Entities that hold a level, or any level when it is null, lowest first.
    public List<Holder> holders(Scorecard scorecard, @Nullable String level, int offset, int limit) {
        return rows.holders(scorecard.blueprint(), scorecard.identifier(), level, offset, Math.min(limit, 1000));
    }

    /// The scorecards of a blueprint, for columns and panels.
    public List<Scorecard> scorecards(String blueprint) {
        return scorecards.of(blueprint);
    }
}
