package io.portolan.access;

import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import java.util.Set;
import org.springframework.stereotype.Service;

/// Decides what an actor may do at large. Administrators may do everything; members read the catalog and the audit log,
/// run actions and make pages for themselves; nobody else may do anything.
@Service
public class Permissions {

    private static final Set<Permission> OF_MEMBERS = Set.of(
            Permission.READ_CATALOG,
            Permission.EXECUTE_ACTIONS,
            Permission.READ_AUDIT,
            Permission.CREATE_PRIVATE_PAGES);

    public boolean allows(Actor actor, Permission permission) {
        return actor.isAdmin() || (!actor.roles().isEmpty() && OF_MEMBERS.contains(permission));
    }

    /// Throws [PortalException.Forbidden] when the actor lacks the permission.
    public void require(Actor actor, Permission permission) {
        if (!allows(actor, permission)) {
            throw new PortalException.Forbidden("\"" + actor.name() + "\" may not " + permission.sentence()
                    + ". Ask an administrator for the right.");
        }
    }
}
