package io.portolan.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.kernel.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ScorecardEvaluatorTest {

    private static final Instant NOW = Instant.parse("2026-05-10T12:00:00Z");

    private static Scorecard readiness(String filter) {
        return Scorecard.of(
                "service", Json.parseObject("""
                {"identifier":"ready","title":"Ready",%s"rules":[
                  {"identifier":"a","title":"A","level":"Bronze","query":{"combinator":"and","conditions":[{"property":"a","operator":"=","value":true}]}},
                  {"identifier":"b","title":"B","level":"Silver","query":{"combinator":"and","conditions":[{"property":"b","operator":"=","value":true}]}},
                  {"identifier":"c","title":"C","level":"Gold","query":{"combinator":"and","conditions":[{"property":"c","operator":"=","value":true}]}}]}
                """.formatted(filter)), new Scorecard.Stamp(NOW, "me", NOW, "me"));
    }

    private static ObjectNode service(boolean a, boolean b, boolean c) {
        ObjectNode json = Json.object().put("identifier", "x");
        json.putObject("properties").put("a", a).put("b", b).put("c", c);
        return json;
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            false, false, false, Basic
            true,  false, false, Bronze
            true,  true,  false, Silver
            true,  true,  true,  Gold
            false, true,  true,  Basic
            true,  false, true,  Bronze
            """)
    void aLevelNeedsEveryRuleOfItAndOfAllBelow(boolean a, boolean b, boolean c, String level) {
        ScorecardResult result = ScorecardEvaluator.evaluate(readiness(""), service(a, b, c), NOW)
                .orElseThrow();
        assertThat(result.level()).isEqualTo(level);
        assertThat(result.rules()).extracting(RuleResult::passed).containsExactly(a, b, c);
    }

    @Test
    void aLevelWithoutRulesIsReachedWithTheOneBelow() {
        Scorecard scorecard = Scorecard.of("service", Json.parseObject("""
                {"identifier":"r","title":"R","levels":[{"title":"Low"},{"title":"Mid"},{"title":"High"}],"rules":[
                  {"identifier":"a","title":"A","level":"High","query":{"combinator":"and","conditions":[{"property":"a","operator":"=","value":true}]}}]}
                """), new Scorecard.Stamp(NOW, "me", NOW, "me"));
        assertThat(ScorecardEvaluator.evaluate(scorecard, service(false, false, false), NOW)
                        .orElseThrow()
                        .level())
                .isEqualTo("Mid");
    }

    @Test
    void theFilterLeavesEntitiesOut() {
        Scorecard scorecard = readiness("""
                "filter":{"combinator":"and","conditions":[{"property":"b","operator":"=","value":true}]},""");
        assertThat(ScorecardEvaluator.evaluate(scorecard, service(true, false, true), NOW))
                .isEmpty();
        assertThat(ScorecardEvaluator.evaluate(scorecard, service(true, true, true), NOW))
                .isPresent();
    }
}
