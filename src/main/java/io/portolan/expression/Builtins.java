package io.portolan.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The functions that are written in Java, by name and arity. The others stand in [Library].
final class Builtins {

    /// Makes the node of a call from its arguments.
    @FunctionalInterface
    interface Factory {
        Node build(List<Node> arguments);
    }

    @FunctionalInterface
    interface Function1 {
        JsonNode apply(Run run, JsonNode in);
    }

    @FunctionalInterface
    interface Function2 {
        JsonNode apply(Run run, JsonNode in, JsonNode a);
    }

    @FunctionalInterface
    interface Function3 {
        JsonNode apply(Run run, JsonNode in, JsonNode a, JsonNode b);
    }

    private static final Map<String, Factory> ALL = new HashMap<>();

    static {
        TypeBuiltins.register(ALL);
        TextBuiltins.register(ALL);
        CollectionBuiltins.register(ALL);
        GeneratorBuiltins.register(ALL);
        MathBuiltins.register(ALL);
        DateBuiltins.register(ALL);
        RegexBuiltins.register(ALL);
        ALL.put("builtins/0", function0((run, in) -> {
            var names = Values.array();
            keys().stream().filter(key -> !key.startsWith("_")).forEach(names::add);
            Library.keys().stream().filter(key -> !key.startsWith("_")).forEach(names::add);
            return names;
        }));
    }

    private Builtins() {}

    static @Nullable Factory find(String key) {
        return ALL.get(key);
    }

    static Set<String> keys() {
        return ALL.keySet();
    }

    /// A function of the input alone.
    static Factory function0(Function1 function) {
        Node node = new Unary(function, Basics.IDENTITY);
        return arguments -> node;
    }

    /// A function of the input and one argument.
    static Factory function1(Function2 function) {
        return arguments -> new WithArgument(function, arguments.getFirst());
    }

    /// A function of the input and two arguments; the last varies slowest.
    static Factory function2(Function3 function) {
        return arguments -> new WithArguments(function, arguments.get(0), arguments.get(1));
    }

    static Node unary(Function1 function, Node operand) {
        return new Unary(function, operand);
    }

    private static final class Unary extends Node {
        private final Function1 function;
        private final Node operand;

        Unary(Function1 function, Node operand) {
            this.function = function;
            this.operand = operand;
        }

        @Override
        boolean single() {
            return operand.single();
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            return function.apply(env.run, operand.one(env, in));
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return operand.each(env, in, value -> out.emit(function.apply(env.run, value)));
        }

        @Override
        int height() {
            return 1 + operand.height();
        }
    }

    private static final class WithArgument extends Node {
        private final Function2 function;
        private final Node argument;

        WithArgument(Function2 function, Node argument) {
            this.function = function;
            this.argument = argument;
        }

        @Override
        boolean single() {
            return argument.single();
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            return function.apply(env.run, in, argument.one(env, in));
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return argument.each(env, in, value -> out.emit(function.apply(env.run, in, value)));
        }

        @Override
        int height() {
            return 1 + argument.height();
        }
    }

    private static final class WithArguments extends Node {
        private final Function3 function;
        private final Node first;
        private final Node second;

        WithArguments(Function3 function, Node first, Node second) {
            this.function = function;
            this.first = first;
            this.second = second;
        }

        @Override
        boolean single() {
            return first.single() && second.single();
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            JsonNode b = second.one(env, in);
            return function.apply(env.run, in, first.one(env, in), b);
        }

        @Override
        boolean each(Env env, JsonNode in, Sink out) {
            return second.each(env, in, b -> first.each(env, in, a -> out.emit(function.apply(env.run, in, a, b))));
        }

        @Override
        int height() {
            return stacked(first, second);
        }
    }
}
