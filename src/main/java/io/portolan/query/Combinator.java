package io.portolan.query;

import java.util.Arrays;
import java.util.Optional;

/// How the rules of a query are put together.
public enum Combinator {
    /// Every rule holds; true when there is none.
    AND("and"),
    /// At least one rule holds; false when there is none.
    OR("or");

    private final String wireName;

    Combinator(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<Combinator> byWireName(String name) {
        return Arrays.stream(values()).filter(c -> c.wireName.equals(name)).findFirst();
    }
}
