package io.portolan.expression;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `any`, `all` and `isempty`: they stop at the first value that decides.
final class Quantified extends Node.Single {

    enum Purpose {
        ANY,
        ALL,
        ISEMPTY
    }

    private final Node values;
    private final @Nullable Node condition;
    private final Purpose purpose;

    Quantified(Node values, @Nullable Node condition, Purpose purpose) {
        this.values = values;
        this.condition = condition;
        this.purpose = purpose;
    }

    @Override
    JsonNode one(Env env, JsonNode in) {
        boolean undecided = values.each(env, in, value -> {
            env.run.step();
            return switch (purpose) {
                case ISEMPTY -> false;
                case ANY -> condition == null ? !Kind.truthy(value) : holds(env, value, false);
                case ALL -> condition == null ? Kind.truthy(value) : holds(env, value, true);
            };
        });
        return Values.bool(purpose == Purpose.ANY ? !undecided : undecided);
    }

    /// Whether every output of the condition is as expected.
    private boolean holds(Env env, JsonNode value, boolean expected) {
        return condition == null || condition.each(env, value, result -> Kind.truthy(result) == expected);
    }

    @Override
    int height() {
        return 1 + values.height() + (condition == null ? 0 : condition.height());
    }
}
