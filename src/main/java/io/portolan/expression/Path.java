package io.portolan.expression;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Where a value was found, with the value found there: jq calls a path intact while the current value is still that
/// one.
final class Path {

    private static final int MAX_LENGTH = 10_000;

    final @Nullable Path parent;
    final @Nullable JsonNode key;
    final JsonNode value;
    final int length;

    private Path(@Nullable Path parent, @Nullable JsonNode key, JsonNode value, int length) {
        this.parent = parent;
        this.key = key;
        this.value = value;
        this.length = length;
    }

    static Path root(JsonNode value) {
        return new Path(null, null, value, 0);
    }

    Path child(JsonNode childKey, JsonNode childValue) {
        if (length >= MAX_LENGTH) {
            throw new JqError("Path too deep");
        }
        return new Path(this, childKey, childValue, length + 1);
    }

    ArrayNode toArray() {
        JsonNode[] keys = new JsonNode[length];
        Path path = this;
        for (int i = length - 1; i >= 0; i--) {
            keys[i] = path.key == null ? JsonNodeFactory.instance.nullNode() : path.key;
            path = path.parent == null ? path : path.parent;
        }
        ArrayNode array = JsonNodeFactory.instance.arrayNode(length);
        for (JsonNode step : keys) {
            array.add(step);
        }
        return array;
    }

    boolean intact(JsonNode current) {
        if (current == value) {
            return true;
        }
        Kind kind = Kind.of(current);
        if (kind != Kind.of(value)) {
            return false;
        }
        return switch (kind) {
            case NULL, FALSE, TRUE -> true;
            case NUMBER -> Numbers.isComputed(current) && current.equals(value);
            case STRING, ARRAY, OBJECT -> false;
        };
    }

    void requireIntactForAccess(JsonNode current, JsonNode accessKey) {
        if (!intact(current)) {
            throw JqError.noPath("Invalid path expression near attempt to access element " + JsonText.excerpt(accessKey)
                    + " of " + JsonText.excerpt(current));
        }
    }

    void requireIntactForIteration(JsonNode current) {
        if (!intact(current)) {
            throw JqError.noPath(
                    "Invalid path expression near attempt to iterate through " + JsonText.excerpt(current));
        }
    }

    Path requireIntact(JsonNode current) {
        if (!intact(current)) {
            throw new JqError("Invalid path expression with result " + JsonText.excerpt(current));
        }
        return this;
    }
}
