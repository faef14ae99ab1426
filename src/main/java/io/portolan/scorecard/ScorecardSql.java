package io.portolan.scorecard;

import io.portolan.catalog.ScorecardValues;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where search finds levels and results of rules.
@Component
class ScorecardSql implements ScorecardValues {

    private final ScorecardRows rows;

    ScorecardSql(ScorecardRows rows) {
        this.rows = rows;
    }

    @Override
    public List<String> levels(String scorecard, List<String> blueprints) {
        return blueprints.stream()
                .flatMap(blueprint -> rows.find(blueprint, scorecard).stream())
                .findFirst()
                .map(found -> found.levels().stream().map(Level::title).toList())
                .orElse(List.of());
    }

    @Override
    public String sql(String scorecard, @Nullable String rule) {
        if (rule == null) {
            return "select to_jsonb(s.level) from scorecard_result s where s.entity_id = e.id and s.scorecard = "
                    + scorecard;
        }
        return "select to_jsonb(r ->> 'status') from scorecard_result s, jsonb_array_elements(s.rules) as r"
                + " where s.entity_id = e.id and s.scorecard = " + scorecard + " and r ->> 'identifier' = " + rule;
    }
}
