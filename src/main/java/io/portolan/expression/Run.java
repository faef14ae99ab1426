package io.portolan.expression;

import io.portolan.expression.ExpressionException.Limit;
import io.portolan.expression.ExpressionException.LimitExceeded;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What one evaluation has used so far. Not shared between threads, except for the flag that cancels it.
final class Run {

    private static final int CHUNK = 2_000;
    private static final int SHALLOW_LEVELS = 1_000;
    private static final int LONG_TEXT = 4_096;

    final JqOptions options;
    private final Budget budget;
    private final boolean deep;
    private final int maxLevels;
    private long deadline;
    private boolean timed;
    private final JsonNode input;
    private @Nullable Memory memory;
    private long allocated;
    private long threshold;
    private long stepsLeft;
    private int fuel;
    private int levels;
    private long regexLeft;
    private volatile boolean cancelled;

    Run(Budget budget, JqOptions options, JsonNode input, boolean deep) {
        this.budget = budget;
        this.options = options;
        this.deep = deep;
        this.maxLevels = deep ? budget.depth() : Math.min(SHALLOW_LEVELS, budget.depth());
        this.stepsLeft = budget.steps();
        this.regexLeft = budget.regexSteps();
        this.input = input;
        this.threshold = budget.memoryBytes();
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
        long time = System.nanoTime();
        if (!timed) {
            // the clock starts at the first check: most evaluations are over before
            timed = true;
            deadline = time + budget.time().toNanos();
        } else if (time - deadline > 0) {
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
        return ((long) held() << 32) | levels;
    }

    void restore(long mark) {
        levels = (int) mark;
        if (memory != null) {
            memory.release((int) (mark >>> 32));
        }
    }

    /// Counts a value as alive until [#release]; small texts and scalars are not worth it.
    void hold(JsonNode value) {
        if (value.isContainer() || (value.isString() && value.stringValue().length() > LONG_TEXT)) {
            memory().hold(value);
        }
    }

    /// How many values are held, for [#release].
    int held() {
        return memory == null ? 0 : memory.held();
    }

    void release(int count) {
        if (memory != null) {
            memory.release(count);
        }
    }

    Memory memory() {
        Memory held = memory;
        if (held == null) {
            held = new Memory(budget.memoryBytes(), input);
            memory = held;
        }
        return held;
    }

    /// Adds to the estimate of what is alive; beyond the threshold, what is really alive is measured.
    void allocate(long bytes) {
        allocated += bytes;
        if (bytes > LONG_TEXT) {
            // making something large takes its time
            steps(bytes >> 9);
        }
        if (allocated > threshold) {
            allocated = memory().measure(bytes);
            threshold = allocated + budget.memoryBytes() / 2;
        }
    }

    /// One more item in an array under construction.
    void collected() {
        step();
        allocate(Memory.SLOT + Memory.SCALAR);
    }

    /// A text or array under construction must not outgrow the budget by itself.
    void size(long bytes) {
        if (bytes > budget.memoryBytes()) {
            throw memory().exceeded();
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
