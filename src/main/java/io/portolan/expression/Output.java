package io.portolan.expression;

import io.portolan.expression.ExpressionException.Limit;
import io.portolan.expression.ExpressionException.LimitExceeded;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The last check of a result: its size counts against the budget, and what JSON cannot express is replaced as jq does
/// when it prints (`nan` becomes null, `infinite` the largest number).
final class Output {

    private final Run run;
    private final long limit;
    private long bytes;
    private boolean odd;

    Output(Run run) {
        this.run = run;
        this.limit = run.budget().outputBytes();
    }

    /// A single result.
    static JsonNode finish(Run run, JsonNode value) {
        return isSmall(value, run.budget()) ? value : new Output(run).next(value);
    }

    /// Whether a result certainly needs no check.
    static boolean isSmall(JsonNode value, Budget budget) {
        return value instanceof StringNode text
                ? text.stringValue().length() < budget.outputBytes()
                : value instanceof IntNode || value instanceof BooleanNode || value == Values.NULL;
    }

    JsonNode next(JsonNode value) {
        odd = false;
        measure(value, 0);
        return odd ? printable(value) : value;
    }

    private void measure(JsonNode value, int depth) {
        if (value instanceof StringNode text) {
            bytes += text.stringValue().length() + 2L;
        } else if (value instanceof ArrayNode array) {
            TooDeep.check(depth);
            int size = array.size();
            run.steps(size);
            bytes += size;
            for (int i = 0; i < size; i++) {
                measure(array.get(i), depth + 1);
            }
        } else if (value instanceof ObjectNode object) {
            TooDeep.check(depth);
            run.steps(object.size());
            for (var entry : object.properties()) {
                bytes += entry.getKey().length() + 4L;
                measure(entry.getValue(), depth + 1);
            }
        } else {
            bytes += 4;
            odd |= value instanceof DoubleNode number && !Double.isFinite(number.doubleValue());
        }
        if (bytes > limit) {
            throw new LimitExceeded(Limit.OUTPUT, "The result is larger than " + (limit >> 10) + " KiB");
        }
    }

    private static JsonNode printable(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode copy = Values.object();
                object.forEachEntry((key, member) -> copy.set(key, printable(member)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = Values.array(array.size());
                array.forEach(item -> copy.add(printable(item)));
                yield copy;
            }
            case DoubleNode number when Double.isNaN(number.doubleValue()) -> Values.NULL;
            case DoubleNode number
            when Double.isInfinite(number.doubleValue()) ->
                DoubleNode.valueOf(Math.copySign(Double.MAX_VALUE, number.doubleValue()));
            default -> value;
        };
    }
}
