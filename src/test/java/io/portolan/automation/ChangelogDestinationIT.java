package io.portolan.automation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Json;
import io.portolan.outbound.OutboundAllowList;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.SettableClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// The webhook that a blueprint names hears of everything that happens to its entities.
@PortalTest
class ChangelogDestinationIT {

    @Autowired
    Api api;

    @Autowired
    ChangeDispatcher dispatcher;

    @Autowired
    SettableClock clock;

    @Autowired
    OutboundAllowList allowed;

    private record Received(JsonNode body, String signature, String key) {}

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer target;
    private String kind = "";

    @BeforeEach
    void aDestination() throws IOException {
        target = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        target.createContext("/log", exchange -> {
            JsonNode body = Json.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            int status = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? 503 : 200;
            if (status == 200) {
                received.add(new Received(
                        body,
                        String.valueOf(exchange.getRequestHeaders().getFirst("x-port-signature")),
                        String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"))));
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        target.start();
        int port = target.getAddress().getPort();
        allowed.add("127.0.0.1", port);
        kind = Names.unique("kind");
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "K", "schema": {"properties": {"a": {"type": "string"}}},
                 "changelogDestination": {"type": "WEBHOOK", "url": "http://127.0.0.1:%d/log"}}""".formatted(kind, port)).expect(201);
        dispatcher.drain();
    }

    @AfterEach
    void stop() {
        target.stop(0);
    }

    @Test
    void createdUpdatedAndDeletedComeInOrderSignedAndWhole() {
        api.post("/v1/blueprints/" + kind + "/entities", "{\"identifier\": \"x\", \"properties\": {\"a\": \"1\"}}")
                .expect(201);
        api.patch("/v1/blueprints/" + kind + "/entities/x", "{\"properties\": {\"a\": \"2\"}}")
                .expect(200);
        api.delete("/v1/blueprints/" + kind + "/entities/x").expect(200);
        dispatcher.drain();

        assertThat(received.stream().map(each -> each.body().path("action").asString("")))
                .containsExactly("CREATE", "UPDATE", "DELETE");
        JsonNode update = received.get(1).body();
        assertThat(update.path("resourceType").asString("")).isEqualTo("entity");
        assertThat(update.path("context").path("entity").asString("")).isEqualTo("x");
        assertThat(update.path("context").path("blueprint").asString("")).isEqualTo(kind);
        assertThat(update.path("diff")
                        .path("before")
                        .path("properties")
                        .path("a")
                        .asString(""))
                .isEqualTo("1");
        assertThat(update.path("diff")
                        .path("after")
                        .path("properties")
                        .path("a")
                        .asString(""))
                .isEqualTo("2");
        assertThat(update.path("trigger").path("by").path("orgId").asString("")).isNotEmpty();
        assertThat(received.getFirst().signature()).startsWith("v1,");
        assertThat(received.stream().map(Received::key).distinct()).hasSize(3);
    }

    @Test
    void aTargetThatIsDownIsAskedAgain() {
        failures.set(2);
        api.post("/v1/blueprints/" + kind + "/entities", "{\"identifier\": \"x\"}")
                .expect(201);
        dispatcher.drain();
        assertThat(received).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        dispatcher.drain();
        clock.advance(Duration.ofMinutes(5));
        dispatcher.drain();
        assertThat(received).hasSize(1);
    }

    @Test
    void aDestinationNeedsAnAddress() {
        api.patch("/v1/blueprints/" + kind, "{\"changelogDestination\": {\"type\": \"WEBHOOK\"}}")
                .expect(422)
                .says("url");
        api.patch("/v1/blueprints/" + kind, "{\"changelogDestination\": {\"type\": \"PIGEON\"}}")
                .expect(422)
                .says("/changelogDestination/type");
        api.patch("/v1/blueprints/" + kind, "{\"changelogDestination\": {\"type\": \"KAFKA\"}}")
                .expect(200);
    }
}
