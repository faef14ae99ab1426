package io.portolan.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A word of the program text.
///
/// @param text as written; for names, fields and variables without the leading `.` or `$`
/// @param parts the pieces of a string: literal texts and the tokens of interpolated queries
record Token(
        Type type,
        String text,
        int start,
        int end,
        @Nullable List<Part> parts) {

    enum Type {
        NAME,
        KEYWORD,
        FIELD,
        VARIABLE,
        FORMAT,
        NUMBER,
        STRING,
        SYMBOL,
        END
    }

    /// A piece of a string: a literal text, or the tokens of `\( )`.
    record Part(@Nullable String literal, @Nullable List<Token> query) {}

    boolean is(String symbol) {
        return (type == Type.SYMBOL || type == Type.KEYWORD) && text.equals(symbol);
    }
}
