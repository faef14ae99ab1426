package io.portolan.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The room that knows scorecards, seen from search: where the level of an entity stands in the database.
public interface ScorecardValues {

    /// A SQL expression of type `jsonb` over the row `e` of `entity`: the title of the level, or with `rule` the
    /// result of that rule (`"SUCCESS"`, `"FAILURE"`); SQL null when there is none. Both arguments are expressions.
    String sql(String scorecard, @Nullable String rule);

    /// Titles of the levels of a scorecard of one of these blueprints, the lowest first; empty when there is
    /// none.
    List<String> levels(String scorecard, List<String> blueprints);
}
