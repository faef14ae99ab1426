package io.portolan.expression;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// The kinds of values, in the order in which jq sorts them.
enum Kind {
    NULL("null"),
    FALSE("boolean"),
    TRUE("boolean"),
    NUMBER("number"),
    STRING("string"),
    ARRAY("array"),
    OBJECT("object");

    final String type;

    Kind(String type) {
        this.type = type;
    }

    static Kind of(JsonNode node) {
        if (node instanceof StringNode) {
            return STRING;
        }
        if (node instanceof NumericNode) {
            return NUMBER;
        }
        if (node instanceof ObjectNode) {
            return OBJECT;
        }
        if (node instanceof ArrayNode) {
            return ARRAY;
        }
        if (node instanceof BooleanNode) {
            return node.booleanValue() ? TRUE : FALSE;
        }
        return NULL;
    }

    static boolean truthy(JsonNode node) {
        if (node instanceof BooleanNode) {
            return node.booleanValue();
        }
        return node instanceof StringNode
                || node instanceof NumericNode
                || node instanceof ObjectNode
                || node instanceof ArrayNode;
    }
}
