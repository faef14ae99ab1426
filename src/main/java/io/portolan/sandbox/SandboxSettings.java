package io.portolan.sandbox;

import java.net.URI;
import java.time.Clock;

/// What the platform has to know.
///
/// @param portal address of the portal, without a path
/// @param clientId of an API client of the portal
/// @param clientSecret of that client; messages are signed with it
/// @param adminUrl JDBC URL of a database on the server where environments are made
/// @param adminUser a PostgreSQL role that may make databases and roles
/// @param port loopback port to listen on; 0 for any free one
public record SandboxSettings(
        URI portal,
        String clientId,
        String clientSecret,
        String adminUrl,
        String adminUser,
        String adminPassword,
        int port,
        Clock clock) {

    @Override
    public String toString() {
        return "SandboxSettings[portal=" + portal + ", clientId=" + clientId + ", port=" + port + "]";
    }
}
