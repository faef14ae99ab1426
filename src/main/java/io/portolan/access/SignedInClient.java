package io.portolan.access;

import io.portolan.kernel.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The principal of a request that carries an access token: a client of the API with the rights it has now.
///
/// @param user e-mail address of the person or service account whose rights it has; null when it has its own
public record SignedInClient(
        String clientId, Set<Role> roles, @Nullable String user) {

    public SignedInClient {
        roles = Set.copyOf(roles);
    }
}
