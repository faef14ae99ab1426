package io.portolan.kernel;

import java.util.Arrays;
import java.util.Optional;

/// What a caller may do at large. Port's roles, dialect section 7.5.
public enum Role {
    /// May do everything.
    ADMIN("Admin"),
    /// Reads the catalog and runs self-service actions.
    MEMBER("Member");

    private final String wireName;

    Role(String wireName) {
        this.wireName = wireName;
    }

    /// The spelling in JSON and in the interface: `Admin`, `Member`.
    public String wireName() {
        return wireName;
    }

    /// The role with that spelling, if there is one; upper and lower case are the same.
    public static Optional<Role> byWireName(String name) {
        return Arrays.stream(values())
                .filter(role -> role.wireName.equalsIgnoreCase(name))
                .findFirst();
    }
}
