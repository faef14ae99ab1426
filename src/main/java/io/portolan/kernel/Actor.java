package io.portolan.kernel;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who does something, with the rights held at that moment and, where it is a consequence, what caused it.
///
/// @param id e-mail of a user, client id of a machine, identifier of an automation, `portolan` for the portal itself
/// @param name what people read
/// @param teams identifiers of the teams a user belongs to
/// @param cause the change that this is a consequence of; null when a person or client started it
public record Actor(
        Kind kind,
        String id,
        String name,
        Set<Role> roles,
        List<String> teams,
        Origin origin,
        @Nullable Cause cause) {

    /// What sort of actor it is.
    public enum Kind {
        USER,
        MACHINE,
        AUTOMATION,
        SYSTEM
    }

    /// The change and the depth of the chain of consequences; a chain is cut at depth 8.
    public record Cause(long changeId, int depth) {}

    public Actor {
        roles = Set.copyOf(roles);
        teams = List.copyOf(teams);
    }

    /// The portal itself, with every right.
    public static Actor system() {
        return new Actor(Kind.SYSTEM, "portolan", "Portolan", Set.of(Role.ADMIN), List.of(), Origin.SYSTEM, null);
    }

    public static Actor user(String email, String name, Set<Role> roles, List<String> teams, Origin origin) {
        return new Actor(Kind.USER, email, name, roles, teams, origin, null);
    }

    /// A client of the API, known by its client id.
    public static Actor machine(String clientId, Set<Role> roles) {
        return new Actor(Kind.MACHINE, clientId, clientId, roles, List.of(), Origin.API, null);
    }

    /// An automation acting in consequence of a change, with the rights of the portal.
    public static Actor automation(String identifier, Cause cause) {
        return new Actor(
                Kind.AUTOMATION, identifier, identifier, Set.of(Role.ADMIN), List.of(), Origin.AUTOMATION, cause);
    }

    /// The same actor, acting because of a change.
    public Actor causedBy(Cause change) {
        return new Actor(kind, id, name, roles, teams, origin, change);
    }

    /// The same actor, coming by another way.
    public Actor from(Origin way) {
        return new Actor(kind, id, name, roles, teams, way, cause);
    }

    public boolean isAdmin() {
        return roles.contains(Role.ADMIN);
    }
}
