package io.portolan.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Calls of functions that are not inlined, and of their closures.
final class Calls {

    private Calls() {}

    /// A function body, set once it has been compiled: a recursive body holds calls of itself.
    static final class Function {
        @Nullable
        Node body;

        int height = 1;

        void define(Node compiled) {
            body = compiled;
            height = compiled.height() + 1;
        }
    }

    static final class Call extends Node {
        private final Function function;
        private final int up;
        private final Node[] arguments;

        /// @param up how many links up the function was defined
        Call(Function function, int up, List<Node> arguments) {
            this.function = function;
            this.up = up;
            this.arguments = arguments.toArray(Node[]::new);
        }

        private Env bind(Env env) {
            Env inner = env.up(up);
            for (Node argument : arguments) {
                inner = inner.with(
                        argument instanceof ClosureCall call ? env.closure(call.up) : new Env.Closure(argument, env));
            }
            return inner;
        }

        private Node body() {
            Node body = function.body;
            if (body == null) {
                throw new IllegalStateException("The function is still being compiled");
            }
            return body;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            Run run = env.run;
            run.step();
            run.enter(function.height);
            int held = run.memory().hold(in);
            boolean more = body().each(bind(env), in, out);
            run.memory().release(held);
            run.leave(function.height);
            return more;
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            Run run = env.run;
            run.step();
            run.enter(function.height);
            boolean more = body().paths(bind(env), path, in, out);
            run.leave(function.height);
            return more;
        }
    }

    static final class ClosureCall extends Node {
        private final int up;

        ClosureCall(int up) {
            this.up = up;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            Env.Closure closure = env.closure(up);
            Run run = env.run;
            run.step();
            run.enter(2);
            boolean more = closure.body().each(closure.env(), in, out);
            run.leave(2);
            return more;
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            Env.Closure closure = env.closure(up);
            Run run = env.run;
            run.step();
            run.enter(2);
            boolean more = closure.body().paths(closure.env(), path, in, out);
            run.leave(2);
            return more;
        }
    }
}
