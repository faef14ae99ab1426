package io.portolan.expression;

import java.time.Duration;

/// How much one evaluation may use. Exceeding a limit throws [ExpressionException.LimitExceeded], which names it.
///
/// @param steps how many nodes of the program may be evaluated
/// @param time wall time
/// @param outputBytes size of all outputs together, estimated as the length of their JSON text; what only passes parts
/// of
///     the input on, each once, is not measured
/// @param memoryBytes estimate of what the evaluation has allocated for values that live at the same time
/// @param depth how deep calls may nest, in levels of the program's tree (a call takes as many as its body is high)
/// @param regexSteps how many characters regular expressions may look at, backtracking included
public record Budget(long steps, Duration time, long outputBytes, long memoryBytes, int depth, long regexSteps) {

    private static final Budget STANDARD =
            new Budget(3_000_000, Duration.ofMillis(500), 8L << 20, 32L << 20, 100_000, 5_000_000);

    public Budget {
        if (steps < 1 || time.isNegative() || time.isZero() || outputBytes < 1 || memoryBytes < 1 || depth < 1) {
            throw new IllegalArgumentException("Every limit of a budget must be positive");
        }
    }

    /// What a calculation, condition, mapping or template of the portal gets: half a second, 32 MiB.
    public static Budget standard() {
        return STANDARD;
    }

    public Budget withSteps(long limit) {
        return new Budget(limit, time, outputBytes, memoryBytes, depth, regexSteps);
    }

    public Budget withTime(Duration limit) {
        return new Budget(steps, limit, outputBytes, memoryBytes, depth, regexSteps);
    }

    public Budget withOutputBytes(long limit) {
        return new Budget(steps, time, limit, memoryBytes, depth, regexSteps);
    }

    public Budget withMemoryBytes(long limit) {
        return new Budget(steps, time, outputBytes, limit, depth, regexSteps);
    }

    public Budget withDepth(int limit) {
        return new Budget(steps, time, outputBytes, memoryBytes, limit, regexSteps);
    }

    public Budget withRegexSteps(long limit) {
        return new Budget(steps, time, outputBytes, memoryBytes, depth, limit);
    }
}
