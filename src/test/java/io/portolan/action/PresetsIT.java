package io.portolan.action;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The backends of the templates against servers that answer as Jenkins, Slack and Airflow do.
@PortalTest
class PresetsIT {

    @Autowired
    Api api;

    @Autowired
    ChangeDispatcher dispatcher;

    @Autowired
    SettableClock clock;

    @Autowired
    OutboundAllowList allowed;

    @Autowired
    ActionTemplates templates;

    private Backend backend;
    private String action = "";

    @BeforeEach
    void start() throws IOException {
        backend = new Backend(allowed, 404);
        action = Names.unique("preset");
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    private void secret(String name, String value) {
        api.delete("/v1/organization/secrets/" + name);
        api.post("/v1/organization/secrets", "{\"secretName\": \"" + name + "\", \"secretValue\": \"" + value + "\"}")
                .expect(200);
    }

    /// The backend of a template, moved to the server of the test; it needs no entity.
    private ObjectNode backendOf(String template, String host) {
        String definition =
                Json.write(templates.prepared(template, null, taken -> false).path("invocationMethod"));
        return Json.parseObject(definition.replace("https://" + host, backend.base()));
    }

    private void define(ObjectNode method) {
        ObjectNode definition = Json.parseObject("""
                {"identifier": "%s", "title": "Preset",
                 "trigger": {"type": "self-service", "operation": "CREATE", "userInputs": {"properties": {}}}}""".formatted(action));
        definition.set("invocationMethod", method);
        api.post("/v1/actions", definition).expect(201);
    }

    private String started(String properties) {
        String id = api.start(action, "{\"properties\": " + properties + "}");
        dispatcher.drain();
        return id;
    }

    private String status(String id) {
        return api.run(id).path("status").asString("");
    }

    private void later() {
        clock.advance(Duration.ofMinutes(2));
        dispatcher.drain();
    }

    /// Jenkins wants no crumb from whoever signs in with a token of the API, and answers 201 with the place in the
    /// queue.
    private Backend.Answer jenkins(Backend.Call call) {
        String wanted = "Basic " + Base64.getEncoder().encodeToString("deployer:11aa22bb".getBytes(UTF_8));
        if (!call.header("Authorization").equals(wanted)) {
            return call.header("Jenkins-Crumb").equals("null")
                    ? Backend.Answer.of(403, "<html><body>No valid crumb was included in the request</body></html>")
                    : Backend.Answer.of(401, "");
        }
        return new Backend.Answer(201, Map.of("Location", backend.base() + "/queue/item/42/"), "");
    }

    @Test
    void jenkinsBuildsWithTheParametersOfTheForm() {
        backend.on("/job/auto-scaling/buildWithParameters", this::jenkins);
        secret("JENKINS_BASIC_AUTH", Base64.getEncoder().encodeToString("deployer:11aa22bb".getBytes(UTF_8)));
        define(backendOf("update_auto_scaling_group", "jenkins.example.com"));
        String id = started("{\"minimum\": 1, \"maximum\": 4, \"desired\": 2, \"until\": \"a b&c\"}");

        assertThat(status(id)).isEqualTo("IN_PROGRESS");
        assertThat(backend.calls()).hasSize(1);
        assertThat(backend.calls().getFirst().query())
                .contains("RUN_ID=" + id, "MIN=1", "MAX=4", "DESIRED=2", "UNTIL=a%20b%26c");
        String shown = api.get("/v1/actions/runs/" + id).text();
        assertThat(shown).doesNotContain("MTFhYTIyYmI");

        secret("JENKINS_BASIC_AUTH", "d3Jvbmc=");
        String refused = started("{\"minimum\": 1, \"maximum\": 4}");
        assertThat(status(refused)).isEqualTo("FAILURE");
        assertThat(api.run(refused).path("statusLabel").asString("")).contains("403");
        api.patch("/v1/actions/runs/" + id, "{\"status\": \"SUCCESS\"}").expect(200);
    }

    @Test
    void slackTakesAMessageWithOkRefusesOthersAndSaysWhenToComeBack() {
        backend.on("/services/T0/B0/x", call -> {
            if (Json.parse(call.body()).path("text").asString("").isBlank()) {
                return Backend.Answer.of(400, "invalid_payload");
            }
            return backend.calls().size() == 2
                    ? new Backend.Answer(429, Map.of("Retry-After", "30"), "rate_limited")
                    : new Backend.Answer(200, Map.of("Content-Type", "text/html"), "ok");
        });
        define(Json.parseObject("""
                {"type": "WEBHOOK", "url": "%s/services/T0/B0/x", "synchronized": true, "body": {"text": "{{ .inputs.text }}"}}""".formatted(backend.base())));

        String sent = started("{\"text\": \"Deployed\"}");
        assertThat(status(sent)).isEqualTo("SUCCESS");
        assertThat(api.run(sent).path("response").asString("")).isEqualTo("ok");

        String limited = started("{\"text\": \"Again\"}");
        assertThat(status(limited)).isEqualTo("IN_PROGRESS");
        later();
        assertThat(status(limited)).isEqualTo("SUCCESS");
        assertThat(backend.calls()).hasSize(3);

        String wrong = started("{\"text\": \"\"}");
        assertThat(status(wrong)).isEqualTo("FAILURE");
        assertThat(api.run(wrong).path("response").asString("")).isEqualTo("invalid_payload");
    }

    @Test
    void airflowStartsADagRunOnceEvenWhenItsAnswerIsLost() {
        Set<String> known = new HashSet<>();
        backend.on("/api/v1/dags/nightly/dagRuns", call -> {
            if (!call.header("Authorization").equals("Bearer air-token")) {
                return Backend.Answer.of(401, "{\"title\": \"Unauthorized\", \"status\": 401}");
            }
            JsonNode body = Json.parse(call.body());
            String id = body.path("dag_run_id").asString("");
            if (!known.add(id)) {
                return Backend.Answer.of(409, "{\"title\": \"Conflict\", \"detail\": \"DAGRun already exists\"}");
            }
            // taken, but the proxy before it gives up
            return Backend.Answer.of(504, "");
        });
        secret("AIRFLOW_TOKEN", "air-token");
        define(backendOf("run_airflow_dag", "airflow.example.com"));
        String id = started("{\"dag\": \"nightly\", \"configuration\": {\"rows\": 5}}");
        later();

        assertThat(known).containsExactly("portal-" + id);
        assertThat(backend.calls()).hasSize(2);
        assertThat(Json.parse(backend.calls().getFirst().body()).path("conf"))
                .isEqualTo(Json.parse("{\"rows\": 5, \"runId\": \"" + id + "\"}"));
        assertThat(status(id)).isEqualTo("IN_PROGRESS");
        assertThat(api.get("/v1/actions/runs/" + id + "/logs").text()).contains("from an earlier attempt");
        api.patch("/v1/actions/runs/" + id, "{\"status\": \"SUCCESS\"}").expect(200);

        backend.on("/api/v1/dags/nightly/dagRuns", call -> Backend.Answer.of(409, "{\"title\": \"Conflict\"}"));
        assertThat(status(started("{\"dag\": \"nightly\"}"))).isEqualTo("FAILURE");
    }

    @Test
    void airflowsNewerInterfaceIsAMatterOfItsAddress() {
        backend.on(
                "/api/v2/dags/nightly/dagRuns",
                call -> Json.parse(call.body()).has("logical_date")
                        ? Backend.Answer.of(200, "{\"dag_run_id\": \"x\", \"state\": \"queued\"}")
                        : Backend.Answer.of(
                                422,
                                "{\"detail\": [{\"loc\": [\"body\", \"logical_date\"], \"msg\": \"Field required\"}]}"));
        secret("AIRFLOW_TOKEN", "air-token");
        ObjectNode method = backendOf("run_airflow_dag", "airflow.example.com");
        method.put("url", method.path("url").asString("").replace("/api/v1/", "/api/v2/"));
        define(method);
        String id = started("{\"dag\": \"nightly\"}");
        assertThat(status(id)).isEqualTo("IN_PROGRESS");
        api.patch("/v1/actions/runs/" + id, "{\"status\": \"SUCCESS\"}").expect(200);
    }

    @Test
    void aBackendThatSendsTheRunToAPrivateAddressFailsIt() {
        backend.on(
                "/away",
                call -> new Backend.Answer(307, Map.of("Location", "http://169.254.169.254/latest/meta-data/"), ""));
        define(Json.object().put("type", "WEBHOOK").put("url", backend.base() + "/away"));
        String id = started("{}");
        assertThat(status(id)).isEqualTo("FAILURE");
        assertThat(api.run(id).path("statusLabel").asString("")).contains("may not be called");
    }

    @Test
    void anAnswerThatIsTooLargeFailsTheRunAndIsNotKept() {
        backend.on("/huge", call -> Backend.Answer.of(200, "x".repeat(3_000_000)));
        define(Json.object().put("type", "WEBHOOK").put("url", backend.base() + "/huge"));
        String id = started("{}");
        assertThat(status(id)).isEqualTo("FAILURE");
        assertThat(api.run(id).path("statusLabel").asString("")).contains("answers with more than");
        assertThat(api.get("/v1/actions/runs/" + id).text().length()).isLessThan(50_000);
    }
}
