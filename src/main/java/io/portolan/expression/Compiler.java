package io.portolan.expression;

import io.portolan.expression.Scope.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns a syntax tree into nodes: resolves every name to a slot, inlines functions, and finds unknown names.
final class Compiler {

    private static final int MAX_INLINED = 400;
    private static final int MAX_NODES = 200_000;
    private final String text;
    private final List<Name.Function> definitions = new ArrayList<>();
    private final Map<String, Name.Function> library = new HashMap<>();
    private int inlined;
    private int nodes;
    private Ast.@Nullable Call libraryCall;

    private final @Nullable Trace trace;

    Compiler(String text) {
        this(text, null);
    }

    /// Compiles a program that reports what it does.
    Compiler(String text, @Nullable Trace trace) {
        this.text = text;
        this.trace = trace;
    }

    Node compile(Ast program) {
        Node node = compile(program, Scope.EMPTY, 0);
        // unknown names count also where nothing calls the function
        for (int i = 0; i < definitions.size(); i++) {
            Name.Function definition = definitions.get(i);
            if (!definition.compiled().used) {
                function(definition);
            }
        }
        return node;
    }

    /// @param depth how many links the environment has where the node is evaluated
    private Node compile(Ast ast, Scope scope, int depth) {
        if (++nodes > MAX_NODES) {
            throw error("The expression is too large with its functions written out", 0, "", null);
        }
        Node node = node(ast, scope, depth);
        boolean step = ast instanceof Ast.Binary
                || ast instanceof Ast.Call
                || ast instanceof Ast.Iterate
                || ast instanceof Ast.Slice
                || ast instanceof Ast.Negate
                || ast instanceof Ast.ObjectOf;
        // what a function of the library does inside belongs to the call, its text is not the author's
        return trace != null && step && libraryCall == null ? new Traced(node, ast, trace) : node;
    }

    private Node node(Ast ast, Scope scope, int depth) {
        return switch (ast) {
            case Ast.Identity _ -> Basics.IDENTITY;
            case Ast.RecurseDefault _ -> new Access.Descend();
            case Ast.Literal literal -> new Basics.Literal(literal.value());
            case Ast.Format format -> new Formats.Apply(format.name());
            case Ast.Text string -> new Basics.Text(string.format(), compileAll(string.parts(), scope, depth));
            case Ast.Index index -> index(index, scope, depth);
            case Ast.Slice slice ->
                new Access.Slice(
                        compile(slice.target(), scope, depth),
                        slice.from() == null ? null : compile(slice.from(), scope, depth),
                        slice.to() == null ? null : compile(slice.to(), scope, depth));
            case Ast.Iterate iterate -> new Access.Iterate(compile(iterate.target(), scope, depth));
            case Ast.ArrayOf array ->
                new Basics.Collect(array.items() == null ? new Basics.Empty() : compile(array.items(), scope, depth));
            case Ast.ObjectOf object -> object(object, scope, depth);
            case Ast.Negate negate -> negate(compile(negate.operand(), scope, depth));
            case Ast.Pipe pipe ->
                new Basics.Pipe(compile(pipe.left(), scope, depth), compile(pipe.right(), scope, depth));
            case Ast.Comma comma ->
                new Basics.Comma(compile(comma.left(), scope, depth), compile(comma.right(), scope, depth));
            case Ast.Binary binary -> binary(binary, scope, depth);
            case Ast.If conditional ->
                new Flow.If(
                        compile(conditional.condition(), scope, depth),
                        compile(conditional.then(), scope, depth),
                        conditional.otherwise() == null
                                ? Basics.IDENTITY
                                : compile(conditional.otherwise(), scope, depth));
            case Ast.Try attempt ->
                new Flow.Try(
                        compile(attempt.body(), scope, depth),
                        attempt.handler() == null ? null : compile(attempt.handler(), scope, depth),
                        attempt.access());
            case Ast.Reduce reduce -> {
                Bound bound = bind(reduce.source(), reduce.patterns(), scope, depth);
                yield new Loops.Reduce(
                        bound.bindings(),
                        compile(reduce.init(), scope, depth),
                        compile(reduce.update(), bound.scope(), bound.depth()));
            }
            case Ast.Foreach foreach -> {
                Bound bound = bind(foreach.source(), foreach.patterns(), scope, depth);
                yield new Loops.Foreach(
                        bound.bindings(),
                        compile(foreach.init(), scope, depth),
                        compile(foreach.update(), bound.scope(), bound.depth()),
                        foreach.extract() == null ? null : compile(foreach.extract(), bound.scope(), bound.depth()));
            }
            case Ast.Bind binding -> {
                Bound bound = bind(binding.source(), binding.patterns(), scope, depth);
                yield new Bindings.Bind(bound.bindings(), compile(binding.body(), bound.scope(), bound.depth()));
            }
            case Ast.Def def -> {
                Scope.Compiled compiled = new Scope.Compiled(depth);
                String key = def.name() + "/" + def.parameters().size();
                Scope inner = scope.with(new Name.Function(key, def, compiled));
                compiled.scope = inner;
                definitions.add(new Name.Function(key, def, compiled));
                yield compile(def.rest(), inner, depth);
            }
            case Ast.Call call -> call(call, scope, depth);
            case Ast.Variable variable -> variable(variable, scope, depth);
            case Ast.LabelOf label ->
                new Flow.LabelOf(compile(label.body(), scope.with(new Name.Label(label.name(), depth)), depth + 1));
            case Ast.Break leave -> {
                Name.Label label = scope.find(Name.Label.class, leave.name());
                if (label == null) {
                    throw error(
                            "$*label-" + leave.name() + " is not defined",
                            leave.at(),
                            "break $" + leave.name(),
                            Suggestions.nearest(leave.name(), scope.names(Name.Label.class)));
                }
                yield new Flow.Break(depth - 1 - label.slot());
            }
        };
    }

