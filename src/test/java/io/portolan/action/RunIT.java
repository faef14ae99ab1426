package io.portolan.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Json;
import io.portolan.outbound.OutboundAllowList;
import io.portolan.outbound.WebhookSigner;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.SettableClock;
import io.portolan.testing.TestDatabase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Runs over REST against a backend that is a real server.
@PortalTest
class RunIT {

    private record Call(Map<String, List<String>> headers, byte[] body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    @Autowired
    Api api;

    @Autowired
    ChangeDispatcher dispatcher;

    @Autowired
    SettableClock clock;

    @Autowired
    OutboundAllowList allowed;

    @Autowired
    JdbcClient jdbc;

    private final List<Call> calls = new ArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private HttpServer backend;
    private String action;

    @BeforeEach
    void start() throws IOException {
        backend = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        backend.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        backend.createContext("/hook", exchange -> {
            calls.add(new Call(
                    Map.copyOf(exchange.getRequestHeaders()),
                    exchange.getRequestBody().readAllBytes()));
            Integer status = answers.poll();
            byte[] body = "{\"queued\":true}".getBytes(UTF_8);
            exchange.sendResponseHeaders(status == null ? 202 : status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        backend.start();
        allowed.add("127.0.0.1", backend.getAddress().getPort());
        action = Names.unique("act");
    }

    @AfterEach
    void stop() {
        backend.stop(0);
    }

    @Test
    void aRunGoesFromTheFormToTheBackendAndBack() {
        define("");
        JsonNode run = api.post("/v1/actions/" + action + "/runs", "{\"properties\":{\"name\":\"dev-1\",\"size\":2}}")
                .expect(202)
                .body()
                .get("run");
        String id = run.get("id").stringValue();
        assertThat(run.get("status").stringValue()).isEqualTo("IN_PROGRESS");
        assertThat(run.get("source").stringValue()).isEqualTo("API");

        invoke();

        assertThat(calls).hasSize(1);
        Call call = calls.getFirst();
        assertThat(Json.parse(new String(call.body(), UTF_8)))
                .isEqualTo(
                        Json.parse("{\"runId\":\"" + id + "\",\"name\":\"dev-1\",\"size\":2,\"text\":\"dev-1 x2\"}"));
        long timestamp = Long.parseLong(call.header("X-port-timestamp"));
        assertThat(call.header("X-port-signature"))
                .isEqualTo(WebhookSigner.portSignature(TestDatabase.CLIENT_SECRET, timestamp, call.body()));
        assertThat(call.header("Idempotency-key")).isEqualTo(id);
        assertThat(call.header("Webhook-id")).isEqualTo(id);

        JsonNode log = api.post("/v1/actions/runs/" + id + "/logs", "{\"message\":\"half way\"}")
                .expect(201)
                .body()
                .get("runLog");
        assertThat(log.get("runId").stringValue()).isEqualTo(id);
        api.patch(
                        "/v1/actions/runs/" + id,
                        "{\"status\":\"SUCCESS\",\"link\":\"https://ci.example.org/1\",\"summary\":\"done\",\"externalRunId\":\"x-"
                                + id + "\"}")
                .expect(200);
        JsonNode ended = run(id);
        assertThat(ended.get("status").stringValue()).isEqualTo("SUCCESS");
        assertThat(ended.get("link")).isEqualTo(Json.parse("[\"https://ci.example.org/1\"]"));
        assertThat(ended.get("endedAt").isString()).isTrue();
        assertThat(ended.at("/payload/url").stringValue()).contains("/hook");
        assertThat(api.get("/v1/actions/runs?external_run_id=x-" + id)
                        .body()
                        .at("/runs/0/id")
                        .stringValue())
                .isEqualTo(id);
        assertThat(messages(id)).contains("The backend accepted the run (202)", "half way");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUCCESS", "FAILURE"})
    void anEndedRunCannotBeChanged(String status) {
        define("");
        String id = execute();
        api.patch("/v1/actions/runs/" + id, "{\"status\":\"" + status + "\"}").expect(200);
        JsonNode error = api.patch("/v1/actions/runs/" + id, "{\"status\":\"SUCCESS\"}")
                .expect(422)
                .body();
        assertThat(error.get("ok").booleanValue()).isFalse();
        assertThat(error.get("message").stringValue()).contains("already ended");
        api.post("/v1/actions/runs/" + id + "/logs", "{\"message\":\"x\",\"terminationStatus\":\"FAILURE\"}")
                .expect(422);
        invoke();
        assertThat(calls).isEmpty();
    }

    @Test
    void aLogLineCanEndTheRun() {
        define("");
        String id = execute();
        api.post(
                        "/v1/actions/runs/" + id + "/logs",
                        "{\"message\":\"boom\",\"terminationStatus\":\"FAILURE\",\"statusLabel\":\"Out of disk\"}")
                .expect(201);
        assertThat(run(id).get("status").stringValue()).isEqualTo("FAILURE");
        assertThat(run(id).get("statusLabel").stringValue()).isEqualTo("Out of disk");
    }

    @Test
    void passingFailuresAreRepeatedWithTheSameKeyUntilTheBackendAccepts() {
        answers.addAll(List.of(503, 429));
        define("");
        String id = execute();
        for (int i = 0; i < 3; i++) {
            invoke();
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(calls)
                .hasSize(3)
                .allSatisfy(call -> assertThat(call.header("Idempotency-key")).isEqualTo(id));
        assertThat(run(id).get("status").stringValue()).isEqualTo("IN_PROGRESS");
        invoke();
        assertThat(calls).hasSize(3);
    }

    @Test
    void aBackendThatNeverAnswersFailsTheRun() {
        for (int i = 0; i < 20; i++) {
            answers.add(500);
        }
        define("");
        String id = execute();
        for (int i = 0; i < 12; i++) {
            invoke();
            clock.advance(Duration.ofMinutes(6));
        }
        assertThat(calls).hasSize(RunInvoker.MAX_ATTEMPTS);
        assertThat(run(id).get("status").stringValue()).isEqualTo("FAILURE");
        assertThat(run(id).get("statusLabel").stringValue()).contains("500").contains("7 attempts");
    }

    @Test
    void aRefusalFailsTheRunAtOnce() {
        answers.add(404);
        define("");
        String id = execute();
        invoke();
        assertThat(calls).hasSize(1);
        assertThat(run(id).get("status").stringValue()).isEqualTo("FAILURE");
    }

    @Test
    void aSynchronousBackendEndsTheRunWithItsAnswer() {
        answers.add(200);
        define(",\"synchronized\":true");
        String id = execute();
        invoke();
        assertThat(run(id).get("status").stringValue()).isEqualTo("SUCCESS");
        assertThat(run(id).get("response")).isEqualTo(Json.parse("{\"queued\":true}"));
    }

    @Test
    void aForbiddenTargetFailsTheRunAndIsNotCalled() {
        ObjectNode definition = definition("");
        definition.withObject("/invocationMethod").put("url", "http://169.254.169.254/latest/meta-data/");
        api.post("/v1/actions", definition).expect(201);
        String id = execute();
        invoke();
        assertThat(run(id).get("status").stringValue()).isEqualTo("FAILURE");
        assertThat(run(id).get("statusLabel").stringValue()).contains("may not be called");
    }

    @Test
    void inputsAreCheckedByPointer() {
        define("");
        JsonNode error = api.post(
                        "/v1/actions/" + action + "/runs", "{\"properties\":{\"size\":99,\"owner\":\"nobody\"}}")
                .expect(422)
                .body();
        List<String> pointers = error.at("/details/violations")
                .valueStream()
                .map(violation -> violation.get("pointer").stringValue())
                .toList();
        assertThat(pointers).containsExactlyInAnyOrder("/properties/name", "/properties/size", "/properties/owner");
    }

    @Test
    void undeclaredInputsAreLetThroughAndDefaultsFilledIn() {
        define("");
        JsonNode run = api.post("/v1/actions/" + action + "/runs", "{\"properties\":{\"name\":\"a\",\"more\":true}}")
                .expect(202)
                .body()
                .get("run");
        assertThat(run.get("properties")).isEqualTo(Json.parse("{\"name\":\"a\",\"more\":true,\"size\":1}"));
    }

    @Test
    void encryptedInputsAreNeverShownAndReachTheBackendEncrypted() {
        ObjectNode definition = definition("");
        definition
                .withObject("/trigger/userInputs/properties/token")
                .put("type", "string")
                .put("encryption", "aes256-gcm");
        definition.withObject("/invocationMethod/body").put("token", "{{ .inputs.token }}");
        definition.withObject("/invocationMethod/headers").put("Authorization", "Bearer canary-header");
        api.post("/v1/actions", definition).expect(201);
        String id = api.post(
                        "/v1/actions/" + action + "/runs",
                        "{\"properties\":{\"name\":\"a\",\"token\":\"canary-secret\"}}")
                .expect(202)
                .body()
                .at("/run/id")
                .stringValue();
        invoke();
        String sent = Json.parse(new String(calls.getFirst().body(), UTF_8))
                .get("token")
                .stringValue();
        assertThat(sent).doesNotContain("canary").hasSizeGreaterThan(40);
        assertThat(calls.getFirst().header("Authorization")).isEqualTo("Bearer canary-header");
        String shown = api.get("/v1/actions/runs/" + id).text()
                + api.get("/v1/actions/runs/" + id + "/logs").text();
        assertThat(shown).doesNotContain("canary-secret", sent);
        String kept = jdbc.sql("SELECT string_agg(request::text, '') FROM run_attempt WHERE run_id = :run")
                .param("run", id)
                .query(String.class)
                .single();
        assertThat(kept).doesNotContain("canary", sent);
        String logged = jdbc.sql("SELECT string_agg(coalesce(after::text, ''), '') FROM change WHERE run_id = :run")
                .param("run", id)
                .query(String.class)
                .single();
        assertThat(logged).doesNotContain("canary-secret", sent);
    }

    @Test
    void aTemplateInAnInputStaysText() {
        define("");
        api.post("/v1/actions/" + action + "/runs", "{\"properties\":{\"name\":\"{{ .run.id }}\"}}")
                .expect(202);
        invoke();
        assertThat(Json.parse(new String(calls.getFirst().body(), UTF_8))
                        .get("name")
                        .stringValue())
                .isEqualTo("{{ .run.id }}");
    }

    private String execute() {
        return api.post("/v1/actions/" + action + "/runs", "{\"properties\":{\"name\":\"a\"}}")
                .expect(202)
                .body()
                .at("/run/id")
                .stringValue();
    }

    private JsonNode run(String id) {
        return api.get("/v1/actions/runs/" + id).expect(200).body().get("run");
    }

    private List<String> messages(String id) {
        return api.get("/v1/actions/runs/" + id + "/logs")
                .expect(200)
                .body()
                .get("runLogs")
                .valueStream()
                .map(log -> log.get("message").stringValue())
                .toList();
    }

    /// Works deliveries until none of this run is left; another worker may have some of them.
    private void invoke() {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            dispatcher.drain();
            return jdbc.sql(
                                    "SELECT count(*) FROM delivery WHERE NOT dead AND due_at <= :now AND consumer = 'run-invoker'")
                            .param("now", Timestamp.from(clock.instant()))
                            .query(Long.class)
                            .single()
                    == 0;
        });
    }

    private void define(String more) {
        api.post("/v1/actions", definition(more)).expect(201);
    }

    private ObjectNode definition(String more) {
        return Json.parseObject("""
                {"identifier":"%s","title":"Make","trigger":{"type":"self-service","operation":"CREATE","userInputs":{
                   "properties":{
                     "name":{"type":"string","title":"Name"},
                     "size":{"type":"number","minimum":1,"maximum":8,"default":1},
                     "owner":{"type":"string","format":"user"}},
                   "required":["name"],"order":["name","size"]}},
                 "invocationMethod":{"type":"WEBHOOK","url":"http://127.0.0.1:%d/hook"%s,
                   "body":{"runId":"{{ .run.id }}","name":"{{ .inputs.name }}","size":"{{ .inputs.size }}",
                           "text":"{{ .inputs.name }} x{{ .inputs.size }}"}}}
                """.formatted(action, backend.getAddress().getPort(), more));
    }
}
