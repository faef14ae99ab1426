package io.portolan.blueprint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a string (or, for a labelled URL, an object) stands for: dialect section 1.2.
public enum PropertyFormat {
    DATE_TIME,
    URL,
    EMAIL,
    IDN_EMAIL,
    IPV4,
    IPV6,
    MARKDOWN,
    YAML,
    USER,
    TEAM,
    BLUEPRINTS,
    TIMER,
    PROTO,
    LABELED_URL;

    /// The spelling in JSON.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether properties of a type can have it; a list has the format of its items.
    boolean goesWith(PropertyType type) {
        return type == PropertyType.ARRAY || type == (this == LABELED_URL ? PropertyType.OBJECT : PropertyType.STRING);
    }

    public static Optional<PropertyFormat> byWireName(String name) {
        return Arrays.stream(values())
                .filter(format -> format.wireName().equals(name))
                .findFirst();
    }

    static List<String> wireNames() {
        return Arrays.stream(values()).map(PropertyFormat::wireName).toList();
    }
}
