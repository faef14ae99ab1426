package io.portolan.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.FloatNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;

/// jq's numbers: IEEE doubles when computed, the original literal while nobody has computed with it. Computed integers
/// below 2^53 are int or long nodes, other results double nodes; literals may be any node.
final class Numbers {

    private static final double EXACT = 9_007_199_254_740_992.0;
    private static final int FAR = 400;

    private Numbers() {}

    static JsonNode of(double value) {
        int asInt = (int) value;
        if (asInt == value && (asInt != 0 || 1 / value > 0)) {
            return IntNode.valueOf(asInt);
        }
        if (value > -EXACT && value < EXACT) {
            long asLong = (long) value;
            if (asLong == value && asLong != 0) {
                return LongNode.valueOf(asLong);
            }
        }
        return DoubleNode.valueOf(value);
    }

    static JsonNode of(long value) {
        return value == (int) value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
    }

    static double value(JsonNode node) {
        if (node instanceof IntNode) {
            return node.intValue();
        }
        if (node instanceof DecimalNode) {
            return value(node.decimalValue());
        }
        return node.doubleValue();
    }

    /// The nearest double, infinite or zero where the exponent is far outside of its range.
    static double value(BigDecimal decimal) {
        long exponent = (long) decimal.precision() - decimal.scale();
        if (exponent > FAR) {
            return decimal.signum() < 0
                    ? Double.NEGATIVE_INFINITY
                    : decimal.signum() > 0 ? Double.POSITIVE_INFINITY : 0;
        }
        if (exponent < -FAR) {
            return decimal.signum() < 0 ? -0.0 : 0.0;
        }
        return decimal.doubleValue();
    }

    static boolean isComputed(JsonNode node) {
        return node instanceof IntNode || node instanceof DoubleNode || node instanceof FloatNode;
    }

    /// Whether the node is a number that stands for NaN.
    static boolean isNaN(JsonNode node) {
        return node instanceof DoubleNode && Double.isNaN(node.doubleValue());
    }

    static int compare(JsonNode a, JsonNode b) {
        if (a instanceof IntNode && b instanceof IntNode) {
            return Integer.compare(a.intValue(), b.intValue());
        }
        if (isComputed(a) || isComputed(b)) {
            double x = value(a);
            double y = value(b);
            // NaN sorts below every number
            if (Double.isNaN(x)) {
                return Double.isNaN(y) ? 0 : -1;
            }
            return x < y ? -1 : x == y ? 0 : 1;
        }
        if (a instanceof LongNode && b instanceof LongNode) {
            return Long.compare(a.longValue(), b.longValue());
        }
        return a.decimalValue().compareTo(b.decimalValue());
    }

    static boolean equal(JsonNode a, JsonNode b) {
        if (a instanceof IntNode && b instanceof IntNode) {
            return a.intValue() == b.intValue();
        }
        if (isComputed(a) || isComputed(b)) {
            return value(a) == value(b);
        }
        return compare(a, b) == 0;
    }

    /// A literal as written: kept digit by digit when a double could not hold it.
    static JsonNode literal(String text) {
        boolean integer = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' || c == 'e' || c == 'E') {
                integer = false;
                break;
            }
        }
        if (integer) {
            if (text.length() <= 18) {
                long value = Long.parseLong(text);
                return value == 0 && text.startsWith("-") ? DoubleNode.valueOf(-0.0) : of(value);
            }
            return BigIntegerNode.valueOf(new BigInteger(text));
        }
        try {
            return decimal(new BigDecimal(text));
        } catch (NumberFormatException e) {
            int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
            if (exponent > 0 && text.charAt(exponent + 1) == '-') {
                return IntNode.valueOf(0);
            }
            return DoubleNode.valueOf(text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
    }

    private static JsonNode decimal(BigDecimal value) {
        return JsonNodeFactory.instance.numberNode(value) instanceof DecimalNode node
                ? node
                : DecimalNode.valueOf(value);
    }

    static JsonNode negate(JsonNode node) {
        return switch (node) {
            case IntNode n when n.intValue() != Integer.MIN_VALUE -> IntNode.valueOf(-n.intValue());
            case LongNode n when n.longValue() != Long.MIN_VALUE -> of(-n.longValue());
            case BigIntegerNode n -> BigIntegerNode.valueOf(n.bigIntegerValue().negate());
            case DecimalNode n
            when n.decimalValue().signum() != 0 ->
                DecimalNode.valueOf(n.decimalValue().negate());
            default -> of(-value(node));
        };
    }

    static JsonNode absolute(JsonNode node) {
        boolean negative =
                isComputed(node) ? value(node) < 0 : node.decimalValue().signum() < 0;
        return negative ? negate(node) : node;
    }

    /// The text jq prints: 17 significant digits at most, literals as written.
    static void write(JsonNode node, StringBuilder out) {
        switch (node) {
            case IntNode n -> out.append(n.intValue());
            case LongNode n -> out.append(n.longValue());
            case BigIntegerNode n -> out.append(n.bigIntegerValue());
            case DecimalNode n -> out.append(n.decimalValue());
            default -> write(node.doubleValue(), out);
        }
    }

    private static void write(double value, StringBuilder out) {
        if (Double.isNaN(value)) {
            out.append("null");
            return;
        }
        double finite = Double.isInfinite(value) ? Math.copySign(Double.MAX_VALUE, value) : value;
        if (finite < 0 || (finite == 0 && 1 / finite < 0)) {
            out.append('-');
            finite = -finite;
        }
        if (finite == 0) {
            out.append('0');
            return;
        }
        // Java writes two digits where one would do for the smallest double of all
        String written = finite == Double.MIN_VALUE ? "5E-324" : Double.toString(finite);
        BigDecimal shortest = new BigDecimal(written).stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        if (point <= -4 || point > digits.length() + 15) {
            out.append(digits.charAt(0));
            if (digits.length() > 1) {
                out.append('.').append(digits, 1, digits.length());
            }
            int exponent = point - 1;
            out.append('e').append(exponent < 0 ? '-' : '+');
            if (Math.abs(exponent) < 10) {
                out.append('0');
            }
            out.append(Math.abs(exponent));
        } else if (point <= 0) {
            out.append("0.").repeat('0', -point).append(digits);
        } else if (point >= digits.length()) {
            out.append(digits).repeat('0', point - digits.length());
        } else {
            out.append(digits, 0, point).append('.').append(digits, point, digits.length());
        }
    }

    /// As JavaScript writes a number in a text.
    static String script(JsonNode number) {
        double value = value(number);
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        }
        double size = Math.abs(value);
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (size < 1e21 && size >= 1e-6) {
            return shortest.toPlainString();
        }
        int exponent = shortest.precision() - shortest.scale() - 1;
        return shortest.scaleByPowerOfTen(-exponent).toPlainString()
                + (exponent < 0 ? "e-" : "e+")
                + Math.abs(exponent);
    }
}
