package io.portolan.sandbox;

import io.portolan.sandbox.Jobs.Result;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the platform does with environments.
final class EnvironmentJobs {

    private static final String ENVIRONMENT = "Environment";
    private static final Duration EXTENSION = Duration.ofDays(3);

    private final PortalClient portal;
    private final EnvironmentDatabases databases;
    private final OneTimeSecrets secrets;
    private final Clock clock;
    private final String ownUrl;

    EnvironmentJobs(
            PortalClient portal, EnvironmentDatabases databases, OneTimeSecrets secrets, Clock clock, String ownUrl) {
        this.portal = portal;
        this.databases = databases;
        this.secrets = secrets;
        this.clock = clock;
        this.ownUrl = ownUrl;
    }

    Jobs.Family family() {
        return new Jobs.Family(
                "environment",
                EnvironmentDatabases.NAME,
                Map.of(
                        "/environments/create", this::create,
                        "/environments/load", this::load,
                        "/environments/invite", this::invite,
                        "/environments/extend", this::extend,
                        "/environments/terminate", this::terminate));
    }

    private Result create(String run, String environment, JsonNode message) throws SQLException {
        Duration lifetime = Duration.ofDays(Math.clamp(message.path("days").asLong(5), 1, 30));
        Instant start = moment(message.path("startedAt").asString("")).orElse(clock.instant());
        portal.log(run, "Creating the database for " + environment);
        databases.create(environment);
        if (message.path("withData").asBoolean(false)) {
            portal.log(run, "Loading mock data");
            int rows = databases.load(environment, 1_000);
            portal.log(run, rows + " orders loaded");
        }
        Instant ttl = start.plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
        ObjectNode entity = PortalClient.object().put("identifier", environment);
        entity.put("title", environment);
        ObjectNode properties = entity.putObject("properties");
        properties.put("status", "Running");
        properties.put("ttl", ttl.toString());
        properties.put("jdbcUrl", databases.url(environment));
        properties.put("size", message.path("size").asString("small"));
        copy(message, "owner", properties);
        copy(message, "url", properties);
        copy(message, "notes", properties);
        String service = message.path("service").asString("");
        if (!service.isEmpty()) {
            entity.putObject("relations").put("service", service);
        }
        String team = message.path("team").asString("");
        if (!team.isEmpty()) {
            entity.putArray("team").add(team);
        }
        portal.upsert(ENVIRONMENT, entity, run);
        portal.log(run, "Environment " + environment + " is running until " + ttl);
        return new Result("Database " + databases.url(environment) + " is ready until " + ttl, null);
    }

    private Result load(String run, String environment, JsonNode message) throws SQLException {
        demandDatabase(environment);
        portal.log(run, "Loading mock data into " + environment);
        int rows = databases.load(environment, message.path("rows").asInt(1_000));
        portal.log(run, "Tables customers and orders are there");
        portal.change(ENVIRONMENT, environment, run, properties -> properties.put("rows", rows));
        return new Result(rows + " orders loaded", null);
    }

    private Result invite(String run, String environment, JsonNode message) throws SQLException {
        demandDatabase(environment);
        String developer = message.path("developer").asString("");
        boolean mayWrite = message.path("access").asString("read").equals("write");
        String password = secrets.password();
        String role = databases.invite(environment, developer, mayWrite, password);
        portal.log(run, "Role " + role + " may " + (mayWrite ? "read and write" : "read"));
        String key = secrets.keep("user: " + role + "\npassword: " + password + "\nurl: " + databases.url(environment));
        portal.log(run, "The password can be read once, behind the link of this run");
        return new Result(developer + " was invited as " + role, ownUrl + "/passwords/" + key);
    }

    /// Counts from the expiry that the message names, so that a repeated message extends once.
    private Result extend(String run, String environment, JsonNode message) throws SQLException {
        demandDatabase(environment);
        Instant former = moment(message.path("ttl").asString("")).orElse(clock.instant());
        Instant ttl = former.plus(EXTENSION).truncatedTo(ChronoUnit.SECONDS);
        portal.change(ENVIRONMENT, environment, run, properties -> properties.put("ttl", ttl.toString()));
        portal.log(run, "Environment " + environment + " now runs until " + ttl);
        return new Result("Runs until " + ttl, null);
    }

    private Result terminate(String run, String environment, JsonNode message) throws SQLException {
        if (message.path("expired").asBoolean(false) && runsOn(environment)) {
            portal.log(run, "The environment was extended in the meantime; nothing to do");
            return new Result("Extended in the meantime", null);
        }
        portal.log(run, "Dropping the database of " + environment);
        boolean there = databases.drop(environment);
        portal.log(run, there ? "The database is gone" : "The database was gone already");
        portal.change(ENVIRONMENT, environment, run, properties -> {
            properties.put("status", "Terminated");
            properties.putNull("ttl");
            properties.putNull("jdbcUrl");
        });
        return new Result("Environment " + environment + " is terminated", null);
    }

    /// Whether the catalog gives the environment more time.
    private boolean runsOn(String environment) {
        JsonNode entity = portal.entity(ENVIRONMENT, environment);
        if (entity == null) {
            return false;
        }
        return moment(entity.path("properties").path("ttl").asString(""))
                .filter(ttl -> ttl.isAfter(clock.instant()))
                .isPresent();
    }

    private void demandDatabase(String environment) throws SQLException {
        if (!databases.exists(environment)) {
            throw new IllegalArgumentException("Environment \"" + environment + "\" has no database; it may be"
                    + " terminated. Spin up a new one.");
        }
    }

    private static void copy(JsonNode message, String key, ObjectNode properties) {
        String text = message.path(key).asString("");
        if (!text.isEmpty()) {
            properties.put(key, text);
        }
    }

    private static java.util.Optional<Instant> moment(String text) {
        try {
            return java.util.Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return java.util.Optional.empty();
        }
    }
}
