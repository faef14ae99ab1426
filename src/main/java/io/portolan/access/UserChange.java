package io.portolan.access;

import io.portolan.kernel.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What is to change about a user; null leaves a thing as it is.
///
/// @param teams names or identifiers of exactly the teams the user shall belong to
public record UserChange(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable Role role,
        @Nullable UserStatus status,
        @Nullable List<String> teams) {

    /// Reads the body of `PATCH /v1/users/{email}`. Keys that only the portal sets are ignored.
    public static UserChange of(ObjectNode body) {
        Fields fields = new Fields(body);
        String status = fields.text("status");
        UserStatus newStatus =
                status == null ? null : UserStatus.byWireName(status).orElse(null);
        if (status != null && newStatus == null) {
            fields.wrong("status", "must be one of Invited, Active, Disabled");
        }
        UserChange change = new UserChange(
                fields.text("firstName"), fields.text("lastName"), role(fields), newStatus, fields.names("teams"));
        fields.check();
        return change;
    }

    /// The highest of the roles under `roles`, null when the key is absent.
    static @Nullable Role role(Fields fields) {
        List<String> names = fields.names("roles");
        if (names == null) {
            return null;
        }
        Role highest = null;
        for (String name : names) {
            Role role = Role.byWireName(name).orElse(null);
            if (role == null) {
                fields.wrong("roles", "must hold only Admin and Member");
            } else if (highest == null || role.compareTo(highest) < 0) {
                highest = role;
            }
        }
        if (names.isEmpty()) {
            fields.wrong("roles", "must hold at least one role: Admin or Member");
        }
        return highest;
    }
}
