package io.portolan.scorecard;

import io.portolan.blueprint.BlueprintRights.Right;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.EntityRights;
import io.portolan.catalog.EntitySearch;
import io.portolan.kernel.Actor;
import io.portolan.query.Operand;
import io.portolan.query.Operator;
import io.portolan.query.Rule;
import io.portolan.query.SearchQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What entities reached, as last evaluated: a moment after the entity or the scorecard changed.
///
/// The results of given entities are one statement and need no transaction, which most reads of an entity would
/// begin for nothing. Lists and numbers are of what the viewer may read.
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
    private final BlueprintService blueprints;
    private final EntityRights rights;
    private final EntitySearch search;

    ScorecardResults(
            ScorecardRows scorecards,
            ScorecardResultRows rows,
            BlueprintService blueprints,
            EntityRights rights,
            EntitySearch search) {
        this.scorecards = scorecards;
        this.rows = rows;
        this.blueprints = blueprints;
        this.rights = rights;
        this.search = search;
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
    public Map<Level, Long> distribution(Scorecard scorecard, Actor viewer) {
        Map<String, Long> counts = readsAll(scorecard, viewer)
                ? rows.distribution(scorecard.blueprint(), scorecard.identifier())
                : readableByLevel(scorecard, viewer);
        Map<Level, Long> distribution = new LinkedHashMap<>();
        scorecard.levels().forEach(level -> distribution.put(level, counts.getOrDefault(level.title(), 0L)));
        return distribution;
    }

    /// How many entities pass each rule, by the rule's identifier.
    public Map<String, Long> passing(Scorecard scorecard, Actor viewer) {
        if (readsAll(scorecard, viewer)) {
            return rows.passing(scorecard.blueprint(), scorecard.identifier());
        }
        Map<String, Long> counts = new HashMap<>();
        for (ScorecardRule rule : scorecard.rules()) {
            EntityQuery passed = having(scorecard, rule.identifier(), "SUCCESS");
            counts.put(rule.identifier(), search.count(passed, Integer.MAX_VALUE, viewer));
        }
        return counts;
    }

    /// Entities that hold a level, or any level when it is null, lowest first.
    public List<Holder> holders(Scorecard scorecard, @Nullable String level, int offset, int limit, Actor viewer) {
        int most = Math.min(limit, EntityQuery.MOST);
        return readsAll(scorecard, viewer)
                ? rows.holders(scorecard.blueprint(), scorecard.identifier(), level, offset, most)
                : readableHolders(scorecard, level, offset, most, viewer);
    }

    private boolean readsAll(Scorecard scorecard, Actor viewer) {
        return rights.always(Right.READ, blueprints.require(scorecard.blueprint()), viewer);
    }

    private Map<String, Long> readableByLevel(Scorecard scorecard, Actor viewer) {
        EntityQuery all = EntityQuery.of(scorecard.blueprint());
        Map<String, Long> counts = new HashMap<>();
        for (EntitySearch.Group group : search.groupsByLevel(all, scorecard.identifier(), EntityQuery.MOST, viewer)) {
            String level = group.key();
            if (level != null) {
                counts.put(level, group.count());
            }
        }
        return counts;
    }

    /// Level after level, as the search knows no order by them.
    private List<Holder> readableHolders(
            Scorecard scorecard, @Nullable String level, int offset, int most, Actor viewer) {
        List<Entity> found = new ArrayList<>();
        int skipped = offset;
        for (Level each : scorecard.levels()) {
            if (found.size() >= most || (level != null && !level.equals(each.title()))) {
                continue;
            }
            EntityQuery held = having(scorecard, null, each.title());
            List<Entity> page = search.search(held.offset(skipped).limit(most - found.size()), viewer)
                    .items();
            skipped = page.isEmpty() ? skipped - (int) search.count(held, skipped, viewer) : 0;
            found.addAll(page);
        }
        Map<Long, List<Held>> results = rows.of(found.stream().map(Entity::id).toList());
        return found.stream()
                .flatMap(entity -> results.getOrDefault(entity.id(), List.of()).stream()
                        .filter(one -> one.result().scorecard().equals(scorecard.identifier()))
                        .map(one -> holder(entity, one)))
                .toList();
    }

    private static Holder holder(Entity entity, Held held) {
        List<RuleResult> rules = held.result().rules();
        int passed = (int) rules.stream().filter(RuleResult::passed).count();
        return new Holder(entity.identifier(), entity.title(), held.result().level(), passed, held.since());
    }

    /// Entities with a level, or with a result of a rule.
    private static EntityQuery having(Scorecard scorecard, @Nullable String rule, String result) {
        return EntityQuery.of(scorecard.blueprint())
                .where(SearchQuery.and(
                        new Rule.Scorecard(scorecard.identifier(), rule, Operator.EQUALS, Operand.of(result))));
    }

    /// The scorecards of a blueprint, for columns and panels.
    public List<Scorecard> scorecards(String blueprint) {
        return scorecards.of(blueprint);
    }
}
