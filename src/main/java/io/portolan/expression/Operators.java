package io.portolan.expression;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Binary operators on values; the right operand varies slowest.
final class Operators {

    private static final int MAX_DEPTH = 10_000;
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private Operators() {}

    @FunctionalInterface
    interface Operation {
        JsonNode apply(Run run, JsonNode left, JsonNode right);
    }

    static Operation of(String operator) {
        return switch (operator) {
            case "+" -> Operators::add;
            case "-" -> Operators::subtract;
            case "*" -> Operators::multiply;
            case "/" -> Operators::divide;
            case "%" -> Operators::modulo;
            case "==" -> (run, a, b) -> Values.bool(Values.equal(run, a, b));
            case "!=" -> (run, a, b) -> Values.bool(!Values.equal(run, a, b));
            case "<" -> (run, a, b) -> Values.bool(order(run, a, b) < 0);
            case "<=" -> (run, a, b) -> Values.bool(order(run, a, b) <= 0);
            case ">" -> (run, a, b) -> Values.bool(order(run, a, b) > 0);
            case ">=" -> (run, a, b) -> Values.bool(order(run, a, b) >= 0);
            default -> throw new IllegalArgumentException(operator);
        };
    }

    /// `nan` is smaller than every number, itself included.
    private static int order(Run run, JsonNode a, JsonNode b) {
        return Numbers.isNaN(a) && b.isNumber() ? -1 : Values.compare(run, a, b);
    }

    /// A literal that a comparison never looks into.
    private static boolean isScalar(Node node) {
        return node instanceof Basics.Literal literal && !literal.value.isContainer();
    }

    static final class Binary extends Node {
        private final Operation operation;
        private final Node left;
        private final Node right;
        private final boolean single;
        private final boolean comparison;

        Binary(String operator, Node left, Node right) {
            this.operation = of(operator);
            this.comparison = COMPARISONS.contains(operator);
            this.left = left;
            this.right = right;
            this.single = left.single() && right.single();
        }

        @Override
        boolean single() {
            return single;
        }

        @Override
        boolean weightless() {
            return comparison && (isScalar(left) || isScalar(right)) && left.weightless() && right.weightless();
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            JsonNode b = right.one(env, in);
            return operation.apply(env.run, left.one(env, in), b);
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            if (single) {
                return out.emit(one(env, in));
            }
            return right.each(env, in, b -> left.each(env, in, a -> out.emit(operation.apply(env.run, a, b))));
        }

        @Override
        int height() {
            return stacked(left, right);
        }
    }

    private static JqError error(JsonNode a, JsonNode b, String problem) {
        return new JqError(Items.describe(a) + " and " + Items.describe(b) + " cannot be " + problem);
    }

    static JsonNode add(Run run, JsonNode a, JsonNode b) {
        if (a instanceof IntNode && b instanceof IntNode) {
            return Numbers.of((long) a.intValue() + b.intValue());
        }
        if (a instanceof StringNode first && b instanceof StringNode second) {
            String prefix = first.stringValue();
            String suffix = second.stringValue();
            int length = Math.addExact(prefix.length(), suffix.length());
            run.steps(length >> 6);
            run.size(length);
            run.allocate(Memory.TEXT + length);
            return Values.text(prefix.concat(suffix));
        }
        Kind kind = Kind.of(a);
        Kind other = Kind.of(b);
        if (kind == Kind.NULL) {
            return b;
        }
        if (other == Kind.NULL) {
            return a;
        }
        if (kind == other) {
            switch (kind) {
                case NUMBER:
                    return Numbers.of(Numbers.value(a) + Numbers.value(b));
                case ARRAY:
                    return concat(run, (ArrayNode) a, (ArrayNode) b);
                case OBJECT:
                    run.steps(a.size() + b.size());
                    run.allocate(Memory.OBJECT + (long) Memory.MEMBER * (a.size() + b.size()));
                    ObjectNode merged = Values.copy((ObjectNode) a);
                    ((ObjectNode) b).forEachEntry(merged::set);
                    return merged;
                default:
                    break;
            }
        }
        throw error(a, b, "added");
    }

