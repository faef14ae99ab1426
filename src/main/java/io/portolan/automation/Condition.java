package io.portolan.automation;

import io.portolan.expression.JqOptions;
import io.portolan.expression.JqProgram;
import io.portolan.kernel.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The condition of an automation: jq expressions on the root of the event, all of which (`and`) or one of which (`or`)
/// must give `true`. No expressions mean that every event will do.
///
/// @param all whether all must hold
record Condition(List<JqProgram> expressions, boolean all) {

    Condition {
        expressions = List.copyOf(expressions);
    }

    /// The condition in a definition's `trigger` object. Throws [ExpressionException.CompileFailed].
    ///
    /// @param clock what `now` says
    static Condition of(JsonNode trigger, InstantSource clock) {
        JqOptions options = JqOptions.portal().withClock(clock);
        JsonNode condition = trigger.path("condition");
        List<JqProgram> expressions = new ArrayList<>();
        for (JsonNode expression : condition.path("expressions")) {
            if (expression.isString()) {
                expressions.add(JqProgram.compile(expression.stringValue(), options));
            }
        }
        return new Condition(expressions, !"or".equals(Json.text(condition, "combinator")));
    }

    /// Throws [ExpressionException.LimitExceeded] when an expression takes too long.
    boolean test(JsonNode event) {
        if (expressions.isEmpty()) {
            return true;
        }
        return all
                ? expressions.stream().allMatch(expression -> expression.test(event))
                : expressions.stream().anyMatch(expression -> expression.test(event));
    }
}
