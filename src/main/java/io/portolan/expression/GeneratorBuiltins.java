package io.portolan.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Functions whose arguments are generators: they are iterative wherever jq's own definition is recursive.
final class GeneratorBuiltins {

    private GeneratorBuiltins() {}

    static void register(Map<String, Builtins.Factory> all) {
        all.put("empty/0", arguments -> new Basics.Empty());
        all.put("error/0", arguments -> new Raise(null));
        all.put("error/1", arguments -> new Raise(arguments.getFirst()));
        all.put("select/1", arguments -> new Select(arguments.getFirst()));
        all.put("recurse/0", arguments -> new Access.Descend());
        all.put("recurse/1", arguments -> new Recurse(arguments.getFirst(), null));
        all.put("recurse/2", arguments -> new Recurse(arguments.get(0), arguments.get(1)));
        all.put("range/1", arguments -> new Range(null, arguments.get(0), null));
        all.put("range/2", arguments -> new Range(arguments.get(0), arguments.get(1), null));
        all.put("range/3", arguments -> new Range(arguments.get(0), arguments.get(1), arguments.get(2)));
        all.put("first/1", arguments -> new Counted.First(arguments.getFirst()));
        all.put("last/1", arguments -> new Counted.Last(arguments.getFirst()));
        all.put("limit/2", arguments -> new Counted.Limit(arguments.get(0), arguments.get(1)));
        all.put("skip/2", arguments -> new Counted.Skip(arguments.get(0), arguments.get(1), false));
        all.put("nth/2", arguments -> new Counted.Skip(arguments.get(0), arguments.get(1), true));
        all.put("until/2", arguments -> new Repeating.Until(arguments.get(0), arguments.get(1)));
        all.put("while/2", arguments -> new Repeating.While(arguments.get(0), arguments.get(1)));
        all.put("repeat/1", arguments -> new Repeating.Repeat(arguments.getFirst()));
        all.put("isempty/1", arguments -> new Quantified(arguments.getFirst(), null, Quantified.Purpose.ISEMPTY));
        Node items = new Access.Iterate(Basics.IDENTITY);
        all.put("any/0", arguments -> new Quantified(items, null, Quantified.Purpose.ANY));
        all.put("all/0", arguments -> new Quantified(items, null, Quantified.Purpose.ALL));
        all.put("any/1", arguments -> new Quantified(items, arguments.getFirst(), Quantified.Purpose.ANY));
        all.put("all/1", arguments -> new Quantified(items, arguments.getFirst(), Quantified.Purpose.ALL));
        all.put("any/2", arguments -> new Quantified(arguments.get(0), arguments.get(1), Quantified.Purpose.ANY));
        all.put("all/2", arguments -> new Quantified(arguments.get(0), arguments.get(1), Quantified.Purpose.ALL));
        all.put("add/1", arguments -> new Add(arguments.getFirst()));
    }

    private static final class Raise extends Node {
        private final @Nullable Node message;

        Raise(@Nullable Node message) {
            this.message = message;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            if (message == null) {
                throw new JqError(in);
            }
            return message.each(env, in, value -> {
                throw new JqError(value);
            });
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            return each(env, in, value -> true);
        }
    }

    private static final class Select extends Node {
        private final Node condition;

        Select(Node condition) {
            this.condition = condition;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            if (condition.single()) {
                return !Kind.truthy(condition.one(env, in)) || out.emit(in);
            }
            return condition.each(env, in, value -> !Kind.truthy(value) || out.emit(in));
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            return condition.each(env, in, value -> !Kind.truthy(value) || out.emit(path, in));
        }

        @Override
        int height() {
            return 1 + condition.height();
        }
    }

    /// `recurse(f)`, `recurse(f; condition)`
    private static final class Recurse extends Node {
        private final Node f;
        private final Node step;
        private final int height;

        Recurse(Node f, @Nullable Node condition) {
            this.f = f;
            this.step = condition == null ? f : new Basics.Pipe(f, new Select(condition));
            this.height = step.height() + 2;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            Run run = env.run;
            if (step.single()) {
                JsonNode value = in;
                while (out.emit(value)) {
                    run.step();
                    value = f.one(env, value);
                }
                return false;
            }
            run.step();
            if (!out.emit(in)) {
                return false;
            }
            run.enter(height);
            boolean more = step.each(env, in, value -> each(env, value, out));
            run.leave(height);
            return more;
        }

        @Override
        boolean paths(Env env, Path path, JsonNode in, PathSink out) {
            Run run = env.run;
            run.step();
            if (!out.emit(path, in)) {
                return false;
            }
            run.enter(height);
            boolean more = step.paths(env, path, in, (at, value) -> paths(env, at, value, out));
            run.leave(height);
            return more;
        }

        @Override
        int height() {
            return height;
        }
    }

    /// `range`; the first bound varies slowest.
    private static final class Range extends Node {
        private final @Nullable Node from;
        private final Node to;
        private final @Nullable Node by;

        Range(@Nullable Node from, Node to, @Nullable Node by) {
            this.from = from;
            this.to = to;
            this.by = by;
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            if (from == null) {
                return to.each(env, in, end -> count(env.run, 0, number(end), 1, out));
            }
            return from.each(
                    env,
                    in,
                    start -> to.each(env, in, end -> {
                        if (by == null) {
                            return count(env.run, number(start), number(end), 1, out);
                        }
                        return by.each(env, in, step -> count(env.run, number(start), number(end), number(step), out));
                    }));
        }

        private static double number(JsonNode value) {
            if (!value.isNumber()) {
                throw new JqError("Range bounds must be numeric");
            }
            return Numbers.value(value);
        }

        private static boolean count(Run run, double from, double to, double by, Sink out) {
            if (by > 0) {
                for (double i = from; i < to; i += by) {
                    run.step();
                    if (!out.emit(Numbers.of(i))) {
                        return false;
                    }
                }
            } else if (by < 0) {
                for (double i = from; i > to; i += by) {
                    run.step();
                    if (!out.emit(Numbers.of(i))) {
                        return false;
                    }
                }
            }
            return true;
        }

        @Override
        int height() {
            return 3 + to.height() + (from == null ? 0 : from.height()) + (by == null ? 0 : by.height());
        }
    }

    private static final class Add extends Node.Single {
        private final Node values;

        Add(Node values) {
            this.values = values;
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            CollectionBuiltins.Sum sum = new CollectionBuiltins.Sum(env.run);
            values.each(env, in, value -> {
                sum.add(value);
                return true;
            });
            return sum.result();
        }

        @Override
        int height() {
            return 1 + values.height();
        }
    }
}
