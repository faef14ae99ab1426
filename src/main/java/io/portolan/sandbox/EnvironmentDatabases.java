package io.portolan.sandbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The databases and roles of environments on one PostgreSQL server. Every operation can be repeated.
///
/// Names are checked against a narrow pattern and quoted, and everything it touches begins with `env_`, so that no name
/// reaches another database of the server.
final class EnvironmentDatabases {

    static final Pattern NAME = Pattern.compile("[a-z](?:-?[a-z0-9]){1,29}");
    private static final int MAX_ROWS = 100_000;

    private final SandboxSettings settings;

    EnvironmentDatabases(SandboxSettings settings) {
        this.settings = settings;
    }

    /// JDBC URL of the environment's database.
    String url(String environment) {
        return urlOf(database(environment));
    }

    /// Makes the database that nobody but administrators and invited developers can enter.
    void create(String environment) throws SQLException {
        String database = database(environment);
        try (Connection admin = connect(settings.adminUrl())) {
            if (!exists(admin, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
                execute(admin, "CREATE DATABASE " + quoted(database));
            }
            execute(admin, "REVOKE ALL ON DATABASE " + quoted(database) + " FROM PUBLIC");
        }
    }

    boolean exists(String environment) throws SQLException {
        try (Connection admin = connect(settings.adminUrl())) {
            return exists(admin, "SELECT 1 FROM pg_database WHERE datname = ?", database(environment));
        }
    }

    /// Fills two tables with made-up customers and orders and gives the number of orders. Done again, it replaces them.
    int load(String environment, int rows) throws SQLException {
        int count = Math.clamp(rows, 1, MAX_ROWS);
        try (Connection connection = connect(url(environment))) {
            connection.setAutoCommit(false);
            execute(connection, "DROP TABLE IF EXISTS orders, customers");
            execute(connection, """
                    CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL, email text NOT NULL, since date NOT NULL)
                    """);
            execute(connection, """
                    CREATE TABLE orders (id int PRIMARY KEY, customer int NOT NULL REFERENCES customers (id),
                                         item text NOT NULL, amount numeric(10, 2) NOT NULL, at timestamptz NOT NULL)
                    """);
            int customers = Math.max(1, count / 10);
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO customers
                    SELECT n, 'Customer ' || n, 'customer' || n || '@example.com', DATE '2025-01-01' + n % 365
                    FROM generate_series(1, ?) n
                    """)) {
                insert.setInt(1, customers);
                insert.executeUpdate();
            }
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO orders
                    SELECT n, 1 + n % ?, (ARRAY['Compass', 'Chart', 'Sextant', 'Lantern'])[1 + n % 4],
                           round((5 + n % 200 + (n % 100) / 100.0)::numeric, 2), TIMESTAMPTZ '2026-01-01' + n * INTERVAL '7 minutes'
                    FROM generate_series(1, ?) n
                    """)) {
                insert.setInt(1, customers);
                insert.setInt(2, count);
                insert.executeUpdate();
            }
            for (String role : roles(connection, environment)) {
                grant(connection, role);
            }
            connection.commit();
        }
        return count;
    }

    /// Makes a login for a developer, or gives an existing one a new password. Gives the role's name.
    String invite(String environment, String developer, boolean mayWrite, String password) throws SQLException {
        String role = prefix(environment) + developerPart(developer) + (mayWrite ? "_rw" : "_ro");
        try (Connection admin = connect(settings.adminUrl())) {
            if (!exists(admin, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
                execute(
                        admin,
                        "CREATE ROLE " + quoted(role)
                                + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION CONNECTION LIMIT 20");
            }
            execute(admin, "ALTER ROLE " + quoted(role) + " PASSWORD " + literal(password));
            execute(admin, "GRANT CONNECT ON DATABASE " + quoted(database(environment)) + " TO " + quoted(role));
        }
        try (Connection connection = connect(url(environment))) {
            grant(connection, role);
        }
        return role;
    }

    /// Drops the database, also under the feet of those who use it, and its roles. Gives whether it was there.
    boolean drop(String environment) throws SQLException {
        String database = database(environment);
        try (Connection admin = connect(settings.adminUrl())) {
            boolean there = exists(admin, "SELECT 1 FROM pg_database WHERE datname = ?", database);
            execute(admin, "DROP DATABASE IF EXISTS " + quoted(database) + " WITH (FORCE)");
            for (String role : roles(admin, environment)) {
                execute(admin, "DROP ROLE IF EXISTS " + quoted(role));
            }
            return there;
        }
    }

    private void grant(Connection connection, String role) throws SQLException {
        String rights = role.endsWith("_rw") ? "SELECT, INSERT, UPDATE, DELETE" : "SELECT";
        execute(connection, "GRANT USAGE ON SCHEMA public TO " + quoted(role));
        execute(connection, "GRANT " + rights + " ON ALL TABLES IN SCHEMA public TO " + quoted(role));
        execute(
                connection,
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT " + rights + " ON TABLES TO " + quoted(role));
    }

    private static List<String> roles(Connection connection, String environment) throws SQLException {
        List<String> roles = new ArrayList<>();
        try (PreparedStatement query =
                connection.prepareStatement("SELECT rolname FROM pg_roles WHERE starts_with(rolname, ?) ORDER BY 1")) {
            query.setString(1, prefix(environment));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    roles.add(rows.getString(1));
                }
            }
        }
        return roles;
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, settings.adminUser(), settings.adminPassword());
    }

    private String urlOf(String database) {
        String url = settings.adminUrl();
        int parameters = url.indexOf('?');
        String address = parameters < 0 ? url : url.substring(0, parameters);
        return address.substring(0, address.lastIndexOf('/') + 1) + database;
    }

    private static String database(String environment) {
        if (!NAME.matcher(environment).matches()) {
            throw new IllegalArgumentException("\"" + environment + "\" is no name of an environment: it must have 2 to"
                    + " 30 small letters, digits and hyphens and begin with a letter");
        }
        return "env_" + environment.replace('-', '_');
    }

    /// Two underscores, which no name of a database holds, end the prefix; so `dev` never takes the roles of `dev-2`.
    private static String prefix(String environment) {
        return database(environment) + "__";
    }

    private static String developerPart(String developer) {
        String local = developer.toLowerCase(Locale.ROOT).replaceAll("@.*", "").replaceAll("[^a-z0-9]+", "_");
        if (local.isBlank() || local.equals("_")) {
            throw new IllegalArgumentException("\"" + developer + "\" is no name of a developer");
        }
        return local.length() > 20 ? local.substring(0, 20) : local;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
