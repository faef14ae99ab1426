package io.portolan.access;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.Role;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Somebody who may use the portal.
///
/// @param teams identifiers of the teams, sorted
/// @param demo one of the demo users of the example mode
/// @param sessionEpoch a session signed in under another number is over
/// @param hasPassword whether a password is set; the hash itself never leaves the room
public record User(
        long id,
        String email,
        String firstName,
        String lastName,
        Role role,
        UserStatus status,
        List<String> teams,
        boolean demo,
        int sessionEpoch,
        boolean hasPassword,
        @Nullable Instant lastSeenAt,
        Instant createdAt,
        Instant updatedAt) {

    public User {
        teams = List.copyOf(teams);
    }

    /// Whether an address is that of a service account: a user that no person signs in as (dialect section 2).
    public static boolean isServiceAccount(String email) {
        return email.toLowerCase(Locale.ROOT).endsWith("@serviceaccounts.getport.io");
    }

    /// First and last name, or the e-mail address when there is neither.
    public String displayName() {
        String name = (firstName + " " + lastName).strip();
        return name.isEmpty() ? email : name;
    }

    /// The user as an actor in the interface.
    public Actor toActor() {
        return Actor.user(email, displayName(), Set.of(role), teams, Origin.UI);
    }

    /// Dialect section 9, `users`.
    public ObjectNode toJson() {
        ArrayNode roles = Json.array().add(Json.object().put("name", role.wireName()));
        ObjectNode node = Json.object()
                .put("id", Long.toString(id))
                .put("email", email)
                .put("firstName", firstName)
                .put("lastName", lastName)
                .putNull("picture")
                .put("status", status.wireName())
                .put("type", isServiceAccount(email) ? "Service Account" : "Standard");
        node.set("providers", Json.strings(List.of("portolan")));
        node.set("roles", roles);
        node.set("teams", Json.strings(teams));
        return node.put("createdAt", createdAt.toString()).put("updatedAt", updatedAt.toString());
    }
}