    private List<Node> compileAll(List<Ast> asts, Scope scope, int depth) {
        List<Node> nodes = new ArrayList<>();
        for (Ast ast : asts) {
            nodes.add(compile(ast, scope, depth));
        }
        return nodes;
    }

    private Node index(Ast.Index index, Scope scope, int depth) {
        Node target = compile(index.target(), scope, depth);
        if (trace != null && libraryCall == null) {
            return new Traced.Lookup(target, compile(index.key(), scope, depth), index, trace, rooted(index));
        }
        if (index.key() instanceof Ast.Literal literal && literal.value().isString()) {
            return new Access.Field(target, literal.value());
        }
        return new Access.Index(target, compile(index.key(), scope, depth));
    }

    /// Whether the written path starts at `.`; inside of a pipe that may be another value than the input.
    private static boolean rooted(Ast ast) {
        return ast instanceof Ast.Identity || (ast instanceof Ast.Index index && rooted(index.target()));
    }

    private Node object(Ast.ObjectOf object, Scope scope, int depth) {
        List<Node> keys = new ArrayList<>();
        List<Node> values = new ArrayList<>();
        for (Ast.Member member : object.members()) {
            keys.add(compile(member.key(), scope, depth));
            values.add(compile(member.value(), scope, depth));
        }
        return new Basics.ObjectOf(keys, values);
    }

    private static Node negate(Node operand) {
        if (operand instanceof Basics.Literal literal && literal.value.isNumber()) {
            return new Basics.Literal(Numbers.negate(literal.value));
        }
        return Builtins.unary((run, in) -> Operators.negate(in), operand);
    }

    private Node binary(Ast.Binary binary, Scope scope, int depth) {
        Node left = compile(binary.left(), scope, depth);
        Node right = compile(binary.right(), scope, depth);
        String operator = binary.operator();
        return switch (operator) {
            case "//" -> new Flow.Alternative(left, right);
            case "and" -> new Flow.Logic(true, left, right);
            case "or" -> new Flow.Logic(false, left, right);
            case "=" -> new Updates.Assign(left, right);
            case "|=" -> new Updates.Modify(left, right);
            case "//=" -> new Updates.Operate(left, (run, old, value) -> Kind.truthy(old) ? old : value, right);
            case "+=", "-=", "*=", "/=", "%=" ->
                new Updates.Operate(left, Operators.of(operator.substring(0, 1)), right);
            default -> new Operators.Binary(operator, left, right);
        };
    }

