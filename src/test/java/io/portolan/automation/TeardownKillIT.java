package io.portolan.automation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.PortalProcess;
import io.portolan.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The portal is killed between the expiry of an environment and its teardown.
class TeardownKillIT {

    private final Path data = TestDatabase.temporaryFolder();
    private final Platform platform = new Platform();

    @BeforeEach
    void start() throws IOException {
        platform.start();
    }

    @AfterEach
    void stop() {
        platform.stop();
    }

    @Test
    void theTeardownHappensExactlyOnceInEffect() throws Exception {
        String allowed = "--portolan.outbound.allow=127.0.0.1:" + platform.port();
        JsonNode asked;
        try (PortalProcess portal = PortalProcess.start(data, allowed)) {
            Api api = portal.api();
            define(api);
            api.post("/v1/blueprints/environment/entities", """
                    {"identifier":"dev-7","properties":{"status":"Running","ttl":"%s"}}
                    """.formatted(
                                    Instant.now().plusSeconds(2)))
                    .expect(201);

            asked = platform.requests.poll(60, TimeUnit.SECONDS);
            assertThat(asked).as("the automation has asked for the teardown").isNotNull();
            portal.kill();
        }
        platform.answer.countDown();
        platform.requests.clear();

        try (PortalProcess again = PortalProcess.start(data, allowed)) {
            Api api = again.api();
            JsonNode repeated = platform.requests.poll(60, TimeUnit.SECONDS);
            assertThat(repeated).as("it asks again, for the same run").isEqualTo(asked);

            String run = repeated.path("run").asString();
            api.post("/v1/blueprints/environment/entities?upsert=true&merge=true&run_id=" + run, """
                    {"identifier":"dev-7","properties":{"status":"Terminated"}}
                    """);
            api.patch("/v1/actions/runs/" + run, "{\"status\":\"SUCCESS\"}").expect(200);

            assertThat(platform.dropped).containsExactly("dev-7");
            assertThat(audits(api, "entity=dev-7&actionType=TIMER_EXPIRED")).hasSize(1);
            assertThat(api.get("/v1/actions/runs?action=teardown").body().path("runs"))
                    .hasSize(1);
            JsonNode terminated = audits(api, "entity=dev-7&actionType=UPDATE").get(0);
            assertThat(terminated.at("/diff/after/properties/status").asString())
                    .isEqualTo("Terminated");
            assertThat(terminated.at("/additionalData/causedBy").asString()).startsWith("event_");
        }
    }

    private void define(Api api) {
        api.post("/v1/blueprints", """
                {"identifier":"environment","title":"Environment","schema":{"properties":{
                  "status":{"type":"string"},"ttl":{"type":"string","format":"timer"}}}}
                """).expect(201);
        ObjectNode action = Json.parseObject("""
                {"identifier":"teardown","title":"Tear down","trigger":{"type":"automation","event":{
                   "type":"TIMER_PROPERTY_EXPIRED","blueprintIdentifier":"environment","propertyIdentifier":"ttl"}},
                 "invocationMethod":{"type":"WEBHOOK","body":{
                   "run":"{{ .run.id }}","environment":"{{ .event.context.entityIdentifier }}"}}}
                """);
        action.withObject("/invocationMethod").put("url", "http://127.0.0.1:" + platform.port() + "/teardown");
        api.post("/v1/actions", action).expect(201);
    }

    private static JsonNode audits(Api api, String query) {
        return api.get("/v1/audit-log?" + query).expect(200).body().path("audits");
    }

    /// Drops each run's environment once, and leaves the first caller waiting.
    private static final class Platform {

        final BlockingQueue<JsonNode> requests = new LinkedBlockingQueue<>();
        final CountDownLatch answer = new CountDownLatch(1);
        final List<String> dropped = new CopyOnWriteArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private final HttpServer server;

        Platform() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int port() {
            return server.getAddress().getPort();
        }

        void start() {
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/teardown", this::teardown);
            server.start();
        }

        void stop() {
            answer.countDown();
            server.stop(0);
        }

        private void teardown(HttpExchange exchange) throws IOException {
            JsonNode body = Json.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            synchronized (seen) {
                if (seen.add(body.path("run").asString())) {
                    dropped.add(body.path("environment").asString());
                }
            }
            requests.add(body);
            try {
                answer.await(90, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        }
    }
}
