package io.portolan.expression;

import io.portolan.expression.ExpressionException.Limit;
import io.portolan.expression.ExpressionException.LimitExceeded;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// An estimate of how much the evaluation keeps alive, in bytes.
///
/// Allocations are added up; when the sum reaches the limit, the values that are held (arrays under construction,
/// states of
/// `reduce`, variables, inputs of calls) are measured, and the sum starts again from what is really alive. So garbage
/// does
/// not count, and measuring is rare.
final class Memory {

    static final int ARRAY = 48;
    static final int OBJECT = 96;
    static final int SLOT = 8;
    static final int MEMBER = 56;
    static final int SCALAR = 24;
    static final int TEXT = 56;

    private static final @Nullable JsonNode[] NOTHING = new JsonNode[0];

    private final long limit;
    private final JsonNode input;
    private @Nullable JsonNode[] roots = NOTHING;
    private int held;
    private long inputSize = -1;

    Memory(long limit, JsonNode input) {
        this.limit = limit;
        this.input = input;
    }

    int held() {
        return held;
    }

    /// Holds a value until [#release]; returns where it is held.
    int hold(JsonNode value) {
        if (held == roots.length) {
            roots = Arrays.copyOf(roots, held * 2 + 8);
        }
        roots[held] = value;
        return held++;
    }

    void replace(int index, JsonNode value) {
        roots[index] = value;
    }

    void release(int count) {
        while (held > count) {
            roots[--held] = null;
        }
    }

    LimitExceeded exceeded() {
        return new LimitExceeded(
                Limit.MEMORY, "The expression holds more than " + (limit >> 10) + " KiB of values at a time");
    }

    /// What is alive, the last allocation included; throws when it is more than the limit.
    long measure(long last) {
        if (last > limit) {
            throw exceeded();
        }
        if (inputSize < 0) {
            inputSize = new Measure(Long.MAX_VALUE).add(input);
        }
        Measure measure = new Measure(limit + inputSize);
        for (int i = 0; i < held; i++) {
            JsonNode root = roots[i];
            if (root != null) {
                measure.add(root);
            }
        }
        long live = last + Math.max(0, measure.total - inputSize);
        if (live > limit) {
            throw exceeded();
        }
        return live;
    }

    /// Adds up sizes, each container once.
    private static final class Measure {
        private final Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final long stop;
        private long total;

        Measure(long stop) {
            this.stop = stop;
        }

        long add(JsonNode value) {
            add(value, 0);
            return total;
        }

        private void add(JsonNode value, int depth) {
            if (total > stop) {
                return;
            }
            TooDeep.check(depth);
            switch (value) {
                case ArrayNode array -> {
                    total += ARRAY + (long) SLOT * array.size();
                    if (array.size() < 2 || seen.add(array)) {
                        for (int i = 0; i < array.size() && total <= stop; i++) {
                            add(array.get(i), depth + 1);
                        }
                    }
                }
                case ObjectNode object -> {
                    total += OBJECT + (long) MEMBER * object.size();
                    if (seen.add(object)) {
                        for (var entry : object.properties()) {
                            add(entry.getValue(), depth + 1);
                        }
                    }
                }
                case StringNode text -> total += TEXT + text.stringValue().length();
                default -> total += SCALAR;
            }
        }
    }
}
