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

    /// The status with that spelling; upper and lower case are the same.
    public static Optional<UserStatus> byWireName(String name) {
        return Arrays.stream(values())
                .filter(status -> status.wireName.equalsIgnoreCase(name))
                .findFirst();
    }
}
