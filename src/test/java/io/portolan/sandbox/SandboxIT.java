package io.portolan.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portolan.changelog.ChangeDispatcher;
import io.portolan.database.DatabaseServer;
import io.portolan.kernel.Json;
import io.portolan.outbound.OutboundAllowList;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.SettableClock;
import io.portolan.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The five actions of the example world over REST, against a real PostgreSQL server.
@PortalTest
class SandboxIT {

    @Autowired
    Api api;

    @Autowired
    ChangeDispatcher dispatcher;

    @Autowired
    SettableClock clock;

    @Autowired
    OutboundAllowList allowed;

    @Autowired
    DatabaseServer server;

    private SandboxPlatform platform;
    private String environment;

    @BeforeEach
    void start() throws IOException {
        platform = SandboxPlatform.start(new SandboxSettings(
                URI.create(api.baseUrl()),
                TestDatabase.CLIENT_ID,
                TestDatabase.CLIENT_SECRET,
                server.url(),
                server.user(),
                server.password(),
                0,
                clock));
        allowed.add("127.0.0.1", platform.port());
        environment = Names.unique("dev-it");
        define();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

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

    private JsonNode succeed(String action, String body) {
        ObjectNode command = Json.parseObject(body);
        if (!command.has("properties")) {
            command.putObject("properties");
        }
        String run = api.post("/v1/actions/" + action + "/runs", command)
                .expect(202)
                .body()
                .at("/run/id")
                .stringValue();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            dispatcher.drain();
            return !run(run).get("status").stringValue().equals("IN_PROGRESS");
        });
        JsonNode ended = run(run);
        assertThat(ended.get("status").stringValue()).as(ended.toString()).isEqualTo("SUCCESS");
        return ended;
    }

    private JsonNode run(String id) {
        return api.get("/v1/actions/runs/" + id).expect(200).body().get("run");
    }

    private java.util.List<String> log(JsonNode run) {
        return api.get("/v1/actions/runs/" + run.get("id").stringValue() + "/logs")
                .body()
                .get("runLogs")
                .valueStream()
                .map(line -> line.get("message").stringValue())
                .toList();
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

    private HttpResponse<String> post(String path, String body, long secondsOff) {
        long at = clock.instant().getEpochSecond() + secondsOff;
        return raw(
                path,
                body,
                Long.toString(at),
                io.portolan.outbound.WebhookSigner.portSignature(TestDatabase.CLIENT_SECRET, at, body.getBytes(UTF_8)));
    }

    private HttpResponse<String> raw(
            String path,
            String body,
            @org.jspecify.annotations.Nullable String timestamp,
            @org.jspecify.annotations.Nullable String signature) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(platform.url() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (timestamp != null) {
            request.header("X-Port-Timestamp", timestamp);
        }
        if (signature != null) {
            request.header("X-Port-Signature", signature);
        }
        return send(request.build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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

    /// The example blueprints and actions, pointed to this test's platform.
    private void define() throws IOException {
        YAMLMapper yaml = new YAMLMapper();
        JsonNode model = yaml.readTree(new ClassPathResource("example/platform.yaml").getInputStream());
        JsonNode actions = yaml.readTree(new ClassPathResource("example/actions.yaml").getInputStream());
        for (JsonNode blueprint : model.get("blueprints")) {
            ObjectNode own = (ObjectNode) blueprint.deepCopy();
            if (own.get("relations") instanceof ObjectNode relations) {
                relations.remove("component");
            }
            if (api.get("/v1/blueprints/" + own.get("identifier").stringValue()).status() == 404) {
                api.post("/v1/blueprints", own).expect(201);
            }
        }
        for (JsonNode action : (ArrayNode) actions.get("actions")) {
            ObjectNode own = (ObjectNode) action.deepCopy();
            ObjectNode invocation = own.withObject("/invocationMethod");
            String url = invocation.get("url").stringValue();
            invocation.put("url", platform.url() + URI.create(url).getPath());
            String path = "/v1/actions/" + own.get("identifier").stringValue();
            if (api.get(path).status() == 404) {
                api.post("/v1/actions", own).expect(201);
            } else {
                api.put(path, own).expect(200);
            }
        }
    }
}
