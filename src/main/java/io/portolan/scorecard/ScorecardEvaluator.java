package io.portolan.scorecard;

import io.portolan.query.MatchContext;
import io.portolan.query.QueryMatcher;
import io.portolan.query.SearchQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Decides what an entity reaches: the highest level such that every rule of it and of all lower levels passes. The
/// first level is the floor. Pure.
public final class ScorecardEvaluator {

    private ScorecardEvaluator() {}

    /// @param entity wire JSON with its computed values
    /// @param now the present moment, for conditions on spans of time
    /// @return empty when the filter of the scorecard leaves the entity out
    public static Optional<ScorecardResult> evaluate(Scorecard scorecard, ObjectNode entity, Instant now) {
        MatchContext context = MatchContext.at(now);
        SearchQuery filter = scorecard.filter();
        if (filter != null && !QueryMatcher.matches(filter, entity, context)) {
            return Optional.empty();
        }
        List<RuleResult> results = scorecard.rules().stream()
                .map(rule -> new RuleResult(
                        rule.identifier(), QueryMatcher.matches(rule.query(), entity, context), rule.level()))
                .toList();
        Set<String> failed = results.stream()
                .filter(result -> !result.passed())
                .map(RuleResult::level)
                .collect(Collectors.toSet());
        int reached = 0;
        List<Level> levels = scorecard.levels();
        while (reached + 1 < levels.size()
                && !failed.contains(levels.get(reached + 1).title())
                && !failed.contains(levels.get(reached).title())) {
            reached++;
        }
        return Optional.of(
                new ScorecardResult(scorecard.identifier(), levels.get(reached).title(), reached, results));
    }
}
