package io.portolan.expression;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `reduce` and `foreach`.
final class Loops {

    private Loops() {}

    private static final class State {
        JsonNode value;

        State(JsonNode value) {
            this.value = value;
        }
    }

    static final class Reduce extends Node {
        private final Bindings bindings;
        private final Node init;
        private final Node update;

        Reduce(Bindings bindings, Node init, Node update) {
            this.bindings = bindings;
            this.init = init;
            this.update = update;
        }

        @Override
        boolean single() {
            return init.single();
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            return reduce(env, in, init.one(env, in));
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return init.each(env, in, start -> out.emit(reduce(env, in, start)));
        }

        private JsonNode reduce(Env env, JsonNode in, JsonNode start) {
            State state = new State(start);
            Memory memory = env.run.memory();
            int held = memory.hold(start);
            bindings.each(env, in, bound -> {
                env.run.step();
                JsonNode before = state.value;
                if (update.single()) {
                    state.value = update.one(bound, before);
                } else {
                    state.value = Values.NULL;
                    update.each(bound, before, value -> {
                        state.value = value;
                        return true;
                    });
                }
                memory.replace(held, state.value);
                return true;
            });
            memory.release(held);
            return state.value;
        }

        @Override
        int height() {
            return 2 + bindings.height() + init.height() + update.height();
        }
    }

    static final class Foreach extends Node {
        private final Bindings bindings;
        private final Node init;
        private final Node update;
        private final @Nullable Node extract;

        Foreach(Bindings bindings, Node init, Node update, @Nullable Node extract) {
            this.bindings = bindings;
            this.init = init;
            this.update = update;
            this.extract = extract;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return init.each(env, in, start -> {
                State state = new State(start);
                Memory memory = env.run.memory();
                int held = memory.hold(start);
                boolean more = bindings.each(env, in, bound -> {
                    env.run.step();
                    JsonNode before = state.value;
                    state.value = Values.NULL;
                    return update.each(bound, before, value -> {
                        state.value = value;
                        memory.replace(held, value);
                        return extract == null ? out.emit(value) : extract.each(bound, value, out);
                    });
                });
                memory.release(held);
                return more;
            });
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            return init.each(env, in, start -> {
                State state = new State(start);
                return bindings.paths(env, path, in, (bound, at) -> {
                    env.run.step();
                    JsonNode before = state.value;
                    state.value = Values.NULL;
                    return update.each(bound, before, value -> {
                        state.value = value;
                        return extract == null ? out.emit(at, value) : extract.paths(bound, at, value, out);
                    });
                });
            });
        }

        @Override
        int height() {
            return 3 + bindings.height() + init.height() + update.height() + (extract == null ? 0 : extract.height());
        }
    }
}
