package io.portolan.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portolan.changelog.ChangeDispatcher;
import io.portolan.database.DatabaseServer;
import io.portolan.kernel.Json;
import io.portolan.outbound.OutboundAllowList;
import io.portolan.testing.Api;
import io.portolan.testing.SettableClock;
import io.portolan.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The example blueprints and actions in the shared portal, and the platform behind them.
abstract class SandboxHarness {

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

    SandboxPlatform platform;

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
        define();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    JsonNode succeed(String action, String body) {
        JsonNode ended = finish(action, body);
        assertThat(ended.get("status").stringValue()).as(ended.toString()).isEqualTo("SUCCESS");
        return ended;
    }

    JsonNode finish(String action, String body) {
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
        return run(run);
    }

    JsonNode run(String id) {
        return api.get("/v1/actions/runs/" + id).expect(200).body().get("run");
    }

    java.util.List<String> log(JsonNode run) {
        return api.get("/v1/actions/runs/" + run.get("id").stringValue() + "/logs")
                .body()
                .get("runLogs")
                .valueStream()
                .map(line -> line.get("message").stringValue())
                .toList();
    }

    HttpResponse<String> post(String path, String body, long secondsOff) {
        long at = clock.instant().getEpochSecond() + secondsOff;
        return raw(
                path,
                body,
                Long.toString(at),
                io.portolan.outbound.WebhookSigner.portSignature(TestDatabase.CLIENT_SECRET, at, body.getBytes(UTF_8)));
    }

    HttpResponse<String> raw(
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

    static HttpResponse<String> send(HttpRequest request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
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
