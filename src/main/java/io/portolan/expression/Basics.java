package io.portolan.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The nodes that every program is made of.
final class Basics {

    static final Node IDENTITY = new Identity();

    private Basics() {}

    private static final class Identity extends Node.Single {
        @Override
        JsonNode one(Env env, JsonNode in) {
            return in;
        }

        @Override
        boolean weightless() {
            return true;
        }

        @Override
        boolean passesOn() {
            return true;
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            return out.emit(path, in);
        }
    }

    static final class Literal extends Node.Single {
        final JsonNode value;

        Literal(JsonNode value) {
            this.value = value;
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            return value;
        }

        @Override
        boolean passesOn() {
            return true;
        }

        @Override
        boolean weightless() {
            return true;
        }
    }

    static final class Variable extends Node.Single {
        private final int up;

        Variable(int up) {
            this.up = up;
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            return env.variable(up);
        }
    }

    static final class Pipe extends Node {
        private final Node left;
        private final Node right;
        private final boolean single;

        Pipe(Node left, Node right) {
            this.left = left;
            this.right = right;
            this.single = left.single() && right.single();
        }

        @Override
        boolean single() {
            return single;
        }

        @Override
        boolean passesOn() {
            return left.passesOn() && right.passesOn();
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            return right.one(env, left.one(env, in));
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            if (left.single()) {
                return right.each(env, left.one(env, in), out);
            }
            if (right.single()) {
                return left.each(env, in, value -> out.emit(right.one(env, value)));
            }
            return left.each(env, in, value -> right.each(env, value, out));
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            return left.paths(env, path, in, (at, value) -> right.paths(env, at, value, out));
        }

        @Override
        int height() {
            return stacked(left, right);
        }
    }

    static final class Comma extends Node {
        private final Node left;
        private final Node right;

        Comma(Node left, Node right) {
            this.left = left;
            this.right = right;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return left.each(env, in, out) && right.each(env, in, out);
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            return left.paths(env, path, in, out) && right.paths(env, path, in, out);
        }

        @Override
        int height() {
            return 1 + Math.max(left.height(), right.height());
        }
    }

    /// `[f]`
    static final class Collect extends Node.Single {
        private final Node items;

        Collect(Node items) {
            this.items = items;
        }

        @Override
        boolean passesOn() {
            return items.passesOn();
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            Run run = env.run;
            if (items.single()) {
                ArrayNode array = Values.array(1);
                array.add(items.one(env, in));
                run.allocate(Memory.ARRAY + Memory.SLOT);
                return array;
            }
            if (items instanceof Access.Field field
                    && field.target instanceof Access.Iterate iterate
                    && iterate.target.single()
                    && iterate.target.one(env, in) instanceof ArrayNode source) {
                return field.pluck(run, source);
            }
            List<JsonNode> collected = new ArrayList<>();
            ArrayNode array = Values.array(collected);
            Memory memory = run.memory();
            int held = memory.hold(array);
            run.allocate(Memory.ARRAY);
            items.each(env, in, value -> {
                run.collected();
                collected.add(value);
                return true;
            });
            memory.release(held);
            return array;
        }

        @Override
        int height() {
            return 1 + items.height();
        }
    }

    static final class Empty extends Node {
        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return true;
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            return true;
        }
    }

    /// `{k: v}`; the first key varies slowest.
    static final class ObjectOf extends Node {
        private final Node[] keys;
        private final Node[] values;
        private final @Nullable String[] names;
        private final boolean single;

        ObjectOf(List<Node> keys, List<Node> values) {
            this.keys = keys.toArray(Node[]::new);
            this.values = values.toArray(Node[]::new);
            this.names = new String[this.keys.length];
            boolean all = true;
            for (int i = 0; i < names.length; i++) {
                all &= this.keys[i].single() && this.values[i].single();
                names[i] = this.keys[i] instanceof Literal literal && literal.value.isString()
                        ? literal.value.stringValue()
                        : null;
            }
            this.single = all;
        }

        @Override
        boolean single() {
            return single;
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            ObjectNode object = Values.object();
            int held = env.run.held();
            for (int i = 0; i < keys.length; i++) {
                String name = names[i];
                JsonNode key = name == null ? keys[i].one(env, in) : Values.NULL;
                JsonNode value = values[i].one(env, in);
                object.set(name == null ? key(key) : name, value);
                if (i + 1 < keys.length) {
                    env.run.hold(value);
                }
            }
            env.run.release(held);
            env.run.allocate(Memory.OBJECT + (long) keys.length * Memory.MEMBER);
            return object;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return single ? out.emit(one(env, in)) : fill(env, in, 0, Values.object(), out);
        }

        private boolean fill(Env env, JsonNode in, int index, ObjectNode partial, Sink out) {
            if (index == keys.length) {
                env.run.step();
                return out.emit(partial);
            }
            return keys[index].each(env, in, key -> {
                return values[index].each(env, in, value -> {
                    ObjectNode next = Values.copy(partial);
                    next.set(key(key), value);
                    env.run.allocate(Memory.OBJECT + (long) keys.length * Memory.MEMBER);
                    int held = env.run.held();
                    env.run.hold(value);
                    boolean more = fill(env, in, index + 1, next, out);
                    env.run.release(held);
                    return more;
                });
            });
        }

        private static String key(JsonNode key) {
            if (key.isString()) {
                return key.stringValue();
            }
            throw new JqError("Cannot use " + Items.describe(key) + " as object key");
        }

        @Override
        int height() {
            Node[] all = java.util.Arrays.copyOf(keys, keys.length * 2);
            System.arraycopy(values, 0, all, keys.length, values.length);
            return stacked(all) + (single ? 0 : keys.length * 2);
        }
    }

    /// A string with interpolations; the last one varies slowest.
    static final class Text extends Node {
        private final @Nullable String format;
        private final Node[] parts;
        private final boolean single;

        Text(@Nullable String format, List<Node> parts) {
            this.format = format;
            this.parts = parts.toArray(Node[]::new);
            this.single = parts.stream().allMatch(Node::single);
        }

        @Override
        boolean single() {
            return single;
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            // from the last to the first, as jq does: it decides which error is seen
            String[] shown = new String[parts.length];
            long length = 0;
            for (int i = parts.length - 1; i >= 0; i--) {
                shown[i] = parts[i] instanceof Literal literal
                        ? literal.value.stringValue()
                        : show(env, parts[i].one(env, in));
                length += shown[i].length();
                env.run.size(length);
            }
            StringBuilder text = new StringBuilder((int) length);
            for (String part : shown) {
                text.append(part);
            }
            env.run.allocate(Memory.TEXT + text.length());
            return Values.text(text.toString());
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return single ? out.emit(one(env, in)) : prepend(env, in, parts.length - 1, "", out);
        }

        private boolean prepend(Env env, JsonNode in, int index, String suffix, Sink out) {
            if (index < 0) {
                env.run.step();
                env.run.allocate(Memory.TEXT + suffix.length());
                return out.emit(Values.text(suffix));
            }
            if (parts[index] instanceof Literal literal) {
                return prepend(env, in, index - 1, literal.value.stringValue() + suffix, out);
            }
            return parts[index].each(env, in, value -> {
                String shown = show(env, value);
                env.run.size((long) shown.length() + suffix.length());
                return prepend(env, in, index - 1, shown + suffix, out);
            });
        }

        private String show(Env env, JsonNode value) {
            if (format != null) {
                return Formats.apply(env.run, format, value);
            }
            return value.isString() ? value.stringValue() : JsonText.write(value, env.run);
        }

        @Override
        int height() {
            return stacked(parts) + parts.length;
        }
    }
}
