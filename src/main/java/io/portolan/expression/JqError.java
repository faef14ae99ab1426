package io.portolan.expression;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// An error that the program raised and may still catch. Carries no stack trace: raising one is part of normal
/// evaluation.
final class JqError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 500;

    private final transient JsonNode value;
    private final boolean noPath;

    JqError(JsonNode value) {
        this(value, false);
    }

    private JqError(JsonNode value, boolean noPath) {
        super(null, null, false, false);
        this.value = value;
        this.noPath = noPath;
    }

    /// What is asked for its path does not lie in the input.
    static JqError noPath(String message) {
        return new JqError(StringNode.valueOf(message), true);
    }

    boolean isNoPath() {
        return noPath;
    }

    JqError(String message) {
        this(StringNode.valueOf(message));
    }

    JsonNode value() {
        return value;
    }

    @Override
    public String getMessage() {
        return value.isString() ? value.stringValue() : "(not a string): " + JsonText.beginning(value, SHOWN);
    }
}
