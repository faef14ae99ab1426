package io.portolan.blueprint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The JSON type of a property's value: dialect section 1.2.
public enum PropertyType {
    STRING,
    NUMBER,
    BOOLEAN,
    OBJECT,
    ARRAY;

    /// The spelling in JSON.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The type with that spelling. Published models also hold `enum`, which means a string with listed values.
    public static Optional<PropertyType> byWireName(String name) {
        if (name.equals("enum")) {
            return Optional.of(STRING);
        }
        return Arrays.stream(values())
                .filter(type -> type.wireName().equals(name))
                .findFirst();
    }

    static List<String> wireNames() {
        return Arrays.stream(values()).map(PropertyType::wireName).toList();
    }
}
