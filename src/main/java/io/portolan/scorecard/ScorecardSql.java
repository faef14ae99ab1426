package io.portolan.scorecard;

import io.portolan.catalog.ScorecardValues;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where search finds levels and results of rules.
@Component
class ScorecardSql implements ScorecardValues {

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
