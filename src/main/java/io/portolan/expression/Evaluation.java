package io.portolan.expression;

import io.portolan.expression.ExpressionException.Limit;
import io.portolan.expression.ExpressionException.LimitExceeded;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Runs a program once: on the thread that asks, and when its stack does not suffice, again from the start on a thread
/// with a large one. That is safe because an evaluation changes nothing but its own budget.
final class Evaluation {

    private static final long BYTES_PER_LEVEL = 1_000;
    private static final long MIN_STACK = 16L << 20;
    private static final Semaphore DEEP = new Semaphore(8);

    private final Node program;
    private final int height;
    private final JqOptions options;
    private final boolean weightless;
    private final boolean passesOn;

    Evaluation(Node program, JqOptions options) {
        this.program = program;
        this.height = program.height();
        this.options = options;
        this.weightless = program.weightless();
        this.passesOn = program.passesOn();
    }

    /// The first output, or null when there is none.
    @Nullable
    JsonNode first(JsonNode input, Budget budget) {
        JsonNode in = input.isMissingNode() ? Values.NULL : input;
        try {
            if (weightless) {
                JsonNode value = program.one(Env.NONE, in);
                return passesOn || Output.isSmall(value, budget)
                        ? value
                        : Output.finish(new Run(budget, options, in, false), value);
            }
            return first(new Run(budget, options, in, false), in);
        } catch (TooDeep | StackOverflowError e) {
            return onDeepThread(new Run(budget, options, in, true), run -> first(run, in));
        }
    }

    private @Nullable JsonNode first(Run run, JsonNode in) {
        run.enter(height);
        Env env = Env.root(run);
        if (program.single()) {
            JsonNode value = program.one(env, in);
            return passesOn ? value : Output.finish(run, value);
        }
        JsonNode[] first = new JsonNode[1];
        try {
            program.each(env, in, value -> {
                first[0] = value;
                return false;
            });
        } catch (Env.Label label) {
            throw new JqError("break");
        }
        return first[0] == null ? null : Output.finish(run, first[0]);
    }

    /// All outputs.
    List<JsonNode> all(JsonNode input, Budget budget) {
        JsonNode in = input.isMissingNode() ? Values.NULL : input;
        List<JsonNode> outputs;
        try {
            outputs = all(new Run(budget, options, in, false), in);
        } catch (TooDeep | StackOverflowError e) {
            outputs = onDeepThread(new Run(budget, options, in, true), run -> all(run, in));
        }
        return outputs == null ? List.of() : outputs;
    }

    private List<JsonNode> all(Run run, JsonNode in) {
        run.enter(height);
        List<JsonNode> outputs = new ArrayList<>(1);
        Output output = new Output(run);
        try {
            program.each(Env.root(run), in, value -> {
                run.step();
                outputs.add(output.next(value));
                return true;
            });
        } catch (Env.Label label) {
            throw new JqError("break");
        }
        return outputs;
    }

    private static <T extends @Nullable Object> @Nullable T onDeepThread(Run run, Function<Run, T> work) {
        Result<T> result = new Result<>();
        TooDeep.DeepThread thread = new TooDeep.DeepThread(
                () -> {
                    try {
                        result.value = work.apply(run);
                    } catch (StackOverflowError e) {
                        result.failure = run.tooDeep();
                    } catch (RuntimeException | Error e) {
                        result.failure = e;
                    }
                },
                Math.max(MIN_STACK, run.budget().depth() * BYTES_PER_LEVEL));
        boolean admitted = false;
        try {
            admitted = DEEP.tryAcquire(run.budget().time().toNanos(), TimeUnit.NANOSECONDS);
            if (!admitted) {
                throw new LimitExceeded(
                        Limit.TIME,
                        "The expression takes longer than "
                                + run.budget().time().toMillis() + " ms");
            }
            thread.start();
            thread.join();
        } catch (InterruptedException e) {
            run.cancel();
            Thread.currentThread().interrupt();
            throw new LimitExceeded(Limit.INTERRUPTED, "The evaluation was interrupted");
        } finally {
            if (admitted) {
                DEEP.release();
            }
        }
        return result.get();
    }

    private static final class Result<T extends @Nullable Object> {
        private @Nullable T value;
        private @Nullable Throwable failure;

        @Nullable
        T get() {
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
            return value;
        }
    }
}
