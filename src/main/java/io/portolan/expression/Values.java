package io.portolan.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Order and equality of values, and short ways to make them.
final class Values {

    static final JsonNode NULL = NullNode.getInstance();
    static final Comparator<JsonNode> ORDER = Values::compare;
    static final Comparator<String> KEYS = Values::compareText;

    private static final int MAX_DEPTH = 10_000;

    private Values() {}

    static JsonNode text(String value) {
        return StringNode.valueOf(value);
    }

    static JsonNode bool(boolean value) {
        return value ? BooleanNode.TRUE : BooleanNode.FALSE;
    }

    static JsonNode integer(int value) {
        return IntNode.valueOf(value);
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode array(int capacity) {
        return JsonNodeFactory.instance.arrayNode(capacity);
    }

    static ArrayNode array(List<JsonNode> items) {
        return new ArrayNode(JsonNodeFactory.instance, items);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode copy(ObjectNode object) {
        ObjectNode copy = object();
        object.forEachEntry(copy::set);
        return copy;
    }

    static ArrayNode copy(ArrayNode array) {
        ArrayNode copy = array(array.size());
        copy.addAll(array);
        return copy;
    }

    /// The member, or null (the value) when it is absent.
    static JsonNode member(ObjectNode object, String key) {
        JsonNode value = object.get(key);
        return value == null ? NULL : value;
    }

    static List<String> sortedKeys(ObjectNode object) {
        List<String> keys = new ArrayList<>(object.propertyNames());
        keys.sort(KEYS);
        return keys;
    }

    static boolean equal(JsonNode a, JsonNode b) {
        return equal(null, a, b);
    }

    /// Charges the run for every item that is compared.
    static boolean equal(@Nullable Run run, JsonNode a, JsonNode b) {
        return equal(run, a, b, 0);
    }

    private static void charge(@Nullable Run run, JsonNode container) {
        if (run != null) {
            run.steps(container.size());
        }
    }

    private static boolean equal(@Nullable Run run, JsonNode a, JsonNode b, int depth) {
        if (a == b && depth == 0 && !(a instanceof ArrayNode) && !(a instanceof ObjectNode)) {
            return !Numbers.isNaN(a);
        }
        Kind kind = Kind.of(a);
        if (kind != Kind.of(b)) {
            return false;
        }
        if (depth > MAX_DEPTH) {
            throw new JqError("Equality check too deep");
        }
        TooDeep.check(depth);
        switch (kind) {
            case NUMBER:
                return Numbers.equal(a, b);
            case STRING:
                return a.stringValue().equals(b.stringValue());
            case ARRAY:
                if (a.size() != b.size()) {
                    return false;
                }
                charge(run, a);
                for (int i = 0; i < a.size(); i++) {
                    if (!equal(run, a.get(i), b.get(i), depth + 1)) {
                        return false;
                    }
                }
                return true;
            case OBJECT:
                if (a.size() != b.size()) {
                    return false;
                }
                charge(run, a);
                for (var entry : a.properties()) {
                    JsonNode other = b.get(entry.getKey());
                    if (other == null || !equal(run, entry.getValue(), other, depth + 1)) {
                        return false;
                    }
                }
                return true;
            default:
                return true;
        }
    }

    /// A total order: `nan` equals itself here, other than for the operators.
    static int compare(JsonNode a, JsonNode b) {
        return compare(null, a, b);
    }

    /// Charges the run for every item that is compared.
    static int compare(@Nullable Run run, JsonNode a, JsonNode b) {
        return compare(run, a, b, 0);
    }

    private static int compare(@Nullable Run run, JsonNode a, JsonNode b, int depth) {
        Kind kind = Kind.of(a);
        Kind other = Kind.of(b);
        if (kind != other) {
            return kind.compareTo(other);
        }
        if (depth > MAX_DEPTH) {
            throw new JqError("Comparison too deep");
        }
        TooDeep.check(depth);
        return switch (kind) {
            case NUMBER -> Numbers.compare(a, b);
            case STRING -> compareText(a.stringValue(), b.stringValue());
            case ARRAY -> compareItems(run, a, b, depth);
            case OBJECT -> compareObjects(run, (ObjectNode) a, (ObjectNode) b, depth);
            default -> 0;
        };
    }

    private static int compareItems(@Nullable Run run, JsonNode a, JsonNode b, int depth) {
        charge(run, a);
        int common = Math.min(a.size(), b.size());
        for (int i = 0; i < common; i++) {
            int order = compare(run, a.get(i), b.get(i), depth + 1);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int compareObjects(@Nullable Run run, ObjectNode a, ObjectNode b, int depth) {
        charge(run, a);
        charge(run, b);
        List<String> keys = sortedKeys(a);
        List<String> others = sortedKeys(b);
        int common = Math.min(keys.size(), others.size());
        for (int i = 0; i < common; i++) {
            int order = compareText(keys.get(i), others.get(i));
            if (order != 0) {
                return order;
            }
        }
        if (keys.size() != others.size()) {
            return Integer.compare(keys.size(), others.size());
        }
        for (String key : keys) {
            int order = compare(run, member(a, key), member(b, key), depth + 1);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /// By code point, as jq orders the bytes of UTF-8.
    static int compareText(String a, String b) {
        int common = Math.min(a.length(), b.length());
        for (int i = 0; i < common; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean high = Character.isSurrogate(x);
                if (high != Character.isSurrogate(y)) {
                    return high ? 1 : -1;
                }
                return Character.compare(x, y);
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
