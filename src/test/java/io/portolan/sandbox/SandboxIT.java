package io.portolan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portolan.kernel.Json;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the example world does with environments, over REST and against a real PostgreSQL server.
@PortalTest
class SandboxIT extends SandboxHarness {

    private final String environment = Names.unique("dev-it");

    @Test
    void anEnvironmentLivesFromSpinUpToTermination() throws SQLException {
        Instant before = clock.instant();
        JsonNode created = succeed(
                "create_environment",
                "{\"properties\":{\"name\":\"" + environment + "\",\"days\":5,\"withData\":false,\"size\":\"small\"}}");
        JsonNode entity = entity();
        String url = entity.at("/properties/jdbcUrl").stringValue();
        assertThat(entity.at("/properties/status").stringValue()).isEqualTo("Running");
        Instant ttl = Instant.parse(entity.at("/properties/ttl").stringValue());
        assertThat(Duration.between(before, ttl))
                .isBetween(
                        Duration.ofDays(5).minusSeconds(5), Duration.ofDays(5).plusMinutes(2));
        assertThat(count(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isZero();
        assertThat(log(created)).anyMatch(line -> line.contains("is running until"));

        succeed("etl_mock_data", "{\"entity\":\"" + environment + "\",\"properties\":{\"rows\":250}}");
        assertThat(count(url, "SELECT count(*) FROM orders")).isEqualTo(250);
        assertThat(count(url, "SELECT count(*) FROM customers")).isEqualTo(25);

        JsonNode invited = succeed(
                "invite_developer",
                "{\"entity\":\"" + environment
                        + "\",\"properties\":{\"developer\":\"ann.lee@example.com\",\"access\":\"read\"}}");
        String note = once(invited.at("/link/0").stringValue());
        String user = note.lines().findFirst().orElseThrow().substring("user: ".length());
        String password = note.lines().skip(1).findFirst().orElseThrow().substring("password: ".length());
        assertThat(api.get("/v1/actions/runs/" + invited.get("id").stringValue())
                        .text())
                .doesNotContain(password);
        try (Connection guest = DriverManager.getConnection(url, user, password);
                Statement statement = guest.createStatement()) {
            statement.executeQuery("SELECT * FROM orders");
            assertThat(refused(statement, "DELETE FROM orders")).contains("permission denied");
        }

        succeed("extend_ttl", "{\"entity\":\"" + environment + "\"}");
        assertThat(Instant.parse(entity().at("/properties/ttl").stringValue())).isEqualTo(ttl.plus(Duration.ofDays(3)));

        succeed("terminate_environment", "{\"entity\":\"" + environment + "\"}");
        JsonNode gone = entity();
        assertThat(gone.at("/properties/status").stringValue()).isEqualTo("Terminated");
        assertThat(gone.at("/properties").hasNonNull("ttl")).isFalse();
        assertThat(count(
                        server.url(),
                        "SELECT count(*) FROM pg_database WHERE datname = 'env_" + environment.replace('-', '_') + "'"))
                .isZero();
        assertThat(count(server.url(), "SELECT count(*) FROM pg_roles WHERE rolname = '" + user + "'"))
                .isZero();
        api.post("/v1/actions/extend_ttl/runs", "{\"entity\":\"" + environment + "\",\"properties\":{}}")
                .expect(422);
    }

    @Test
    void terminationAfterExpiryLeavesAnExtendedEnvironmentAlone() throws SQLException {
        String run = succeed("create_environment", "{\"properties\":{\"name\":\"" + environment + "\",\"days\":1}}")
                .get("id")
                .stringValue();
        EnvironmentDatabases databases = databases();
        ObjectNode message =
                Json.object().put("runId", run).put("environment", environment).put("expired", true);
        assertThat(post("/environments/terminate", Json.write(message), 0).statusCode())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(30)).until(() -> !platform.isBusy());
        assertThat(databases.exists(environment)).isTrue();
        assertThat(log(run(run))).anyMatch(line -> line.contains("extended in the meantime"));

        clock.advance(Duration.ofDays(1).plusMinutes(1));
        assertThat(post("/environments/terminate", Json.write(message), 0).statusCode())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(30)).until(() -> !platform.isBusy());
        assertThat(databases.exists(environment)).isFalse();
        assertThat(entity().at("/properties/status").stringValue()).isEqualTo("Terminated");
    }

    @Test
    void everyStepOfTheDatabasesCanBeRepeated() throws SQLException {
        EnvironmentDatabases databases = databases();
        for (int i = 0; i < 2; i++) {
            databases.create(environment);
            assertThat(databases.load(environment, 20)).isEqualTo(20);
            databases.invite(environment, "o'brien\"; DROP TABLE x@example.com", true, "p'w");
        }
        assertThat(databases.drop(environment)).isTrue();
        assertThat(databases.drop(environment)).isFalse();
        for (String name : new String[] {"postgres", "x\"; DROP", "A", "a--b", "", "dev_1"}) {
            if (!name.equals("postgres")) {
                org.assertj.core.api.Assertions.assertThatThrownBy(() -> databases.drop(name))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void anUnsignedWronglySignedOrStaleMessageIsRefused() {
        String body = "{\"runId\":\"r_x\",\"environment\":\"" + environment + "\"}";
        assertThat(post("/environments/create", body, 0).statusCode()).isEqualTo(202);
        assertThat(post("/environments/create", body, -301).statusCode()).isEqualTo(401);
        assertThat(post("/environments/create", body, 301).statusCode()).isEqualTo(401);
        assertThat(raw("/environments/create", body, null, null).statusCode()).isEqualTo(401);
        String now = Long.toString(clock.instant().getEpochSecond());
        assertThat(raw("/environments/create", body, now, "v1,AAAA").statusCode())
                .isEqualTo(401);
        await().atMost(Duration.ofSeconds(30)).until(() -> !platform.isBusy());
    }

    @Test
    void aNameThatCannotBeFailsTheRunWithTheReason() {
        api.post("/v1/actions/create_environment/runs", "{\"properties\":{\"name\":\"No Good\",\"days\":1}}")
                .expect(422);
        api.post("/v1/actions/create_environment/runs", "{\"properties\":{\"name\":\"ok\",\"days\":99}}")
                .expect(422);
    }

    private EnvironmentDatabases databases() {
        return new EnvironmentDatabases(new SandboxSettings(
                URI.create(api.baseUrl()),
                TestDatabase.CLIENT_ID,
                TestDatabase.CLIENT_SECRET,
                server.url(),
                server.user(),
                server.password(),
                0,
                clock));
    }

    private JsonNode entity() {
        return api.get("/v1/blueprints/Environment/entities/" + environment)
                .expect(200)
                .body()
                .get("entity");
    }

    private String once(String link) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(link)).build();
        HttpResponse<String> first = send(request);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(send(request).statusCode()).isEqualTo(410);
        return first.body();
    }

    private long count(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String refused(Statement statement, String sql) {
        try {
            statement.execute(sql);
            return "";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