    private Node variable(Ast.Variable variable, Scope scope, int depth) {
        Name.Variable found = scope.find(Name.Variable.class, variable.name());
        if (found != null) {
            return new Basics.Variable(depth - 1 - found.slot());
        }
        if (variable.name().equals("ENV")) {
            return Builtins.unary((run, in) -> Values.object(), Basics.IDENTITY);
        }
        String token = "$" + variable.name();
        if (variable.name().startsWith("__prog")) {
            throw error(token + " is not available: expressions have no arguments", variable.at(), token, null);
        }
        String near = Suggestions.nearest(variable.name(), scope.names(Name.Variable.class));
        throw error(token + " is not defined", variable.at(), token, near == null ? null : "$" + near);
    }

    private record Bound(Bindings bindings, Scope scope, int depth) {}

    private Bound bind(Ast source, List<Ast.Pattern> patterns, Scope scope, int depth) {
        Node values = compile(source, scope, depth);
        Set<String> names = new LinkedHashSet<>();
        patterns.forEach(pattern -> PatternNames.collect(pattern, names));
        List<String> slots = List.copyOf(names);
        List<Bindings.Matcher> matchers = new ArrayList<>();
        for (Ast.Pattern pattern : patterns) {
            matchers.add(matcher(pattern, slots, scope, depth));
        }
        Scope inner = scope;
        for (int i = 0; i < slots.size(); i++) {
            inner = inner.with(new Name.Variable(slots.get(i), depth + i));
        }
        return new Bound(new Bindings(values, matchers, slots.size()), inner, depth + slots.size());
    }

    private Bindings.Matcher matcher(Ast.Pattern pattern, List<String> slots, Scope scope, int depth) {
        List<Node> keys = new ArrayList<>();
        List<Bindings.Matcher> matchers = new ArrayList<>();
        switch (pattern) {
            case Ast.Pattern.Name name -> {
                return new Bindings.Matcher.Name(slots.indexOf(name.name()));
            }
            case Ast.Pattern.Items items -> {
                for (int i = 0; i < items.items().size(); i++) {
                    keys.add(new Basics.Literal(Values.integer(i)));
                    matchers.add(matcher(items.items().get(i), slots, scope, depth));
                }
                return new Bindings.Matcher.Parts(keys, matchers, true);
            }
            case Ast.Pattern.Fields fields -> {
                for (Ast.Pattern.Field field : fields.fields()) {
                    keys.add(compile(field.key(), scope, depth));
                    Bindings.Matcher inner = field.value() == null ? null : matcher(field.value(), slots, scope, depth);
                    matchers.add(both(field.variable(), inner, slots));
                }
                return new Bindings.Matcher.Parts(keys, matchers, false);
            }
        }
    }

    private static Bindings.Matcher both(
            @Nullable String variable, Bindings.@Nullable Matcher inner, List<String> slots) {
        if (variable == null) {
            return java.util.Objects.requireNonNull(inner);
        }
        int slot = slots.indexOf(variable);
        return inner == null ? new Bindings.Matcher.Name(slot) : new Bindings.Matcher.Both(slot, inner);
    }

