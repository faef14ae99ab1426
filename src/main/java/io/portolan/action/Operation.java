package io.portolan.action;

import java.util.Arrays;
import java.util.Optional;

/// What a self-service action does to its kind of entity.
public enum Operation {
    CREATE("CREATE"),
    /// Works on an existing entity, which has to be given.
    DAY_2("DAY-2"),
    /// Removes an existing entity, which has to be given.
    DELETE("DELETE");

    private final String wireName;

    Operation(String wireName) {
        this.wireName = wireName;
    }

    /// The spelling in JSON: `CREATE`, `DAY-2`, `DELETE`.
    public String wireName() {
        return wireName;
    }

    static Optional<Operation> byWireName(String name) {
        return Arrays.stream(values())
                .filter(operation -> operation.wireName.equals(name))
                .findFirst();
    }
}
