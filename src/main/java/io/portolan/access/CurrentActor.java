package io.portolan.access;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Origin;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;

/// Who is behind the request or the view at hand, with the rights held now. Works on request threads, and on the UI
/// thread of a Vaadin session; background threads have no actor, so ask before going there.
@Service
public class CurrentActor {

    private final Sessions sessions;
    private final UserRows users;

    CurrentActor(Sessions sessions, UserRows users) {
        this.sessions = sessions;
        this.users = users;
    }

    /// The actor, or empty when nobody is signed in.
    public Optional<Actor> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null
                || !authentication.isAuthenticated()
                || authentication instanceof AnonymousAuthenticationToken) {
            return Optional.empty();
        }
        if (authentication.getPrincipal() instanceof SignedInClient client) {
            return client.user() == null
                    ? Optional.of(Actor.machine(client.clientId(), client.roles()))
                    : users.find(client.user()).map(user -> user.toActor().from(Origin.API));
        }
        if (authentication.getPrincipal() instanceof SignedInUser user) {
            return sessions.userOf(user).map(User::toActor);
        }
        String name = authentication.getName();
        return Optional.of(Actor.user(name, name, roles(authentication), List.of(), Origin.UI));
    }

    /// The actor. Throws [PortalException.Unauthorized] when nobody is signed in.
    public Actor require() {
        return find().orElseThrow(() -> new PortalException.Unauthorized(
                "unauthorized", "Nobody is signed in. Sign in, or send a bearer token, and try again."));
    }

    private static Set<Role> roles(Authentication authentication) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (GrantedAuthority authority : authentication.getAuthorities()) {
            String text = String.valueOf(authority.getAuthority());
            for (Role role : Role.values()) {
                if (text.equals("ROLE_" + role.name())) {
                    roles.add(role);
                }
            }
        }
        return roles;
    }
}
