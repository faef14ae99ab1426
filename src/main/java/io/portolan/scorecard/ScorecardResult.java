package io.portolan.scorecard;

import io.portolan.kernel.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What an entity reached in a scorecard.
///
/// @param level title of the level
/// @param levelIndex its place, 0 being the lowest
/// @param rules in the order of the scorecard
public record ScorecardResult(String scorecard, String level, int levelIndex, List<RuleResult> rules) {

    public ScorecardResult {
        rules = List.copyOf(rules);
    }

    public long passed() {
        return rules.stream().filter(RuleResult::passed).count();
    }

    /// `{"level","rules":[{"identifier","status","level"}]}`: the value in `scorecards` of an entity.
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("level", level);
        json.set("rules", rulesJson());
        return json;
    }

    ArrayNode rulesJson() {
        ArrayNode array = Json.array();
        rules.forEach(rule -> array.addObject()
                .put("identifier", rule.identifier())
                .put("status", rule.status())
                .put("level", rule.level()));
        return array;
    }
}
