package io.portolan.expression;

/// Tells [Evaluation] that this thread's stack is too small, so that it starts over on one that is large.
final class TooDeep extends RuntimeException {

    static final TooDeep SIGNAL = new TooDeep();

    private static final long serialVersionUID = 1L;
    private static final int SHALLOW = 400;

    private TooDeep() {
        super(null, null, false, false);
    }

    /// For recursion over values: ends the shallow attempt at a depth that every stack carries.
    static void check(int depth) {
        if (depth >= SHALLOW && !(Thread.currentThread() instanceof DeepThread)) {
            throw SIGNAL;
        }
    }

    /// A thread with a stack that carries the deepest evaluation that a budget allows.
    static final class DeepThread extends Thread {
        DeepThread(Runnable work, long stackBytes) {
            super(null, work, "expression-deep", stackBytes, false);
            setDaemon(true);
        }
    }
}
