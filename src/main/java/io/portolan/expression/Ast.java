package io.portolan.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the parser understood. `at` is the index in the text that a message about the node points to.
sealed interface Ast {

    int at();

    record Identity(int at) implements Ast {}

    record RecurseDefault(int at) implements Ast {}

    record Literal(JsonNode value, int at) implements Ast {}

    /// A string with interpolations: literal texts and queries in turn.
    record Text(@Nullable String format, List<Ast> parts, int at) implements Ast {}

    record Format(String name, int at) implements Ast {}

    record Index(Ast target, Ast key, int at) implements Ast {}

    record Slice(Ast target, @Nullable Ast from, @Nullable Ast to, int at) implements Ast {}

    record Iterate(Ast target, int at) implements Ast {}

    record ArrayOf(@Nullable Ast items, int at) implements Ast {}

    record Member(Ast key, Ast value) {}

    record ObjectOf(List<Member> members, int at) implements Ast {}

    record Negate(Ast operand, int at) implements Ast {}

    record Pipe(Ast left, Ast right, int at) implements Ast {}

    record Comma(Ast left, Ast right, int at) implements Ast {}

    record Binary(String operator, Ast left, Ast right, int at) implements Ast {}

    record If(Ast condition, Ast then, @Nullable Ast otherwise, int at) implements Ast {}

    /// @param access whether the body is one access with `?` behind it: that does not excuse what is no path
    record Try(Ast body, @Nullable Ast handler, boolean access, int at) implements Ast {}

    record Reduce(Ast source, List<Pattern> patterns, Ast init, Ast update, int at) implements Ast {}

    record Foreach(
            Ast source,
            List<Pattern> patterns,
            Ast init,
            Ast update,
            @Nullable Ast extract,
            int at) implements Ast {}

    record Def(String name, List<String> parameters, Ast body, Ast rest, int at) implements Ast {}

    record Call(String name, List<Ast> arguments, int at) implements Ast {}

    record Variable(String name, int at) implements Ast {}

    record Bind(Ast source, List<Pattern> patterns, Ast body, int at) implements Ast {}

    record LabelOf(String name, Ast body, int at) implements Ast {}

    record Break(String name, int at) implements Ast {}

    /// What stands on the left of a binding.
    sealed interface Pattern {
        record Name(String name, int at) implements Pattern {}

        record Items(List<Pattern> items) implements Pattern {}

        record Fields(List<Field> fields) implements Pattern {}

        /// One field: the variable of `$name`, the key, and what its value is matched with.
        record Field(
                @Nullable String variable,
                Ast key,
                @Nullable Pattern value,
                int at) {}
    }
}
