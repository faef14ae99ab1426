package io.portolan.expression;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// The part `source as patterns` of a binding, `reduce` or `foreach`: for every value of the source, the environments
/// in
/// which the variables of the patterns are set.
final class Bindings {

    /// Takes environments; false ends the evaluation.
    @FunctionalInterface
    interface EnvSink {
        boolean emit(Env env);
    }

    /// The same with the path of the source.
    @FunctionalInterface
    interface PathEnvSink {
        boolean emit(Env env, Path path);
    }

    private final Node source;
    private final List<Matcher> alternatives;
    private final int variables;
    private final boolean simple;

    /// @param variables how many variables the alternatives have together
    Bindings(Node source, List<Matcher> alternatives, int variables) {
        this.source = source;
        this.alternatives = alternatives;
        this.variables = variables;
        this.simple = alternatives.size() == 1 && alternatives.getFirst() instanceof Matcher.Name;
    }

    /// Whether there is exactly one environment.
    boolean single() {
        return simple && source.single();
    }

    Env one(Env env, JsonNode in) {
        return env.with(source.one(env, in));
    }

    boolean each(Env env, JsonNode in, EnvSink out) {
        if (simple) {
            if (source.single()) {
                return held(env, source.one(env, in), out);
            }
            return source.each(env, in, value -> held(env, value, out));
        }
        return source.each(env, in, value -> {
            int held = env.run.held();
            env.run.hold(value);
            boolean more = match(env, value, 0, out);
            env.run.release(held);
            return more;
        });
    }

    private static boolean held(Env env, JsonNode value, EnvSink out) {
        int held = env.run.held();
        env.run.hold(value);
        boolean more = out.emit(env.with(value));
        env.run.release(held);
        return more;
    }

    boolean paths(Env env, Path path, JsonNode in, PathEnvSink out) {
        return source.paths(env, path, in, (at, value) -> match(env, value, 0, bound -> out.emit(bound, at)));
    }

    /// Tries one alternative after the other: an error in the pattern or in what follows leads to the next.
    private boolean match(Env env, JsonNode value, int index, EnvSink out) {
        Matcher matcher = alternatives.get(index);
        JsonNode[] slots = new JsonNode[variables];
        java.util.Arrays.fill(slots, Values.NULL);
        if (index == alternatives.size() - 1) {
            return matcher.match(env, value, slots, () -> out.emit(bind(env, slots)));
        }
        long mark = env.run.mark();
        try {
            return matcher.match(env, value, slots, () -> out.emit(bind(env, slots)));
        } catch (JqError e) {
            env.run.restore(mark);
            return match(env, value, index + 1, out);
        }
    }

    private static Env bind(Env env, JsonNode[] slots) {
        Env bound = env;
        for (JsonNode slot : slots) {
            bound = bound.with(slot);
        }
        return bound;
    }

    int height() {
        return source.height() + (simple ? 1 : 4 + 2 * variables);
    }

    /// A compiled pattern that fills slots and continues once for every way to match.
    sealed interface Matcher {

        boolean match(Env env, JsonNode value, JsonNode[] slots, java.util.function.BooleanSupplier then);

        /// `$x`
        record Name(int slot) implements Matcher {
            @Override
            public boolean match(Env env, JsonNode value, JsonNode[] slots, java.util.function.BooleanSupplier then) {
                slots[slot] = value;
                return then.getAsBoolean();
            }
        }

        /// `$x` together with a pattern for the same value.
        record Both(int slot, Matcher inner) implements Matcher {
            @Override
            public boolean match(Env env, JsonNode value, JsonNode[] slots, java.util.function.BooleanSupplier then) {
                slots[slot] = value;
                return inner.match(env, value, slots, then);
            }
        }

        /// One part of the value after the other, each with its own pattern.
        record Parts(List<Node> keys, List<Matcher> matchers, boolean items) implements Matcher {
            @Override
            public boolean match(Env env, JsonNode value, JsonNode[] slots, java.util.function.BooleanSupplier then) {
                return part(0, env, value, slots, then);
            }

            private boolean part(
                    int index, Env env, JsonNode value, JsonNode[] slots, java.util.function.BooleanSupplier then) {
                if (index == keys.size()) {
                    return then.getAsBoolean();
                }
                // jq binds the items of an array pattern from the last to the first
                int at = items ? keys.size() - 1 - index : index;
                return keys.get(at).each(env, value, key -> {
                    if (!items && !key.isString()) {
                        throw new JqError("Cannot index " + Kind.of(value).type + " with " + Kind.of(key).type);
                    }
                    JsonNode found = Items.get(env.run, value, key);
                    return matchers.get(at).match(env, found, slots, () -> part(index + 1, env, value, slots, then));
                });
            }
        }
    }

    /// `source as patterns | body`
    static final class Bind extends Node {
        private final Bindings bindings;
        private final Node body;
        private final boolean single;

        Bind(Bindings bindings, Node body) {
            this.bindings = bindings;
            this.body = body;
            this.single = bindings.single() && body.single();
        }

        @Override
        boolean single() {
            return single;
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            int held = env.run.held();
            Env bound = bindings.one(env, in);
            env.run.hold(bound.variable(0));
            JsonNode result = body.one(bound, in);
            env.run.release(held);
            return result;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return bindings.each(env, in, bound -> body.each(bound, in, out));
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            return bindings.each(env, in, bound -> body.paths(bound, path, in, out));
        }

        @Override
        int height() {
            return 1 + bindings.height() + body.height();
        }
    }
}
