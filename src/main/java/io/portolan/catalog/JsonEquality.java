package io.portolan.catalog;

import java.util.Comparator;
import tools.jackson.databind.JsonNode;

/// Equality of JSON values as the database sees it: numbers by value (1, 1.0 and 1e0 are one), keys in any order.
public final class JsonEquality {

    private static final Comparator<JsonNode> BY_VALUE = (a, b) -> {
        if (a.equals(b)) {
            return 0;
        }
        return a.isNumber() && b.isNumber() && a.decimalValue().compareTo(b.decimalValue()) == 0 ? 0 : 1;
    };

    private JsonEquality() {}

    public static boolean equal(JsonNode a, JsonNode b) {
        return a.equals(BY_VALUE, b);
    }
}
