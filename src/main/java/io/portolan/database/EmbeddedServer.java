package io.portolan.database;

import io.portolan.kernel.Ids;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The PostgreSQL server inside a data folder: made at the first start, running as long as the portal does.
///
/// Passwords and the port are in `database.properties` beside it. The portal signs in as the owner of its database, the
/// superuser is for administration only.
final class EmbeddedServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final String SUPERUSER = "postgres";
    private static final String OWNER = "portolan";
    private static final String SETTINGS = "database.properties";

    private final PostgresPrograms programs;
    private final Path cluster;
    private final Properties settings;

    private EmbeddedServer(PostgresPrograms programs, Path cluster, Properties settings) {
        this.programs = programs;
        this.cluster = cluster;
        this.settings = settings;
    }

    /// Starts the server of a folder that the caller holds the lock of.
    static EmbeddedServer start(DataFolder folder, DatabaseProperties.Embedded options) {
        Path programs = options.programs();
        EmbeddedServer server = new EmbeddedServer(
                PostgresPrograms.in(programs == null ? folder.resolve("postgres") : programs),
                folder.resolve("database"),
                settings(folder));
        server.make(folder);
        StaleServer.stop(server.cluster, server.programs);
        server.launch(folder, options);
        server.makeDatabase();
        return server;
    }

    DatabaseServer administration() {
        return new DatabaseServer(url("postgres"), SUPERUSER, settings.getProperty("superuser.password"), true);
    }

    String url() {
        return url(OWNER);
    }

    String user() {
        return OWNER;
    }

    String password() {
        return settings.getProperty("owner.password");
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + settings.getProperty("port") + "/" + database;
    }

    private static Properties settings(DataFolder folder) {
        Properties settings = new Properties();
        Path file = folder.resolve(SETTINGS);
        try {
            if (Files.exists(file)) {
                settings.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            throw new DatabaseStartException("Cannot read " + file + ": " + e, e);
        }
        return settings;
    }

    private void store(DataFolder folder) {
        StringWriter text = new StringWriter();
        try {
            settings.store(text, "Passwords of the embedded database. Keep this file with the data, and private.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        folder.writePrivate(SETTINGS, text.toString());
    }

    private void make(DataFolder folder) {
        if (Files.exists(cluster)) {
            if (settings.getProperty("superuser.password") == null) {
                throw new DatabaseStartException("The file " + folder.resolve(SETTINGS) + " with the passwords of the "
                        + "database is missing. Put it back from the backup of the data folder.");
            }
            return;
        }
        settings.setProperty("superuser.password", Ids.secret(32));
        settings.setProperty("owner.password", Ids.secret(32));
        store(folder);
        Path draft = folder.resolve("database.new");
        Path password = folder.writePrivate("password.tmp", settings.getProperty("superuser.password"));
        try {
            PostgresPrograms.deleteTree(draft);
            programs.run(
                    "initdb",
                    List.of(
                            "--pgdata=" + draft,
                            "--username=" + SUPERUSER,
                            "--auth=scram-sha-256",
                            "--pwfile=" + password,
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--data-checksums"));
            // Only a finished cluster gets the name: a first start that was interrupted begins again.
            Files.move(draft, cluster);
        } catch (IOException e) {
            throw new DatabaseStartException("The database cannot be made in " + cluster + ": " + e, e);
        } finally {
            password.toFile().delete();
        }
    }

    private void launch(DataFolder folder, DatabaseProperties.Embedded options) {
        settings.setProperty("port", Integer.toString(freePort(settings.getProperty("port", "0"))));
        store(folder);
        String durability = options.durable() ? "on" : "off";
        programs.run(
                "pg_ctl",
                List.of(
                        "start",
                        "--pgdata=" + cluster,
                        "--wait",
                        "--timeout=120",
                        "--log=" + folder.resolve("database.log"),
                        "--options=-p " + settings.getProperty("port")
                                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
                                + " -c fsync=" + durability
                                + " -c synchronous_commit=" + durability
                                + " -c full_page_writes=" + durability
                                + " -c password_encryption=scram-sha-256"
                                + " -c max_connections=" + options.connections()
                                + " -c timezone=UTC"
                                // for a catalog of a million entities on a machine of its own; small ones use little of
                                // it
                                + " -c shared_buffers=256MB -c effective_cache_size=1GB -c work_mem=16MB"
                                + " -c maintenance_work_mem=128MB -c max_wal_size=2GB -c checkpoint_timeout=15min"
                                + " -c random_page_cost=1.1 -c wal_compression=on -c jit=off"));
        log.info("PostgreSQL {} serves {} on port {}", PostgresPrograms.VERSION, cluster, settings.getProperty("port"));
    }

    /// The port of last time when it is free, so that other tools find the database again; else any free one.
    private static int freePort(String wanted) {
        try (ServerSocket socket = new ServerSocket()) {
            InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
            try {
                socket.bind(new InetSocketAddress(loopback, Integer.parseInt(wanted)));
            } catch (IOException e) {
                try (ServerSocket other = new ServerSocket(0, 1, loopback)) {
                    return other.getLocalPort();
                }
            }
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new DatabaseStartException("No free port for the database: " + e, e);
        }
    }

    /// Role and database of the portal; each step is repeatable, so that a start that was cut short mends itself.
    private void makeDatabase() {
        DatabaseServer server = administration();
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = 'portolan'")) {
                statement.execute("CREATE ROLE portolan LOGIN PASSWORD '" + password() + "'");
            }
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = 'portolan'")) {
                statement.execute("CREATE DATABASE portolan OWNER portolan");
                statement.execute("REVOKE CONNECT ON DATABASE portolan FROM PUBLIC");
            }
        } catch (SQLException e) {
            throw new DatabaseStartException("The database in " + cluster + " does not answer: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Statement statement, String question) throws SQLException {
        try (ResultSet rows = statement.executeQuery(question)) {
            return rows.next();
        }
    }

    @Override
    public void close() {
        try {
            programs.run("pg_ctl", List.of("stop", "--pgdata=" + cluster, "--mode=fast", "--wait", "--timeout=60"));
        } catch (DatabaseStartException e) {
            log.warn("The database did not stop in time: {}", e.getMessage());
        }
    }
}
