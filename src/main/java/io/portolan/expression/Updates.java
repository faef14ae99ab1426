package io.portolan.expression;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Paths as values, and assignment, which is built from them.
final class Updates {

    private Updates() {}

    /// `path(f)`
    static final class PathOf extends Node {
        private final Node f;

        PathOf(Node f) {
            this.f = f;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return f.paths(env, Path.root(in), in, (at, value) -> {
                env.run.step();
                ArrayNode path = at.requireIntact(value).toArray();
                env.run.allocate(Memory.ARRAY + (long) Memory.SLOT * path.size());
                return out.emit(path);
            });
        }

        @Override
        int height() {
            return 1 + 2 * f.height();
        }
    }

    /// `getpath(p)`, which is itself a path.
    static final class GetPath extends Node {
        private final Node path;

        GetPath(Node path) {
            this.path = path;
        }

        @Override
        boolean single() {
            return path.single();
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            return Paths.get(env.run, in, path.one(env, in));
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return path.each(env, in, keys -> out.emit(Paths.get(env.run, in, keys)));
        }

        @Override
        boolean paths(Env env, Path at, JsonNode in, PathSink out) {
            return path.each(env, in, keys -> {
                JsonNode value = Paths.get(env.run, in, keys);
                if (!at.intact(in)) {
                    throw new JqError("Invalid path expression with result " + JsonText.excerpt(value));
                }
                Path where = at;
                JsonNode step = in;
                for (JsonNode key : keys.values()) {
                    step = step.isNull() ? Values.NULL : Items.get(env.run, step, key);
                    where = where.child(key, step);
                }
                return out.emit(where, value);
            });
        }

        @Override
        int height() {
            return 1 + path.height();
        }
    }

    /// `target = value`: one output for every value.
    static final class Assign extends Node {
        private final Node target;
        private final Node value;

        Assign(Node target, Node value) {
            this.target = target;
            this.value = value;
        }

        @Override
        boolean single() {
            return value.single();
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            return assign(env, in, value.one(env, in));
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return value.each(env, in, assigned -> out.emit(assign(env, in, assigned)));
        }

        private JsonNode assign(Env env, JsonNode in, JsonNode assigned) {
            JsonNode[] result = {in};
            int held = env.run.memory().hold(in);
            target.paths(env, Path.root(in), in, (at, found) -> {
                env.run.step();
                result[0] =
                        Paths.set(env.run, result[0], at.requireIntact(found).toArray(), assigned);
                env.run.memory().replace(held, result[0]);
                return true;
            });
            env.run.memory().release(held);
            return result[0];
        }

        @Override
        int height() {
            return 2 + 2 * target.height() + value.height();
        }
    }

    /// `target |= update`: the first output of the update replaces the value, none deletes it.
    static final class Modify extends Node.Single {
        private final Node target;
        private final Node update;

        Modify(Node target, Node update) {
            this.target = target;
            this.update = update;
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            return modify(env, in, (inner, old) -> {
                if (update.single()) {
                    return update.one(env, old);
                }
                JsonNode[] first = new JsonNode[1];
                update.each(env, old, value -> {
                    first[0] = value;
                    return false;
                });
                return first[0];
            });
        }

        private JsonNode modify(Env env, JsonNode in, Change change) {
            return Updates.modify(env, in, target, change);
        }

        @Override
        int height() {
            return 3 + 2 * target.height() + update.height();
        }
    }

    /// `target op= value`: one output for every value, which is computed on the whole input.
    static final class Operate extends Node {
        private final Node target;
        private final Operators.Operation operation;
        private final Node value;

        Operate(Node target, Operators.Operation operation, Node value) {
            this.target = target;
            this.operation = operation;
            this.value = value;
        }

        @Override
        boolean single() {
            return value.single();
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            return operate(env, in, value.one(env, in));
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return value.each(env, in, operand -> out.emit(operate(env, in, operand)));
        }

        private JsonNode operate(Env env, JsonNode in, JsonNode operand) {
            return modify(env, in, target, (run, old) -> operation.apply(run, old, operand));
        }

        @Override
        int height() {
            return 3 + 2 * target.height() + value.height();
        }
    }

    @FunctionalInterface
    private interface Change {
        @Nullable
        JsonNode apply(Run run, JsonNode old);
    }

    private static JsonNode modify(Env env, JsonNode in, Node target, Change change) {
        Run run = env.run;
        JsonNode[] result = {in};
        ArrayNode[] deleted = new ArrayNode[1];
        int held = run.memory().hold(in);
        target.paths(env, Path.root(in), in, (at, found) -> {
            run.step();
            ArrayNode path = at.requireIntact(found).toArray();
            JsonNode changed = change.apply(run, Paths.get(run, result[0], path));
            if (changed == null) {
                if (deleted[0] == null) {
                    deleted[0] = Values.array();
                }
                deleted[0].add(path);
            } else {
                result[0] = Paths.set(run, result[0], path, changed);
                run.memory().replace(held, result[0]);
            }
            return true;
        });
        run.memory().release(held);
        return deleted[0] == null ? result[0] : Paths.delete(run, result[0], deleted[0]);
    }
}
