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
    private long bytes;
    private boolean odd;

    Output(Run run) {
        this.run = run;
    }

    /// A single result.
    static JsonNode finish(Run run, JsonNode value) {
        if (value instanceof StringNode text
                && text.stringValue().length() < run.budget().outputBytes()) {
            return value;
        }
        if (value instanceof IntNode || value instanceof BooleanNode) {
            return value;
        }
        return new Output(run).next(value);
    }

    JsonNode next(JsonNode value) {
        odd = false;
        measure(value, 0);
        return odd ? printable(value) : value;
    }

    private void measure(JsonNode value, int depth) {
        switch (value) {
            case ObjectNode object -> {
                TooDeep.check(depth);
                for (var entry : object.properties()) {
                    count(entry.getKey().length() + 4L);
                    measure(entry.getValue(), depth + 1);
                }
            }
            case ArrayNode array -> {
                TooDeep.check(depth);
                for (int i = 0; i < array.size(); i++) {
                    count(1);
                    measure(array.get(i), depth + 1);
                }
            }
            case DoubleNode number -> {
                count(8);
                odd |= !Double.isFinite(number.doubleValue());
            }
            default -> count(value.isString() ? value.stringValue().length() + 2L : 4);
        }
    }

    private void count(long more) {
        bytes += more;
        run.step();
        if (bytes > run.budget().outputBytes()) {
            throw new LimitExceeded(
                    Limit.OUTPUT, "The result is larger than " + (run.budget().outputBytes() >> 10) + " KiB");
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
