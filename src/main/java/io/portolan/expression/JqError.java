package io.portolan.expression;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// An error that the program raised and may still catch. Carries no stack trace: raising one is part of normal
/// evaluation.
final class JqError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 500;

    private final transient JsonNode value;

    JqError(JsonNode value) {
        super(null, null, false, false);
        this.value = value;
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
