package io.portolan.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/// The database that the portal's own tables live in, and how to sign in to it.
final class PortalDatabase implements JdbcConnectionDetails, AutoCloseable {

    private final String url;
    private final String user;
    private final String password;
    private final DatabaseServer administration;
    private final @Nullable EmbeddedServer server;

    private PortalDatabase(
            String url, String user, String password, DatabaseServer administration, @Nullable EmbeddedServer server) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.administration = administration;
        this.server = server;
    }

    static PortalDatabase embedded(EmbeddedServer server) {
        return new PortalDatabase(server.url(), server.user(), server.password(), server.administration(), server);
    }

    /// A server that somebody else runs. Address and login are also accepted in the form `postgresql://host/database`.
    static PortalDatabase external(String url, @Nullable String user, @Nullable String password) {
        String jdbc = url.startsWith("jdbc:") ? url : "jdbc:" + url.replaceFirst("^postgres://", "postgresql://");
        if (!jdbc.startsWith("jdbc:postgresql:")) {
            throw new DatabaseStartException("The database URL must begin with jdbc:postgresql://, as in "
                    + "jdbc:postgresql://db.example.com:5432/portolan");
        }
        String name = user == null ? "" : user;
        String secret = password == null ? "" : password;
        return new PortalDatabase(jdbc, name, secret, new DatabaseServer(jdbc, name, secret, false), null);
    }

    DatabaseServer administration() {
        return administration;
    }

    @Override
    public String getJdbcUrl() {
        return url;
    }

    @Override
    public String getUsername() {
        return user;
    }

    @Override
    public String getPassword() {
        return password;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
