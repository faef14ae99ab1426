package io.portolan.expression;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Conditions, alternatives, errors and labels.
final class Flow {

    private Flow() {}

    static final class If extends Node {
        private final Node condition;
        private final Node then;
        private final Node otherwise;
        private final boolean single;

        If(Node condition, Node then, Node otherwise) {
            this.condition = condition;
            this.then = then;
            this.otherwise = otherwise;
            this.single = condition.single() && then.single() && otherwise.single();
        }

        @Override
        boolean single() {
            return single;
        }

        @Override
        boolean weightless() {
            return condition.weightless() && then.weightless() && otherwise.weightless();
        }

        @Override
        boolean passesOn() {
            return then.passesOn() && otherwise.passesOn();
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            return (Kind.truthy(condition.one(env, in)) ? then : otherwise).one(env, in);
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            if (condition.single()) {
                return (Kind.truthy(condition.one(env, in)) ? then : otherwise).each(env, in, out);
            }
            return condition.each(env, in, value -> (Kind.truthy(value) ? then : otherwise).each(env, in, out));
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            return condition.each(env, in, value -> (Kind.truthy(value) ? then : otherwise).paths(env, path, in, out));
        }

        @Override
        int height() {
            return 1 + condition.height() + Math.max(then.height(), otherwise.height());
        }
    }

    /// `and`, `or`: the left operand varies slowest.
    static final class Logic extends Node {
        private final boolean and;
        private final Node left;
        private final Node right;
        private final boolean single;

        Logic(boolean and, Node left, Node right) {
            this.and = and;
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
            return left.weightless() && right.weightless();
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            if (Kind.truthy(left.one(env, in)) != and) {
                return Values.bool(!and);
            }
            return Values.bool(Kind.truthy(right.one(env, in)));
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            if (single) {
                return out.emit(one(env, in));
            }
            return left.each(env, in, a -> {
                if (Kind.truthy(a) != and) {
                    return out.emit(Values.bool(!and));
                }
                return right.each(env, in, b -> out.emit(Values.bool(Kind.truthy(b))));
            });
        }

        @Override
        int height() {
            return stacked(left, right);
        }
    }

    /// `a // b`: the outputs of `a` that are neither null nor false, or those of `b` when there are none.
    static final class Alternative extends Node {
        private final Node left;
        private final Node right;
        private final boolean single;

        Alternative(Node left, Node right) {
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
            return left.weightless() && right.weightless();
        }

        @Override
        boolean passesOn() {
            return left.passesOn() && right.passesOn();
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            JsonNode value = left.one(env, in);
            return Kind.truthy(value) ? value : right.one(env, in);
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            if (left.single()) {
                JsonNode value = left.one(env, in);
                return Kind.truthy(value) ? out.emit(value) : right.each(env, in, out);
            }
            boolean[] found = new boolean[1];
            boolean more = left.each(env, in, value -> {
                if (!Kind.truthy(value)) {
                    return true;
                }
                found[0] = true;
                return out.emit(value);
            });
            return more && (found[0] || right.each(env, in, out));
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            boolean[] found = new boolean[1];
            boolean more = left.paths(env, path, in, (at, value) -> {
                if (!Kind.truthy(value)) {
                    return true;
                }
                found[0] = true;
                return out.emit(at, value);
            });
            return more && (found[0] || right.paths(env, path, in, out));
        }

        @Override
        int height() {
            return 2 + Math.max(left.height(), right.height());
        }
    }

    /// Tells errors of the guarded node from errors of whatever follows it, which are none of its business.
    private static final class Guard {
        private @Nullable JqError downstream;

        boolean pass(java.util.function.BooleanSupplier emit) {
            try {
                return emit.getAsBoolean();
            } catch (JqError e) {
                downstream = e;
                throw e;
            }
        }

        void rethrow(JqError e) {
            if (e == downstream) {
                throw e;
            }
        }
    }

    /// `try body catch handler`; without a handler an error ends the outputs.
    static final class Try extends Node {
        private final Node body;
        private final @Nullable Node handler;
        private final boolean access;

        Try(Node body, @Nullable Node handler, boolean access) {
            this.body = body;
            this.handler = handler;
            this.access = access;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            long mark = env.run.mark();
            if (body.single()) {
                JsonNode value;
                try {
                    value = body.one(env, in);
                } catch (JqError e) {
                    env.run.restore(mark);
                    return handle(env, e, out);
                }
                return out.emit(value);
            }
            Guard guard = new Guard();
            try {
                return body.each(env, in, value -> guard.pass(() -> out.emit(value)));
            } catch (JqError e) {
                guard.rethrow(e);
                env.run.restore(mark);
                return handle(env, e, out);
            }
        }

        private boolean handle(Env env, JqError error, Sink out) {
            return handler == null || handler.each(env, error.value(), out);
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            long mark = env.run.mark();
            Guard guard = new Guard();
            try {
                return body.paths(env, path, in, (at, value) -> guard.pass(() -> out.emit(at, value)));
            } catch (JqError e) {
                guard.rethrow(e);
                if (access && e.isNoPath()) {
                    throw e;
                }
                env.run.restore(mark);
                return handler == null || handler.paths(env, path, e.value(), out);
            }
        }

        @Override
        int height() {
            return 2 + Math.max(body.height(), handler == null ? 0 : handler.height());
        }
    }

    static final class LabelOf extends Node {
        private final Node body;

        LabelOf(Node body) {
            this.body = body;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            Env.Label label = new Env.Label();
            long mark = env.run.mark();
            try {
                return body.each(env.with(label), in, out);
            } catch (Env.Label thrown) {
                if (thrown != label) {
                    throw thrown;
                }
                env.run.restore(mark);
                return true;
            }
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            Env.Label label = new Env.Label();
            long mark = env.run.mark();
            try {
                return body.paths(env.with(label), path, in, out);
            } catch (Env.Label thrown) {
                if (thrown != label) {
                    throw thrown;
                }
                env.run.restore(mark);
                return true;
            }
        }

        @Override
        int height() {
            return 1 + body.height();
        }
    }

    static final class Break extends Node {
        private final int up;

        Break(int up) {
            this.up = up;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            throw env.label(up);
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            throw env.label(up);
        }
    }
}