    private static JsonNode concat(Run run, ArrayNode a, ArrayNode b) {
        if (b.isEmpty()) {
            return a;
        }
        long size = (long) a.size() + b.size();
        run.steps(size >> 7);
        run.size(size * Memory.SLOT);
        run.allocate(Memory.ARRAY + Memory.SLOT * size);
        ArrayNode sum = Values.array((int) size);
        sum.addAll(a);
        sum.addAll(b);
        return sum;
    }

    static JsonNode subtract(Run run, JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return Numbers.of(Numbers.value(a) - Numbers.value(b));
        }
        if (a instanceof ArrayNode from && b instanceof ArrayNode without) {
            ArrayNode rest = Values.array();
            for (JsonNode item : from.values()) {
                boolean keep = true;
                for (int i = 0; keep && i < without.size(); i++) {
                    run.step();
                    keep = !Values.equal(run, item, without.get(i));
                }
                if (keep) {
                    rest.add(item);
                }
            }
            run.allocate(Memory.ARRAY + (long) Memory.SLOT * rest.size());
            return rest;
        }
        throw error(a, b, "subtracted");
    }

    static JsonNode multiply(Run run, JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return Numbers.of(Numbers.value(a) * Numbers.value(b));
        }
        if (a.isString() && b.isNumber()) {
            return repeat(run, a.stringValue(), Numbers.value(b));
        }
        if (a.isNumber() && b.isString()) {
            return repeat(run, b.stringValue(), Numbers.value(a));
        }
        if (a instanceof ObjectNode x && b instanceof ObjectNode y) {
            return merge(run, x, y, 0);
        }
        throw error(a, b, "multiplied");
    }

    private static JsonNode repeat(Run run, String text, double times) {
        if (Double.isNaN(times) || times < 0) {
            return Values.NULL;
        }
        if (text.isEmpty()) {
            return Values.text("");
        }
        double length = text.length() * Math.floor(times);
        if (length > Integer.MAX_VALUE) {
            throw new JqError("Repeat string result too long");
        }
        run.size((long) length);
        run.allocate(Memory.TEXT + (long) length);
        return Values.text(text.repeat((int) times));
    }

    private static JsonNode merge(Run run, ObjectNode a, ObjectNode b, int depth) {
        if (depth > MAX_DEPTH) {
            throw new JqError("Object merge too deep");
        }
        TooDeep.check(depth);
        run.steps(a.size() + b.size() + 1);
        run.allocate(Memory.OBJECT + (long) Memory.MEMBER * (a.size() + b.size()));
        ObjectNode merged = Values.copy(a);
        for (var entry : b.properties()) {
            JsonNode old = merged.get(entry.getKey());
            JsonNode value = entry.getValue();
            merged.set(
                    entry.getKey(),
                    old instanceof ObjectNode x && value instanceof ObjectNode y ? merge(run, x, y, depth + 1) : value);
        }
        return merged;
    }

    static JsonNode divide(Run run, JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            double divisor = Numbers.value(b);
            if (divisor == 0) {
                throw error(a, b, "divided because the divisor is zero");
            }
            return Numbers.of(Numbers.value(a) / divisor);
        }
        if (a.isString() && b.isString()) {
            return Texts.split(run, a.stringValue(), b.stringValue());
        }
        throw error(a, b, "divided");
    }

    static JsonNode modulo(Run run, JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            double dividend = Numbers.value(a);
            double divisor = Numbers.value(b);
            if (Double.isNaN(dividend) || Double.isNaN(divisor)) {
                return Numbers.of(Double.NaN);
            }
            long by = (long) divisor;
            if (by == 0) {
                throw error(a, b, "divided (remainder) because the divisor is zero");
            }
            return Numbers.of(by == -1 ? 0 : (double) ((long) dividend % by));
        }
        throw error(a, b, "divided (remainder)");
    }

    static JsonNode negate(JsonNode value) {
        if (!value.isNumber()) {
            throw new JqError(Items.describe(value) + " cannot be negated");
        }
        return Numbers.negate(value);
    }
}
