package io.portolan.access;

import java.util.Arrays;
import java.util.Optional;

/// Where a user stands: dialect section 7.5.
public enum UserStatus {
    /// Known, but never signed in.
    INVITED("Invited"),
    ACTIVE("Active"),
    /// May not sign in; what they made stays.
    DISABLED("Disabled");

    private final String wireName;

    UserStatus(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    static Optional<UserStatus> byWireName(String name) {
        return Arrays.stream(values())
                .filter(status -> status.wireName.equalsIgnoreCase(name))
                .findFirst();
    }
}
