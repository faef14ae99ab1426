package io.portolan.access;

import io.portolan.kernel.Role;
import java.util.Set;

/// The principal of a request that carries an access token: a client of the API with the rights it has now.
public record SignedInClient(String clientId, Set<Role> roles) {

    public SignedInClient {
        roles = Set.copyOf(roles);
    }
}
