package io.portolan.expression;

import io.portolan.expression.ExpressionException.Limit;
import io.portolan.expression.ExpressionException.LimitExceeded;
import tools.jackson.databind.JsonNode;

/// What one evaluation has used so far. Not shared between threads, except for the flag that cancels it.
final class Run {

    private static final int CHUNK = 2_000;
    private static final int SHALLOW_LEVELS = 1_000;

    final JqOptions options;
    private final Budget budget;
    private final boolean deep;
    private final int maxLevels;
    private final long deadline;
    private final Memory memory;
    private long stepsLeft;
    private int fuel;
    private int levels;
    private long regexLeft;
    private volatile boolean cancelled;

    Run(Budget budget, JqOptions options, JsonNode input, boolean deep, long deadline) {
        this.budget = budget;
        this.options = options;
        this.deep = deep;
        this.maxLevels = deep ? budget.depth() : Math.min(SHALLOW_LEVELS, budget.depth());
        this.deadline = deadline;
        this.stepsLeft = budget.steps();
        this.regexLeft = budget.regexSteps();
        this.memory = new Memory(budget.memoryBytes(), input);
        this.fuel = CHUNK;
    }

    Budget budget() {
        return budget;
    }

    void cancel() {
        cancelled = true;
    }

    /// One unit of work.
    void step() {
        if (--fuel < 0) {
            refuel();
        }
    }

    /// Many units of work at once.
    void steps(long count) {
        if (count <= fuel) {
            fuel -= (int) count;
            return;
        }
        stepsLeft -= count;
        refuel();
    }

    private void refuel() {
        stepsLeft -= CHUNK;
        if (stepsLeft < 0) {
            throw new LimitExceeded(
                    Limit.STEPS, "The expression takes more than " + budget.steps() + " steps: does it end?");
        }
        check();
        fuel = CHUNK;
    }

    /// Time and interruption.
    void check() {
        if (cancelled || Thread.currentThread().isInterrupted()) {
            throw new LimitExceeded(Limit.INTERRUPTED, "The evaluation was interrupted");
        }
        if (System.nanoTime() - deadline > 0) {
            throw new LimitExceeded(
                    Limit.TIME,
                    "The expression takes longer than " + budget.time().toMillis() + " ms");
        }
    }

    /// Enters a call that is `height` levels high; [#leave] gives them back. Whoever catches an exception restores
    /// [#mark].
    void enter(int height) {
        levels += height;
        if (levels > maxLevels) {
            if (deep || budget.depth() <= SHALLOW_LEVELS) {
                throw tooDeep();
            }
            throw TooDeep.SIGNAL;
        }
    }

    LimitExceeded tooDeep() {
        return new LimitExceeded(
                Limit.DEPTH, "The expression nests calls deeper than " + budget.depth() + " levels: does it end?");
    }

    void leave(int height) {
        levels -= height;
    }

    long mark() {
        return ((long) memory.held() << 32) | levels;
    }

    void restore(long mark) {
        levels = (int) mark;
        memory.release((int) (mark >>> 32));
    }

    Memory memory() {
        return memory;
    }

    void allocate(long bytes) {
        memory.allocate(bytes);
    }

    /// A text or array under construction must not outgrow the budget by itself.
    void size(long bytes) {
        if (bytes > budget.memoryBytes()) {
            throw memory.exceeded();
        }
    }

    void regexStep() {
        if (--regexLeft < 0) {
            throw new LimitExceeded(
                    Limit.REGEX,
                    "A regular expression looks at more than " + budget.regexSteps()
                            + " characters: nested repetitions such as (a+)+ backtrack for ever");
        }
        if ((regexLeft & 0x3fff) == 0) {
            check();
        }
    }
}
