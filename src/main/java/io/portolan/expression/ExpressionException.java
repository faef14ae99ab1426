package io.portolan.expression;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Why an expression or a template could not be compiled or evaluated. The message is meant for the person who wrote
/// it.
public abstract sealed class ExpressionException extends RuntimeException
        permits ExpressionException.CompileFailed,
                ExpressionException.Failed,
                ExpressionException.LimitExceeded,
                ExpressionException.BadTemplate {

    private static final long serialVersionUID = 1L;

    private ExpressionException(String message, @Nullable Throwable cause, boolean stackTrace) {
        super(message, cause, false, stackTrace);
    }

    /// The text is no jq program: syntax, or an unknown function or variable.
    public static final class CompileFailed extends ExpressionException {

        private static final long serialVersionUID = 1L;
        private final int line;
        private final int column;
        private final String token;
        private final @Nullable String suggestion;

        public CompileFailed(String message, int line, int column, String token, @Nullable String suggestion) {
            super(
                    message
                            + (suggestion == null ? "" : ", did you mean " + suggestion + "?")
                            + " (line " + line + ", column " + column + ")",
                    null,
                    true);
            this.line = line;
            this.column = column;
            this.token = token;
            this.suggestion = suggestion;
        }

        /// Line of the token, from 1.
        public int line() {
            return line;
        }

        /// Column of the token in its line, from 1.
        public int column() {
            return column;
        }

        /// The text that could not be understood; empty at the end of the program.
        public String token() {
            return token;
        }

        /// A known name that looks like the unknown one, or null.
        public @Nullable String suggestion() {
            return suggestion;
        }
    }

    /// The program raised an error that it did not catch, in jq's words.
    public static final class Failed extends ExpressionException {

        private static final long serialVersionUID = 1L;
        private final transient @Nullable JsonNode value;

        Failed(String message, @Nullable JsonNode value) {
            super(message, null, false);
            this.value = value;
        }

        /// The value that `catch` would have seen; null when it was lost in serialization.
        public @Nullable JsonNode value() {
            return value;
        }
    }

    /// The evaluation used more than its [Budget] allows, or its thread was interrupted.
    public static final class LimitExceeded extends ExpressionException {

        private static final long serialVersionUID = 1L;
        private final Limit limit;

        LimitExceeded(Limit limit, String message) {
            super(message, null, false);
            this.limit = limit;
        }

        public Limit limit() {
            return limit;
        }
    }

    /// What ran out.
    public enum Limit {
        STEPS,
        TIME,
        OUTPUT,
        MEMORY,
        DEPTH,
        REGEX,
        INTERRUPTED
    }

    /// A template has unbalanced braces, or a key or a spread value has the wrong type (dialect 5.5).
    public static final class BadTemplate extends ExpressionException {

        private static final long serialVersionUID = 1L;
        private final String pointer;

        BadTemplate(String message, String pointer) {
            super(message, null, true);
            this.pointer = pointer;
        }

        /// JSON pointer to the text inside the template document; empty for the root.
        public String pointer() {
            return pointer;
        }
    }
}
