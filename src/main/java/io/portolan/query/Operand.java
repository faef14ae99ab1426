package io.portolan.query;

import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a rule compares with: a value, or something about the caller that [QueryResolver] turns into a value.
public sealed interface Operand {

    /// A plain JSON value.
    record Literal(JsonNode value) implements Operand {}

    /// A property (or `$meta` property) of the caller's user entity, or of the entities of the caller's teams.
    record FromContext(Context context, String property) implements Operand {}

    /// Whose property it is.
    enum Context {
        USER("user"),
        /// Gives a list with one value for each team.
        USER_TEAMS("userTeams");

        private final String wireName;

        Context(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }

        public static Optional<Context> byWireName(String name) {
            return Arrays.stream(values()).filter(c -> c.wireName.equals(name)).findFirst();
        }
    }

    static Operand of(JsonNode value) {
        return new Literal(value);
    }

    static Operand of(String text) {
        return new Literal(JsonNodeFactory.instance.stringNode(text));
    }

    /// The value of an operand that has been resolved. Throws [IllegalStateException] when it has not.
    default JsonNode literal() {
        return switch (this) {
            case Literal(JsonNode value) -> value;
            case FromContext context -> throw new IllegalStateException("Not resolved: " + context);
        };
    }
}