    private Node call(Ast.Call call, Scope scope, int depth) {
        String key = call.name() + "/" + call.arguments().size();
        Name callee = scope.callee(key);
        if (callee instanceof Name.Parameter parameter) {
            return new Calls.ClosureCall(depth - 1 - parameter.slot());
        }
        if (callee instanceof Name.Alias alias) {
            Ast.Call outer = libraryCall;
            libraryCall = alias.libraryCall();
            Node argument = compile(alias.argument(), alias.scope(), depth);
            libraryCall = outer;
            return argument;
        }
        if (callee instanceof Name.Function function) {
            return callFunction(function, call, scope, depth);
        }
        Builtins.Factory builtin = Builtins.find(key);
        if (builtin != null) {
            return builtin.build(compileAll(call.arguments(), scope, depth));
        }
        Name.Function fromLibrary = library.computeIfAbsent(key, Compiler::libraryFunction);
        if (fromLibrary != null) {
            Ast.Call outer = libraryCall;
            libraryCall = outer == null ? call : outer;
            Node node = callFunction(fromLibrary, call, scope, depth);
            libraryCall = outer;
            return node;
        }
        if (InputUse.REFUSED.contains(call.name())) {
            throw error(
                    call.name() + " is not available: expressions read nothing but their input",
                    call.at(),
                    call.name(),
                    null);
        }
        throw unknown(call, scope, key);
    }

    private static Name.@Nullable Function libraryFunction(String key) {
        Ast.Def definition = Library.find(key);
        if (definition == null) {
            return null;
        }
        Scope.Compiled compiled = new Scope.Compiled(0);
        Name.Function function = new Name.Function(key, definition, compiled);
        compiled.scope = Scope.EMPTY.with(function);
        return function;
    }

    private ExpressionException.CompileFailed unknown(Ast.Call call, Scope scope, String key) {
        return error(key + " is not defined", call.at(), call.name(), Suggestions.function(call.name(), scope));
    }

    /// Inlines a function as long as it does not call itself and the program stays small.
    private Node callFunction(Name.Function function, Ast.Call call, Scope scope, int depth) {
        Scope.Compiled compiled = function.compiled();
        Scope defined = java.util.Objects.requireNonNull(compiled.scope);
        compiled.used = true;
        if (compiled.function == null && !compiled.inlining && inlined < MAX_INLINED) {
            inlined++;
            compiled.inlining = true;
            try {
                Scope inner = defined;
                for (int i = 0; i < call.arguments().size(); i++) {
                    inner = inner.with(new Name.Alias(
                            parameter(function, i) + "/0",
                            call.arguments().get(i),
                            scope,
                            libraryCall == call ? null : libraryCall));
                }
                return compile(body(function.definition()), inner, depth);
            } finally {
                compiled.inlining = false;
            }
        }
        Calls.Function target = function(function);
        return new Calls.Call(target, depth - compiled.depth, compileAll(call.arguments(), scope, depth));
    }

    private static String parameter(Name.Function function, int index) {
        String name = function.definition().parameters().get(index);
        return name.startsWith("$") ? name.substring(1) : name;
    }

    /// The body, with `$name` parameters bound to the outputs of their arguments.
    private static Ast body(Ast.Def def) {
        Ast body = def.body();
        for (int i = def.parameters().size() - 1; i >= 0; i--) {
            String name = def.parameters().get(i);
            if (name.startsWith("$")) {
                String plain = name.substring(1);
                body = new Ast.Bind(
                        new Ast.Call(plain, List.of(), def.at()),
                        List.of(new Ast.Pattern.Name(plain, def.at())),
                        body,
                        def.at());
            }
        }
        return body;
    }

    private Calls.Function function(Name.Function function) {
        Scope.Compiled compiled = function.compiled();
        Scope defined = java.util.Objects.requireNonNull(compiled.scope);
        compiled.used = true;
        Calls.Function target = compiled.function;
        if (target == null) {
            target = new Calls.Function();
            compiled.function = target;
            Scope inner = defined;
            int depth = compiled.depth;
            for (int i = 0; i < function.definition().parameters().size(); i++) {
                inner = inner.with(new Name.Parameter(parameter(function, i) + "/0", depth++));
            }
            target.define(compile(body(function.definition()), inner, depth));
        }
        return target;
    }

    private ExpressionException.CompileFailed error(String message, int at, String token, @Nullable String suggestion) {
        return Lexer.error(text, message, at, token, suggestion);
    }
}
