package io.portolan.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reading parts of values: `.a`, `.[k]`, `.[a:b]`, `.[]`, `..`.
final class Access {

    private Access() {}

    /// `.name`, by far the most frequent step.
    static final class Field extends Node {
        final Node target;
        private final String name;
        private final JsonNode key;
        private final boolean single;

        Field(Node target, JsonNode key) {
            this.target = target;
            this.key = key;
            this.name = key.stringValue();
            this.single = target.single();
        }

        @Override
        boolean single() {
            return single;
        }

        @Override
        boolean passesOn() {
            return target.passesOn();
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            return get(target.one(env, in));
        }

        @Override
        boolean weightless() {
            return target.weightless();
        }

        private JsonNode get(JsonNode from) {
            if (from instanceof ObjectNode object) {
                JsonNode value = object.get(name);
                return value == null ? Values.NULL : value;
            }
            return Items.get(from, key);
        }

        /// `[.[].name]` in one loop, a frequent shape.
        ArrayNode pluck(Run run, ArrayNode source) {
            int size = source.size();
            run.steps(size);
            run.allocate(Memory.ARRAY + (long) size * (Memory.SLOT + Memory.SCALAR));
            List<JsonNode> values = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                values.add(get(source.get(i)));
            }
            return Values.array(values);
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return single ? out.emit(one(env, in)) : target.each(env, in, value -> out.emit(get(value)));
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            return target.paths(env, path, in, (at, value) -> {
                at.requireIntactForAccess(value, key);
                JsonNode child = get(value);
                return out.emit(at.child(key, child), child);
            });
        }

        @Override
        int height() {
            return 1 + target.height();
        }
    }

    /// `.[k]`; the key varies slowest.
    static final class Index extends Node {
        private final Node target;
        private final Node key;
        private final boolean single;

        Index(Node target, Node key) {
            this.target = target;
            this.key = key;
            this.single = target.single() && key.single();
        }

        @Override
        boolean single() {
            return single;
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            JsonNode at = key.one(env, in);
            return Items.get(env.run, target.one(env, in), at);
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            if (single) {
                return out.emit(one(env, in));
            }
            return key.each(env, in, at -> target.each(env, in, value -> out.emit(Items.get(env.run, value, at))));
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            return key.each(
                    env,
                    in,
                    at -> target.paths(env, path, in, (where, value) -> {
                        where.requireIntactForAccess(value, at);
                        JsonNode child = Items.get(env.run, value, at);
                        return out.emit(where.child(at, child), child);
                    }));
        }

        @Override
        int height() {
            return stacked(target, key);
        }
    }

    /// `.[from:to]`
    static final class Slice extends Node {
        private final Node target;
        private final @Nullable Node from;
        private final @Nullable Node to;
        private final Node bounds;

        Slice(Node target, @Nullable Node from, @Nullable Node to) {
            this.target = target;
            this.from = from;
            this.to = to;
            this.bounds = new Bounds();
        }

        private final class Bounds extends Node {
            @Override
            boolean each(Env env, JsonNode in, Sink out) {
                return bound(
                        from,
                        env,
                        in,
                        start -> bound(to, env, in, end -> {
                            ObjectNode slice = Values.object();
                            slice.set("start", start);
                            slice.set("end", end);
                            return out.emit(slice);
                        }));
            }
        }

        private static boolean bound(@Nullable Node bound, Env env, JsonNode in, Sink out) {
            return bound == null ? out.emit(Values.NULL) : bound.each(env, in, out);
        }

        private boolean simple() {
            return target.single() && (from == null || from.single()) && (to == null || to.single());
        }

        @Override
        boolean single() {
            return simple();
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            JsonNode start = from == null ? Values.NULL : from.one(env, in);
            JsonNode end = to == null ? Values.NULL : to.one(env, in);
            return Items.slice(env.run, target.one(env, in), start, end);
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return bounds.each(
                    env,
                    in,
                    slice -> target.each(
                            env,
                            in,
                            value -> out.emit(Items.slice(env.run, value, slice.get("start"), slice.get("end")))));
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            return bounds.each(
                    env,
                    in,
                    slice -> target.paths(env, path, in, (at, value) -> {
                        at.requireIntactForAccess(value, slice);
                        JsonNode child = Items.slice(env.run, value, slice.get("start"), slice.get("end"));
                        return out.emit(at.child(slice, child), child);
                    }));
        }

        @Override
        int height() {
            return 3 + target.height() + (from == null ? 0 : from.height()) + (to == null ? 0 : to.height());
        }
    }

    /// `.[]`
    static final class Iterate extends Node {
        final Node target;

        Iterate(Node target) {
            this.target = target;
        }

        @Override
        boolean passesOn() {
            return target.passesOn();
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            if (target.single()) {
                return all(env.run, target.one(env, in), out);
            }
            return target.each(env, in, value -> all(env.run, value, out));
        }

        private static boolean all(Run run, JsonNode container, Sink out) {
            if (container instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    run.step();
                    if (!out.emit(array.get(i))) {
                        return false;
                    }
                }
                return true;
            }
            if (container instanceof ObjectNode object) {
                for (JsonNode value : object.values()) {
                    run.step();
                    if (!out.emit(value)) {
                        return false;
                    }
                }
                return true;
            }
            throw Items.notIterable(container);
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            return target.paths(env, path, in, (at, value) -> {
                at.requireIntactForIteration(value);
                return children(env.run, at, value, out);
            });
        }

        @Override
        int height() {
            return 1 + target.height();
        }
    }

    /// Every child with its path.
    static boolean children(Run run, Path at, JsonNode container, Node.PathSink out) {
        if (container instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                run.step();
                JsonNode child = array.get(i);
                if (!out.emit(at.child(Values.integer(i), child), child)) {
                    return false;
                }
            }
            return true;
        }
        if (container instanceof ObjectNode object) {
            for (var entry : object.properties()) {
                run.step();
                if (!out.emit(at.child(Values.text(entry.getKey()), entry.getValue()), entry.getValue())) {
                    return false;
                }
            }
            return true;
        }
        throw Items.notIterable(container);
    }

    /// `..`
    static final class Descend extends Node {
        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return descend(env.run, in, out);
        }

        private static boolean descend(Run run, JsonNode value, Sink out) {
            run.step();
            if (!out.emit(value)) {
                return false;
            }
            if (!(value instanceof ArrayNode) && !(value instanceof ObjectNode)) {
                return true;
            }
            run.enter(1);
            for (JsonNode child : value.values()) {
                if (!descend(run, child, out)) {
                    run.leave(1);
                    return false;
                }
            }
            run.leave(1);
            return true;
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            path.requireIntactForIteration(in);
            return descend(env.run, path, in, out);
        }

        private static boolean descend(Run run, Path at, JsonNode value, PathSink out) {
            if (!out.emit(at, value)) {
                return false;
            }
            if (!(value instanceof ArrayNode) && !(value instanceof ObjectNode)) {
                return true;
            }
            run.enter(1);
            boolean more = children(run, at, value, (where, child) -> descend(run, where, child, out));
            run.leave(1);
            return more;
        }
    }
}
