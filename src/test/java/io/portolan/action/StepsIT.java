package io.portolan.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.changelog.ChangeDispatcher;
import io.portolan.outbound.OutboundAllowList;
import io.portolan.testing.Api;
import io.portolan.testing.Backend;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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

    private Backend backend;
    private String action = "";
    private String base = "";

    @BeforeEach
    void start() throws IOException {
        backend = new Backend(allowed, 200, path -> "{\"of\": \"" + path + "\", \"number\": 7}");
        base = backend.base();
        action = Names.unique("act");
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    private List<String> calls() {
        return backend.calls().stream()
                .map(call -> call.path() + " " + call.body())
                .toList();
    }

    private List<String> keys() {
        return backend.calls().stream().map(Backend.Call::key).toList();
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
        String id = api.start(action, "{\"properties\": {\"size\": 3}}");
        dispatcher.drain();
        return id;
    }

    private List<String> states(String id) {
        return api.run(id)
                .path("steps")
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

        assertThat(calls()).containsExactly("/build {\"size\":3}", "/deploy {\"image\":7}");
        assertThat(keys()).containsExactly(id + "-build", id + "-deploy");
        assertThat(api.run(id).path("status").asString("")).isEqualTo("SUCCESS");
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
        backend.answer("/check", 404);
        backend.answer("/publish", 403);
        String id = started();

        assertThat(calls().stream().map(call -> call.split(" ")[0]))
                .containsExactly("/create", "/check", "/publish", "/remove");
        assertThat(calls().getLast()).isEqualTo("/remove {\"made\":\"/create\"}");
        JsonNode run = api.run(id);
        assertThat(run.path("status").asString("")).isEqualTo("FAILURE");
        assertThat(run.path("statusLabel").asString("")).contains("Step publish", "403");
        assertThat(states(id)).containsExactly("create UNDONE", "check FAILURE", "publish FAILURE", "tell WAITING");
    }

    @Test
    void aStepIsRepeatedAsOftenAsItSaysWithTheSameKey() {
        define(step("one", ", \"retry\": {\"attempts\": 2}") + ", " + step("two", ""));
        backend.answer("/one", 503);
        String id = started();
        assertThat(states(id)).containsExactly("one IN_PROGRESS", "two WAITING");

        clock.advance(Duration.ofSeconds(5));
        dispatcher.drain();
        assertThat(keys()).containsExactly(id + "-one", id + "-one");
        assertThat(api.run(id).path("statusLabel").asString("")).contains("given up after 2 attempts");
        assertThat(states(id)).containsExactly("one FAILURE", "two WAITING");
    }

    @Test
    void anAsynchronousStepEndsWhenItsBackendReports() {
        define("{\"identifier\": \"long\", \"invocationMethod\": {\"type\": \"WEBHOOK\", \"url\": \"" + base
                + "/long\", \"synchronized\": false}}, " + step("after", ""));
        String id = started();
        assertThat(states(id)).containsExactly("long IN_PROGRESS", "after WAITING");
        assertThat(calls()).hasSize(1);

        api.patch("/v1/actions/runs/" + id, "{\"status\": \"SUCCESS\", \"link\": [\"https://ci.example.com/1\"]}")
                .expect(200);
        dispatcher.drain();
        assertThat(states(id)).containsExactly("long SUCCESS", "after SUCCESS");
        JsonNode run = api.run(id);
        assertThat(run.path("status").asString("")).isEqualTo("SUCCESS");
        assertThat(run.path("link").toString()).contains("ci.example.com");
        assertThat(calls()).hasSize(2);
    }

    @Test
    void aDryRunShowsEveryStepAndSendsNothing() {
        define(step("build", "") + ", " + step("rare", ", \"condition\": \".inputs.size > 100\""));
        JsonNode answer = api.post("/v1/actions/" + action + "/dry-run", "{\"properties\": {\"size\": 3}}")
                .expect(200)
                .body();

        assertThat(answer.toString()).contains("/build", "/rare", ".inputs.size > 100");
        assertThat(calls()).isEmpty();
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
