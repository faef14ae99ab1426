package io.portolan.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.outbound.OutboundAllowList;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.SettableClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// Actions with several steps, against a real backend that answers as each test wants.
@PortalTest
class StepsIT {

    @Autowired
    Api api;

    @Autowired
    ChangeDispatcher dispatcher;

    @Autowired
    SettableClock clock;

    @Autowired
    OutboundAllowList allowed;

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private HttpServer backend;
    private String action = "";
    private String base = "";

    @BeforeEach
    void start() throws IOException {
        backend = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        backend.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            calls.add(path + " " + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            byte[] answer = ("{\"of\": \"" + path + "\", \"number\": 7}").getBytes(UTF_8);
            exchange.sendResponseHeaders(answers.getOrDefault(path, 200), answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        backend.start();
        base = "http://127.0.0.1:" + backend.getAddress().getPort();
        allowed.add("127.0.0.1", backend.getAddress().getPort());
        action = Names.unique("act");
    }

    @AfterEach
    void stop() {
        backend.stop(0);
    }

    private void define(String steps) {
        api.post("/v1/actions", definition(steps)).expect(201);
    }

    private String definition(String steps) {
        return """
                {"identifier": "%s", "title": "Act",
                 "trigger": {"type": "self-service", "operation": "CREATE",
                   "userInputs": {"properties": {"size": {"type": "number"}}}},
                 "steps": [%s]}""".formatted(action, steps);
    }

    private String call(String path, String body) {
        return "{\"type\": \"WEBHOOK\", \"url\": \"" + base + path + "\", \"body\": " + body + "}";
    }

    private String step(String identifier, String more) {
        return "{\"identifier\": \"" + identifier + "\", \"title\": \"Step " + identifier + "\", \"invocationMethod\": "
                + call("/" + identifier, "{\"size\": \"{{ .inputs.size }}\"}") + more + "}";
    }

    private String started() {
        String id = api.post("/v1/actions/" + action + "/runs", "{\"properties\": {\"size\": 3}}")
                .expect(202)
                .body()
                .at("/run/id")
                .asString("");
        dispatcher.drain();
        return id;
    }

    private JsonNode run(String id) {
        return api.get("/v1/actions/runs/" + id).expect(200).body().path("run");
    }

    private List<String> states(String id) {
        return run(id).path("steps")
                .valueStream()
                .map(step -> step.path("identifier").asString("") + " "
                        + step.path("status").asString(""))
                .toList();
    }

    @Test
    void stepsFollowEachOtherAndSeeWhatEarlierOnesGave() {
        define(step("build", "")
                + ", {\"identifier\": \"deploy\", \"condition\": \".outputs.build.response.data.number == 7\","
                + " \"invocationMethod\": "
                + call("/deploy", "{\"image\": \"{{ .outputs.build.response.data.number }}\"}") + "}, "
                + step("rare", ", \"condition\": \".inputs.size > 100\""));
        String id = started();

        assertThat(calls).containsExactly("/build {\"size\":3}", "/deploy {\"image\":7}");
        assertThat(keys).containsExactly(id + "-build", id + "-deploy");
        assertThat(run(id).path("status").asString("")).isEqualTo("SUCCESS");
        assertThat(states(id)).containsExactly("build SUCCESS", "deploy SUCCESS", "rare SKIPPED");
    }

    @Test
    void whatWasDoneIsTakenBackWhenALaterStepFails() {
        define(step(
                        "create",
                        ", \"compensation\": "
                                + call("/remove", "{\"made\": \"{{ .outputs.create.response.data.of }}\"}"))
                + ", " + step("check", ", \"onFailure\": \"continue\"") + ", " + step("publish", "") + ", "
                + step("tell", ""));
        answers.put("/check", 404);
        answers.put("/publish", 403);
        String id = started();

        assertThat(calls.stream().map(call -> call.split(" ")[0]))
                .containsExactly("/create", "/check", "/publish", "/remove");
        assertThat(calls.getLast()).isEqualTo("/remove {\"made\":\"/create\"}");
        JsonNode run = run(id);
        assertThat(run.path("status").asString("")).isEqualTo("FAILURE");
        assertThat(run.path("statusLabel").asString("")).contains("Step publish", "403");
        assertThat(states(id)).containsExactly("create UNDONE", "check FAILURE", "publish FAILURE", "tell WAITING");
    }

    @Test
    void aStepIsRepeatedAsOftenAsItSaysWithTheSameKey() {
        define(step("one", ", \"retry\": {\"attempts\": 2}") + ", " + step("two", ""));
        answers.put("/one", 503);
        String id = started();
        assertThat(states(id)).containsExactly("one IN_PROGRESS", "two WAITING");

        clock.advance(Duration.ofSeconds(5));
        dispatcher.drain();
        assertThat(keys).containsExactly(id + "-one", id + "-one");
        assertThat(run(id).path("statusLabel").asString("")).contains("given up after 2 attempts");
        assertThat(states(id)).containsExactly("one FAILURE", "two WAITING");
    }

    @Test
    void anAsynchronousStepEndsWhenItsBackendReports() {
        define("{\"identifier\": \"long\", \"invocationMethod\": {\"type\": \"WEBHOOK\", \"url\": \"" + base
                + "/long\", \"synchronized\": false}}, " + step("after", ""));
        String id = started();
        assertThat(states(id)).containsExactly("long IN_PROGRESS", "after WAITING");
        assertThat(calls).hasSize(1);

        api.patch("/v1/actions/runs/" + id, "{\"status\": \"SUCCESS\", \"link\": [\"https://ci.example.com/1\"]}")
                .expect(200);
        dispatcher.drain();
        assertThat(states(id)).containsExactly("long SUCCESS", "after SUCCESS");
        JsonNode run = run(id);
        assertThat(run.path("status").asString("")).isEqualTo("SUCCESS");
        assertThat(run.path("link").toString()).contains("ci.example.com");
        assertThat(calls).hasSize(2);
    }

    @Test
    void aDryRunShowsEveryStepAndSendsNothing() {
        define(step("build", "") + ", " + step("rare", ", \"condition\": \".inputs.size > 100\""));
        JsonNode answer = api.post("/v1/actions/" + action + "/dry-run", "{\"properties\": {\"size\": 3}}")
                .expect(200)
                .body();

        assertThat(answer.toString()).contains("/build", "/rare", ".inputs.size > 100");
        assertThat(calls).isEmpty();
    }

    @Test
    void wrongStepsAreRefusedByTheirPlace() {
        api.post("/v1/actions", definition(step("a", "") + "," + step("a", "")))
                .expect(422)
                .says("/steps/1/identifier");
        api.post("/v1/actions", definition(step("a", ", \"condition\": \".a |\"")))
                .expect(422)
                .says("/steps/0/condition");
        api.post(
                        "/v1/actions",
                        definition(
                                "{\"identifier\": \"a\", \"invocationMethod\": {\"type\": \"WEBHOOK\", \"url\": \"{{ .a\"}}"))
                .expect(422)
                .says("/steps/0/invocationMethod/url");
        api.post("/v1/actions", definition(step("a", ", \"retry\": {\"attempts\": 0}")))
                .expect(422)
                .says("/steps/0/retry/attempts");
        api.post("/v1/actions", definition("")).expect(422).says("/steps");
    }
}
