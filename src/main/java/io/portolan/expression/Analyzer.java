package io.portolan.expression;

import io.portolan.expression.Dependencies.InputPath;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Follows the input through a program. Every value is described by the places of the input that it may be; a value
/// that
/// is computed with counts as read. A computed value has no places: whatever it was made of has been recorded.
final class Analyzer {

    private static final int MAX_VISITS = 20_000;

    private final Set<InputPath> reads = new LinkedHashSet<>();
    private final Set<InputPath> touched = new LinkedHashSet<>();
    private final Set<Ast.Def> active = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean time;
    private int visits;

    private Analyzer() {}

    static Dependencies analyze(Ast program) {
        Analyzer analyzer = new Analyzer();
        try {
            analyzer.read(analyzer.places(program, Set.of(InputPath.ROOT), Names.EMPTY));
            analyzer.addTouched();
        } catch (TooLarge | StackOverflowError e) {
            return new Dependencies(true, Set.of(), true, Dependencies.OutputType.ANY);
        }
        boolean everything = analyzer.reads.contains(InputPath.ROOT);
        return new Dependencies(everything, analyzer.reads, analyzer.time, TypeInference.of(program));
    }

    /// The program takes too long to follow; it then counts as one that reads everything.
    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super(null, null, false, false);
        }
    }

    /// A look-up whose value is dropped still fails where its target is of the wrong type.
    private void addTouched() {
        for (InputPath place : touched) {
            boolean known = false;
            for (InputPath read : reads) {
                known |= read.covers(place) || place.covers(read);
            }
            if (!known) {
                reads.add(place);
            }
        }
    }

    /// The names that are visible: variables with their places, functions and arguments with where they were written.
    private record Names(
            @Nullable Names parent,
            String key,
            @Nullable Set<InputPath> variable,
            Ast.@Nullable Def function,
            @Nullable Ast argument,
            @Nullable Names argumentNames) {

        static final Names EMPTY = new Names(null, "", null, null, null, null);

        Names variable(String name, Set<InputPath> places) {
            return new Names(this, "$" + name, places, null, null, null);
        }

        Names function(Ast.Def def) {
            return new Names(this, def.name() + "/" + def.parameters().size(), null, def, null, null);
        }

        Names argument(String name, Ast ast, Names names) {
            return new Names(this, name + "/0", null, null, ast, names);
        }

        @Nullable
        Names find(String wanted) {
            for (Names names = this; names != null; names = names.parent) {
                if (names.key.equals(wanted)) {
                    return names;
                }
            }
            return null;
        }
    }

    private void read(Set<InputPath> places) {
        reads.addAll(places);
    }

    private static Set<InputPath> union(Set<InputPath> a, Set<InputPath> b) {
        if (a.isEmpty()) {
            return b;
        }
        Set<InputPath> all = new LinkedHashSet<>(a);
        all.addAll(b);
        return all;
    }

    private static Set<InputPath> children(Set<InputPath> places, @Nullable JsonNode key) {
        Set<InputPath> children = new LinkedHashSet<>();
        for (InputPath place : places) {
            children.add(key != null && key.isString() ? place.child(key.stringValue()) : place.any());
        }
        return children;
    }

    private void readAll(Ast ast, Set<InputPath> in, Names names) {
        read(places(ast, in, names));
    }

    private Set<InputPath> places(Ast ast, Set<InputPath> in, Names names) {
        if (++visits > MAX_VISITS) {
            throw new TooLarge();
        }
        switch (ast) {
            case Ast.Identity _ -> {
                return in;
            }
            case Ast.Index index -> {
                Set<InputPath> target = places(index.target(), in, names);
                readAll(index.key(), in, names);
                Set<InputPath> found =
                        children(target, index.key() instanceof Ast.Literal literal ? literal.value() : null);
                for (InputPath place : found) {
                    if (place.steps().size() > 1) {
                        touched.add(place);
                    }
                }
                return found;
            }
            case Ast.Iterate iterate -> {
                Set<InputPath> items = children(places(iterate.target(), in, names), null);
                read(items);
                return items;
            }
            case Ast.Slice slice -> {
                for (Ast bound : new Ast[] {slice.from(), slice.to()}) {
                    if (bound != null) {
                        readAll(bound, in, names);
                    }
                }
                read(places(slice.target(), in, names));
            }
            case Ast.RecurseDefault _, Ast.Format _ -> read(in);
            case Ast.Literal _, Ast.Break _ -> {}
            case Ast.Text text -> text.parts().forEach(part -> readAll(part, in, names));
            case Ast.ArrayOf array -> {
                if (array.items() != null) {
                    readAll(array.items(), in, names);
                }
            }
            case Ast.ObjectOf object ->
                object.members().forEach(member -> {
                    readAll(member.key(), in, names);
                    readAll(member.value(), in, names);
                });
            case Ast.Negate negate -> readAll(negate.operand(), in, names);
            case Ast.Pipe pipe -> {
                return places(pipe.right(), places(pipe.left(), in, names), names);
            }
            case Ast.Comma comma -> {
                return union(places(comma.left(), in, names), places(comma.right(), in, names));
            }
            case Ast.Binary binary -> {
                return binary(binary, in, names);
            }
            case Ast.If conditional -> {
                readAll(conditional.condition(), in, names);
                return union(
                        places(conditional.then(), in, names),
                        conditional.otherwise() == null ? in : places(conditional.otherwise(), in, names));
            }
            case Ast.Try attempt -> {
                Set<InputPath> body = places(attempt.body(), in, names);
                read(body);
                return attempt.handler() == null ? body : union(body, places(attempt.handler(), Set.of(), names));
            }
            case Ast.Reduce reduce -> {
                Names bound = bind(reduce.source(), reduce.patterns(), in, names);
                readAll(reduce.init(), in, names);
                readAll(reduce.update(), Set.of(), bound);
            }
            case Ast.Foreach foreach -> {
                Names bound = bind(foreach.source(), foreach.patterns(), in, names);
                readAll(foreach.init(), in, names);
                readAll(foreach.update(), Set.of(), bound);
                if (foreach.extract() != null) {
                    readAll(foreach.extract(), Set.of(), bound);
                }
            }
            case Ast.Bind bind -> {
                return places(bind.body(), in, bind(bind.source(), bind.patterns(), in, names));
            }
            case Ast.Def def -> {
                return places(def.rest(), in, names.function(def));
            }
            case Ast.LabelOf label -> {
                return places(label.body(), in, names);
            }
            case Ast.Variable variable -> {
                Names found = names.find("$" + variable.name());
                return found == null || found.variable() == null ? Set.of() : found.variable();
            }
            case Ast.Call call -> {
                return call(call, in, names);
            }
        }
        return Set.of();
    }

    private Set<InputPath> binary(Ast.Binary binary, Set<InputPath> in, Names names) {
        if (binary.operator().equals("//")) {
            Set<InputPath> left = places(binary.left(), in, names);
            read(left);
            return union(left, places(binary.right(), in, names));
        }
        if (binary.operator().endsWith("=") && !Set.of("==", "!=", "<=", ">=").contains(binary.operator())) {
            read(in);
        }
        readAll(binary.left(), in, names);
        readAll(binary.right(), in, names);
        return Set.of();
    }

    private Names bind(Ast source, List<Ast.Pattern> patterns, Set<InputPath> in, Names names) {
        Set<InputPath> places = places(source, in, names);
        Names bound = names;
        if (patterns.size() > 1 || !(patterns.getFirst() instanceof Ast.Pattern.Name)) {
            read(places);
        }
        for (Ast.Pattern pattern : patterns) {
            bound = bind(pattern, places, names, bound);
        }
        return bound;
    }

    private Names bind(Ast.Pattern pattern, Set<InputPath> places, Names outer, Names names) {
        Names bound = names;
        switch (pattern) {
            case Ast.Pattern.Name name -> {
                Names before = bound.find("$" + name.name());
                Set<InputPath> known = before == null || before.variable() == null ? Set.of() : before.variable();
                return bound.variable(name.name(), union(known, places));
            }
            case Ast.Pattern.Items items -> {
                for (Ast.Pattern item : items.items()) {
                    bound = bind(item, children(places, null), outer, bound);
                }
            }
            case Ast.Pattern.Fields fields -> {
                for (Ast.Pattern.Field field : fields.fields()) {
                    readAll(field.key(), places, outer);
                    Set<InputPath> found =
                            children(places, field.key() instanceof Ast.Literal literal ? literal.value() : null);
                    if (field.variable() != null) {
                        bound = bound.variable(field.variable(), found);
                    }
                    if (field.value() != null) {
                        bound = bind(field.value(), found, outer, bound);
                    }
                }
            }
        }
        return bound;
    }

    private Set<InputPath> call(Ast.Call call, Set<InputPath> in, Names names) {
        String key = call.name() + "/" + call.arguments().size();
        Names found = names.find(key);
        if (found != null && found.argument() != null && found.argumentNames() != null) {
            return places(found.argument(), in, found.argumentNames());
        }
        if (found != null && found.function() != null) {
            return function(found.function(), call, in, names, found);
        }
        List<Ast> arguments = call.arguments();
        if (key.equals("now/0")) {
            time = true;
        }
        if (InputUse.WITHOUT_INPUT.contains(key)) {
            arguments.forEach(argument -> readAll(argument, in, names));
            return Set.of();
        }
        if (InputUse.SAME_OUTPUT.contains(key)) {
            read(in);
            arguments.forEach(argument -> readAll(argument, in, names));
            return in;
        }
        if (InputUse.FIRST_OUTPUT.contains(key)) {
            return places(arguments.getFirst(), in, names);
        }
        if (InputUse.COUNTED.contains(key)) {
            readAll(arguments.get(0), in, names);
            return places(arguments.get(1), in, names);
        }
        switch (key) {
            case "select/1" -> {
                readAll(arguments.getFirst(), in, names);
                return in;
            }
            case "map/1", "any/1", "all/1" -> {
                Set<InputPath> items = children(in, null);
                read(items);
                readAll(arguments.getFirst(), items, names);
                return Set.of();
            }
            case "any/2", "all/2" -> {
                readAll(arguments.get(1), places(arguments.get(0), in, names), names);
                readAll(arguments.get(0), in, names);
                return Set.of();
            }
            case "isempty/1", "add/1" -> {
                readAll(arguments.getFirst(), in, names);
                return Set.of();
            }
            case "has/1" -> {
                readAll(arguments.getFirst(), in, names);
                read(children(in, arguments.getFirst() instanceof Ast.Literal literal ? literal.value() : null));
                return Set.of();
            }
            case "first/0", "last/0", "nth/1" -> {
                arguments.forEach(argument -> readAll(argument, in, names));
                Set<InputPath> items = children(in, null);
                read(items);
                return items;
            }
            default -> {
                // whatever it does, it does with its input and its arguments
                read(in);
                arguments.forEach(argument -> readAll(argument, in, names));
                return Set.of();
            }
        }
    }

    private Set<InputPath> function(Ast.Def def, Ast.Call call, Set<InputPath> in, Names names, Names defined) {
        if (!active.add(def)) {
            read(call.arguments().isEmpty() ? in : Set.of(InputPath.ROOT));
            // for what they say about the time
            call.arguments().forEach(argument -> readAll(argument, in, names));
            return Set.of();
        }
        Names inner = defined;
        for (int i = 0; i < call.arguments().size(); i++) {
            String parameter = def.parameters().get(i);
            Ast argument = call.arguments().get(i);
            if (parameter.startsWith("$")) {
                String name = parameter.substring(1);
                inner = inner.argument(name, argument, names).variable(name, places(argument, in, names));
            } else {
                inner = inner.argument(parameter, argument, names);
            }
        }
        Set<InputPath> result = places(def.body(), in, inner);
        active.remove(def);
        return result;
    }
}
