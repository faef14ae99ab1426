package io.portolan.expression;

import io.portolan.expression.ExpressionException.Limit;
import io.portolan.expression.ExpressionException.LimitExceeded;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Runs a program once: on the thread that asks, and when its stack does not suffice, again from the start on a thread
/// with a large one. That is safe because an evaluation changes nothing but its own budget.
final class Evaluation {

    private static final long BYTES_PER_LEVEL = 1_000;
    private static final long MIN_STACK = 16L << 20;
    private static final Semaphore DEEP = new Semaphore(8);

    private final Node program;
    private final JsonNode input;
    private final Budget budget;
    private final JqOptions options;
    private final boolean onlyFirst;

    Evaluation(Node program, JsonNode input, Budget budget, JqOptions options, boolean onlyFirst) {
        this.program = program;
        this.input = input.isMissingNode() ? Values.NULL : input;
        this.budget = budget;
        this.options = options;
        this.onlyFirst = onlyFirst;
    }

    List<JsonNode> outputs() {
        long deadline = System.nanoTime() + budget.time().toNanos();
        try {
            return run(new Run(budget, options, input, false, deadline));
        } catch (TooDeep | StackOverflowError e) {
            return onDeepThread(deadline);
        }
    }

    private List<JsonNode> run(Run run) {
        if (Thread.currentThread().isInterrupted()) {
            run.check();
        }
        run.enter(program.height());
        List<JsonNode> outputs = new ArrayList<>(1);
        Output size = new Output(run);
        try {
            program.each(Env.root(run), input, value -> {
                run.step();
                outputs.add(size.finish(value));
                return !onlyFirst;
            });
        } catch (Env.Label label) {
            throw new JqError("break");
        }
        return outputs;
    }

    private List<JsonNode> onDeepThread(long deadline) {
        Run run = new Run(budget, options, input, true, deadline);
        Result result = new Result();
        TooDeep.DeepThread thread = new TooDeep.DeepThread(
                () -> {
                    try {
                        result.outputs = run(run);
                    } catch (StackOverflowError e) {
                        result.failure = run.tooDeep();
                    } catch (RuntimeException | Error e) {
                        result.failure = e;
                    }
                },
                Math.max(MIN_STACK, budget.depth() * BYTES_PER_LEVEL));
        boolean admitted = false;
        try {
            admitted = DEEP.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (!admitted) {
                throw new LimitExceeded(
                        Limit.TIME,
                        "The expression takes longer than " + budget.time().toMillis() + " ms");
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

    private static final class Result {
        private @Nullable List<JsonNode> outputs;
        private @Nullable Throwable failure;

        List<JsonNode> get() {
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
            return outputs == null ? List.of() : outputs;
        }
    }
}
