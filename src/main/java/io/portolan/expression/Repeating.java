package io.portolan.expression;

import tools.jackson.databind.JsonNode;

/// `until`, `while` and `repeat`: loops as long as the step has one output, recursion otherwise.
final class Repeating {

    private Repeating() {}

    static final class Until extends Node {
        private final Node condition;
        private final Node update;
        private final int height;

        Until(Node condition, Node update) {
            this.condition = condition;
            this.update = update;
            this.height = 2 + condition.height() + update.height();
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            Run run = env.run;
            JsonNode value = in;
            while (condition.single() && update.single()) {
                run.step();
                if (Kind.truthy(condition.one(env, value))) {
                    return out.emit(value);
                }
                value = update.one(env, value);
            }
            run.step();
            run.enter(height);
            JsonNode current = value;
            boolean more = condition.each(
                    env,
                    current,
                    done -> Kind.truthy(done)
                            ? out.emit(current)
                            : update.each(env, current, next -> each(env, next, out)));
            run.leave(height);
            return more;
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            Run run = env.run;
            run.step();
            run.enter(height);
            boolean more = condition.each(
                    env,
                    in,
                    done -> Kind.truthy(done)
                            ? out.emit(path, in)
                            : update.paths(env, path, in, (at, next) -> paths(env, at, next, out)));
            run.leave(height);
            return more;
        }

        @Override
        int height() {
            return height;
        }
    }

    static final class While extends Node {
        private final Node condition;
        private final Node update;
        private final int height;

        While(Node condition, Node update) {
            this.condition = condition;
            this.update = update;
            this.height = 2 + condition.height() + update.height();
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            Run run = env.run;
            JsonNode value = in;
            while (condition.single() && update.single()) {
                run.step();
                if (!Kind.truthy(condition.one(env, value))) {
                    return true;
                }
                if (!out.emit(value)) {
                    return false;
                }
                value = update.one(env, value);
            }
            run.step();
            run.enter(height);
            JsonNode current = value;
            boolean more = condition.each(
                    env,
                    current,
                    go -> !Kind.truthy(go)
                            || (out.emit(current) && update.each(env, current, next -> each(env, next, out))));
            run.leave(height);
            return more;
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            Run run = env.run;
            run.step();
            run.enter(height);
            boolean more = condition.each(
                    env,
                    in,
                    go -> !Kind.truthy(go)
                            || (out.emit(path, in)
                                    && update.paths(env, path, in, (at, next) -> paths(env, at, next, out))));
            run.leave(height);
            return more;
        }

        @Override
        int height() {
            return height;
        }
    }

    /// `repeat(f)`: the outputs of `f` for the same input, again and again.
    static final class Repeat extends Node {
        private final Node f;

        Repeat(Node f) {
            this.f = f;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            do {
                env.run.step();
            } while (f.each(env, in, out));
            return false;
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            do {
                env.run.step();
            } while (f.paths(env, path, in, out));
            return false;
        }

        @Override
        int height() {
            return 1 + f.height();
        }
    }
}
