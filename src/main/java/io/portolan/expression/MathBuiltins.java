package io.portolan.expression;

import static io.portolan.expression.Builtins.function0;
import static io.portolan.expression.Builtins.function2;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import tools.jackson.databind.JsonNode;

/// Mathematics on doubles, with the names of C's library.
final class MathBuiltins {

    private static final double LN2 = Math.log(2);
    private static final double[] LANCZOS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private MathBuiltins() {}

    static void register(Map<String, Builtins.Factory> all) {
        all.put("infinite/0", arguments -> new Basics.Literal(Numbers.of(Double.POSITIVE_INFINITY)));
        all.put("nan/0", arguments -> new Basics.Literal(Numbers.of(Double.NaN)));
        all.put("isinfinite/0", function0((run, in) -> Values.bool(in.isNumber() && Double.isInfinite(number(in)))));
        all.put("isnan/0", function0((run, in) -> Values.bool(in.isNumber() && Double.isNaN(number(in)))));
        all.put("isnormal/0", function0((run, in) -> {
            double value = in.isNumber() ? Math.abs(number(in)) : 0;
            return Values.bool(value >= Double.MIN_NORMAL && value <= Double.MAX_VALUE);
        }));
        all.put("abs/0", function0((run, in) -> switch (Kind.of(in)) {
            case NUMBER -> Numbers.absolute(in);
            // smaller than 0 in the order of jq, so it would be negated
            case NULL, FALSE, TRUE -> Operators.negate(in);
            case STRING, ARRAY, OBJECT -> in;
        }));
        unary(all, "erf", MathBuiltins::erf);
        unary(all, "erfc", value -> value > 2 ? erfcTail(value) : 1 - erf(value));
        all.put("remainder/2", function2((run, in, a, b) -> Numbers.of(Math.IEEEremainder(number(a), number(b)))));
        unary(all, "fabs", Math::abs);
        unary(all, "floor", Math::floor);
        unary(all, "ceil", Math::ceil);
        unary(all, "trunc", value -> value < 0 ? Math.ceil(value) : Math.floor(value));
        unary(all, "round", value -> Math.copySign(Math.floor(Math.abs(value) + 0.5), value));
        unary(all, "rint", Math::rint);
        unary(all, "nearbyint", Math::rint);
        unary(all, "sqrt", Math::sqrt);
        unary(all, "cbrt", Math::cbrt);
        unary(all, "exp", Math::exp);
        unary(all, "exp2", value -> Math.pow(2, value));
        unary(all, "exp10", value -> Math.pow(10, value));
        unary(all, "pow10", value -> Math.pow(10, value));
        unary(all, "expm1", Math::expm1);
        unary(all, "log", Math::log);
        unary(all, "log2", MathBuiltins::log2);
        unary(all, "log10", Math::log10);
        unary(all, "log1p", Math::log1p);
        unary(all, "sin", Math::sin);
        unary(all, "cos", Math::cos);
        unary(all, "tan", Math::tan);
        unary(all, "asin", Math::asin);
        unary(all, "acos", Math::acos);
        unary(all, "atan", Math::atan);
        unary(all, "sinh", Math::sinh);
        unary(all, "cosh", Math::cosh);
        unary(all, "tanh", Math::tanh);
        unary(all, "asinh", MathBuiltins::asinh);
        unary(all, "acosh", value -> Math.log(value + Math.sqrt(value * value - 1)));
        unary(all, "atanh", value -> Math.log((1 + value) / (1 - value)) / 2);
        unary(all, "significand", MathBuiltins::significand);
        unary(all, "logb", MathBuiltins::logb);
        unary(all, "gamma", MathBuiltins::logGamma);
        unary(all, "lgamma", MathBuiltins::logGamma);
        unary(all, "tgamma", MathBuiltins::gamma);
        binary(all, "pow", Math::pow);
        binary(all, "atan2", Math::atan2);
        binary(all, "fmin", (a, b) -> Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b));
        binary(all, "fmax", (a, b) -> Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b));
        binary(all, "fmod", (a, b) -> a % b);
        binary(all, "fdim", (a, b) -> Math.max(a - b, 0));
        binary(all, "hypot", Math::hypot);
        binary(all, "copysign", Math::copySign);
        binary(all, "drem", Math::IEEEremainder);
        binary(all, "nextafter", Math::nextAfter);
        binary(all, "nexttoward", Math::nextAfter);
        binary(all, "ldexp", MathBuiltins::scale);
        binary(all, "scalb", MathBuiltins::scale);
        binary(all, "scalbln", MathBuiltins::scale);
        all.put("frexp/0", function0((run, in) -> fraction(number(in))));
        all.put("modf/0", function0((run, in) -> {
            double value = number(in);
            double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
            double rest = Double.isInfinite(value) ? Math.copySign(0, value) : value - whole;
            return Values.array(2).add(Numbers.of(rest)).add(Numbers.of(whole));
        }));
        all.put("lgamma_r/0", function0((run, in) -> {
            double value = number(in);
            int sign = value < 0 && Math.floor(value) % 2 != 0 ? -1 : 1;
            return Values.array(2).add(Numbers.of(logGamma(value))).add(sign);
        }));
        all.put("fma/3", arguments -> {
            Node product = function2((run, in, a, b) -> Values.array(2).add(a).add(b))
                    .build(List.of(arguments.get(0), arguments.get(1)));
            return function2((run, in, pair, c) ->
                            Numbers.of(Math.fma(number(pair.get(0)), number(pair.get(1)), number(c))))
                    .build(List.of(product, arguments.get(2)));
        });
    }

    static double number(JsonNode value) {
        if (!value.isNumber()) {
            throw new JqError(Items.describe(value) + " number required");
        }
        return Numbers.value(value);
    }

    private static void unary(Map<String, Builtins.Factory> all, String name, DoubleUnaryOperator operator) {
        all.put(name + "/0", function0((run, in) -> Numbers.of(operator.applyAsDouble(number(in)))));
    }

    private static void binary(Map<String, Builtins.Factory> all, String name, DoubleBinaryOperator operator) {
        all.put(name + "/2", function2((run, in, a, b) -> Numbers.of(operator.applyAsDouble(number(a), number(b)))));
    }

    private static double log2(double value) {
        int exponent = Math.getExponent(value);
        if (value > 0 && exponent >= Double.MIN_EXPONENT && exponent <= Double.MAX_EXPONENT) {
            return exponent + Math.log(value / Math.scalb(1.0, exponent)) / LN2;
        }
        return Math.log(value) / LN2;
    }

    private static double asinh(double value) {
        double size = Math.abs(value);
        return Math.copySign(Math.log(size + Math.sqrt(size * size + 1)), value);
    }

    private static double significand(double value) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return value;
        }
        return value / Math.pow(2, logb(value));
    }

    private static double logb(double value) {
        if (value == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return value * value;
        }
        int exponent = Math.getExponent(value);
        return exponent < Double.MIN_EXPONENT ? Math.getExponent(value * 0x1p54) - 54 : exponent;
    }

    private static JsonNode fraction(double value) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return Values.array(2).add(Numbers.of(value)).add(0);
        }
        int exponent = (int) logb(value) + 1;
        return Values.array(2).add(Numbers.of(value / Math.pow(2, exponent))).add(exponent);
    }

    private static double scale(double value, double exponent) {
        int steps = (int) Math.max(-5_000, Math.min(5_000, exponent));
        return Math.scalb(value, steps);
    }

    private static double gamma(double value) {
        if (value == Math.floor(value) && value > 0 && value < 24) {
            double product = 1;
            for (int i = 2; i < value; i++) {
                product *= i;
            }
            return product;
        }
        if (value < 0.5) {
            return Math.PI / (Math.sin(Math.PI * value) * gamma(1 - value));
        }
        double shifted = value - 1;
        double sum = lanczos(shifted);
        double t = shifted + 7.5;
        return Math.sqrt(2 * Math.PI) * Math.pow(t, shifted + 0.5) * Math.exp(-t) * sum;
    }

    private static double logGamma(double value) {
        if (value < 0.5) {
            return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * value))) - logGamma(1 - value);
        }
        if (value == 1 || value == 2) {
            return 0;
        }
        double shifted = value - 1;
        double t = shifted + 7.5;
        return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(t) - t + Math.log(lanczos(shifted));
    }

    private static double lanczos(double shifted) {
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (shifted + i);
        }
        return sum;
    }

    private static double erf(double value) {
        if (Double.isNaN(value) || Math.abs(value) > 6) {
            return Double.isNaN(value) ? value : Math.signum(value);
        }
        if (Math.abs(value) > 2) {
            return Math.signum(value) * (1 - erfcTail(Math.abs(value)));
        }
        double term = value;
        double sum = value;
        for (int n = 1; n < 100 && Math.abs(term) > 1e-18; n++) {
            term *= -value * value / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    /// The continued fraction, good for values above 2.
    private static double erfcTail(double value) {
        double fraction = 0;
        for (int n = 120; n > 0; n--) {
            fraction = n / 2.0 / (value + fraction);
        }
        return Math.exp(-value * value) / Math.sqrt(Math.PI) / (value + fraction);
    }
}
