package io.portolan.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Json;
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
import tools.jackson.databind.node.ArrayNode;

/// Runs for later, runs that take too long, runs that somebody cancels, runs that an agent fetches, runs on many
/// entities, and runs that are only tried.
@PortalTest
class RunClockIT {

    @Autowired
    Api api;

    @Autowired
    ChangeDispatcher dispatcher;

    @Autowired
    SettableClock clock;

    @Autowired
    RunClock time;

    @Autowired
    OutboundAllowList allowed;

    private Backend backend;
    private List<Backend.Call> calls = List.of();
    private String action = "";
    private String kind = "";
    private String base = "";

    @BeforeEach
    void start() throws IOException {
        backend = new Backend(allowed, 202);
        calls = backend.calls();
        base = backend.base();
        action = Names.unique("act");
        kind = Names.unique("kind");
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    private void define(String more, String method) {
        api.post("/v1/actions", """
                {"identifier": "%s", "title": "Act",
                 "trigger": {"type": "self-service", "operation": "CREATE",
                   "userInputs": {"properties": {"size": {"type": "number"}, "key": {"type": "string", "encryption": "aes256-gcm"}}, "required": ["size"]}},
                 %s "invocationMethod": %s}""".formatted(action, more, method)).expect(201);
    }

    private String webhook() {
        return """
                {"type": "WEBHOOK", "url": "%s/start", "body": {"size": "{{ .inputs.size }}", "run": "{{ .run.id }}"}}""".formatted(base);
    }

    private JsonNode started(String more) {
        return api.post("/v1/actions/" + action + "/runs", "{\"properties\": {\"size\": 3}" + more + "}")
                .expect(202)
                .body()
                .path("run");
    }

    private void pass(Duration span) {
        clock.advance(span);
        time.tick();
        dispatcher.drain();
    }

    @Test
    void aRunForLaterIsCarriedOutThenAndOnce() {
        define("", webhook());
        String moment = Json.time(clock.instant().plus(Duration.ofHours(2)));
        String id = started(", \"scheduledAt\": \"" + moment + "\"").path("id").asString("");
        dispatcher.drain();
        pass(Duration.ofHours(1));
        assertThat(calls).isEmpty();
        assertThat(api.run(id).path("statusLabel").asString("")).isEqualTo("Scheduled");

        pass(Duration.ofMinutes(61));
        pass(Duration.ofMinutes(1));
        assertThat(calls).hasSize(1);
        assertThat(api.run(id).path("status").asString("")).isEqualTo("IN_PROGRESS");
        assertThat(api.run(id).path("statusLabel").isNull()).isTrue();

        api.post(
                        "/v1/actions/" + action + "/runs",
                        "{\"properties\": {\"size\": 3}, \"scheduledAt\": \"2020-01-01T00:00:00Z\"}")
                .expect(422)
                .says("/scheduledAt");
    }

    @Test
    void aRunThatNobodyEndsFailsAndTheBackendHearsOfIt() {
        define(
                "\"timeoutMinutes\": 10, \"cancelMethod\": {\"type\": \"WEBHOOK\", \"url\": \"" + base
                        + "/stop\", \"body\": {\"run\": \"{{ .run.id }}\"}},",
                webhook());
        String id = started("").path("id").asString("");
        dispatcher.drain();
        pass(Duration.ofMinutes(9));
        assertThat(api.run(id).path("status").asString("")).isEqualTo("IN_PROGRESS");
        pass(Duration.ofMinutes(2));
        assertThat(api.run(id).path("status").asString("")).isEqualTo("FAILURE");
        assertThat(api.run(id).path("statusLabel").asString(""))
                .contains("Timed out")
                .contains("10 minutes");
        assertThat(calls.stream().map(Backend.Call::path)).containsExactly("/start", "/stop");
        assertThat(calls.getLast().body()).contains(id);
        assertThat(calls.getLast().key()).isNotEqualTo(calls.getFirst().key());
        api.patch("/v1/actions/runs/" + id, "{\"status\": \"SUCCESS\"}").expect(422);
    }

    @Test
    void aCancelledRunIsOverAndOneThatNeverBeganIsNeverSent() {
        define("\"cancelMethod\": {\"url\": \"" + base + "/stop\"},", webhook());
        String moment = Json.time(clock.instant().plus(Duration.ofHours(2)));
        String later =
                started(", \"scheduledAt\": \"" + moment + "\"").path("id").asString("");
        String now = started("").path("id").asString("");
        dispatcher.drain();
        api.post("/v1/actions/runs/" + now + "/cancel", "{\"reason\": \"wrong size\"}")
                .expect(200);
        api.post("/v1/actions/runs/" + later + "/cancel", "{}").expect(200);
        pass(Duration.ofHours(3));
        assertThat(api.run(now).path("statusLabel").asString(""))
                .contains("Cancelled")
                .contains("wrong size");
        assertThat(calls.stream().map(Backend.Call::path)).containsExactly("/start", "/stop");
        api.post("/v1/actions/runs/" + now + "/cancel", "{}").expect(422);
    }

    @Test
    void anAgentClaimsAcknowledgesAndReports() {
        define("", """
                {"type": "WEBHOOK", "agent": true, "url": "http://inside.example/x", "headers": {"X-Token": "{{ .secrets.AGENT_TOKEN }}"},
                 "body": {"size": "{{ .inputs.size }}"}}""");
        api.post("/v1/organization/secrets", "{\"secretName\": \"AGENT_TOKEN\", \"secretValue\": \"s3cret-value\"}");
        String id = started("").path("id").asString("");
        dispatcher.drain();
        assertThat(api.run(id).path("payload").toString()).doesNotContain("s3cret-value");

        JsonNode claimed = claim(id);
        assertThat(claimed).hasSize(1);
        assertThat(claimed.path(0).path("id").asString("")).isEqualTo(id);
        assertThat(claimed.path(0).path("payload").path("body").path("size").asInt(0))
                .isEqualTo(3);
        assertThat(claimed.path(0)
                        .path("payload")
                        .path("headers")
                        .path("X-Token")
                        .asString(""))
                .isEqualTo("s3cret-value");
        assertThat(claim(id)).isEmpty();
        clock.advance(Duration.ofMinutes(2));
        assertThat(claim(id)).hasSize(1);

        assertThat(api.patch("/v1/actions/runs/ack", "{\"runIds\": [\"" + id + "\"]}")
                        .expect(200)
                        .body()
                        .path("ackedCount")
                        .asInt(0))
                .isEqualTo(1);
        api.patch("/v1/actions/runs/ack", "{\"runIds\": [\"" + id + "\"]}").expect(409);
        clock.advance(Duration.ofMinutes(2));
        assertThat(claim(id)).isEmpty();
        api.delete("/v1/organization/secrets/AGENT_TOKEN").expect(200);
        api.patch("/v1/actions/runs/" + id, "{\"status\": \"SUCCESS\"}").expect(200);
        assertThat(calls).isEmpty();
    }

    /// What an agent is given of a run; agents get the runs of other tests too.
    private ArrayNode claim(String id) {
        ArrayNode claimed = Json.array();
        api.post(
                        "/v1/actions/runs/claim-pending",
                        "{\"installationId\": \"a\", \"limit\": 100, \"invocationMethod\": \"WEBHOOK\"}")
                .expect(200)
                .body()
                .path("runs")
                .forEach(run -> {
                    if (run.path("id").asString("").equals(id)) {
                        claimed.add(run);
                    }
                });
        return claimed;
    }

    @Test
    void aDryRunTellsEverythingAndDoesNothing() {
        define("\"requiredApproval\": true,", webhook());
        JsonNode answer = api.post(
                        "/v1/actions/" + action + "/dry-run",
                        "{\"properties\": {\"size\": 3, \"key\": \"open sesame\"}}")
                .expect(200)
                .body()
                .path("dryRun");
        assertThat(answer.path("permission").path("allowed").asBoolean(false)).isTrue();
        assertThat(answer.path("approval").path("required").asBoolean(false)).isTrue();
        assertThat(answer.path("request").path("body").path("size").asInt(0)).isEqualTo(3);
        assertThat(answer.toString()).doesNotContain("open sesame");
        JsonNode wrong = api.post("/v1/actions/" + action + "/dry-run", "{\"properties\": {\"size\": \"big\"}}")
                .expect(200)
                .body()
                .path("dryRun");
        assertThat(wrong.path("violations").path(0).path("pointer").asString(""))
                .isEqualTo("/properties/size");
        dispatcher.drain();
        assertThat(calls).isEmpty();
        assertThat(api.get("/v1/actions/runs?action=" + action)
                        .expect(200)
                        .body()
                        .path("runs"))
                .isEmpty();
    }

    @Test
    void oneFormRunsOnManyEntities() {
        api.post(
                        "/v1/blueprints",
                        "{\"identifier\": \"%s\", \"title\": \"K\", \"schema\": {\"properties\": {}}}".formatted(kind))
                .expect(201);
        api.post(
                        "/v1/blueprints/" + kind + "/entities/bulk",
                        "{\"entities\": [{\"identifier\": \"a\"}, {\"identifier\": \"b\"}]}")
                .expect(200);
        api.post("/v1/actions", """
                {"identifier": "%s", "title": "Act",
                 "trigger": {"type": "self-service", "operation": "DAY-2", "blueprintIdentifier": "%s", "userInputs": {"properties": {}}},
                 "invocationMethod": {"type": "WEBHOOK", "url": "%s/start", "body": {"entity": "{{ .entity.identifier }}"}}}""".formatted(action, kind, base)).expect(201);
        JsonNode answer = api.post(
                        "/v1/actions/" + action + "/runs/bulk",
                        "{\"entities\": [\"a\", \"b\", \"nobody\"], \"properties\": {}}")
                .expect(202)
                .body();
        dispatcher.drain();
        assertThat(answer.path("runs")).hasSize(2);
        assertThat(answer.path("errors").path(0).path("identifier").asString(""))
                .isEqualTo("nobody");
        assertThat(calls.stream().map(Backend.Call::body))
                .containsExactlyInAnyOrder("{\"entity\":\"a\"}", "{\"entity\":\"b\"}");
    }
}
