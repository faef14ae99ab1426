package io.portolan.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.Role;
import io.portolan.outbound.OutboundAllowList;
import io.portolan.testing.Api;
import io.portolan.testing.Backend;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Workflows over REST, carried out as actions with steps against a real backend.
@PortalTest
class WorkflowIT {

    private static final Actor BOB = Actor.user("bob@example.com", "Bob", Set.of(Role.MEMBER), List.of(), Origin.UI);
    private static final Actor CAT = Actor.user("cat@example.com", "Cat", Set.of(Role.MEMBER), List.of(), Origin.UI);

    @Autowired
    Api api;

    @Autowired
    RunService runs;

    @Autowired
    ApprovalService approvals;

    @Autowired
    RunClock time;

    @Autowired
    ChangeDispatcher dispatcher;

    @Autowired
    SettableClock clock;

    @Autowired
    OutboundAllowList allowed;

    private Backend backend;
    private String workflow = "";
    private ObjectNode definition = Json.object();

    @BeforeEach
    void start() throws IOException {
        backend = new Backend(allowed, 200, path -> "{\"image\": \"shop:7\"}");
        workflow = Names.unique("flow");
        definition = Json.parseObject(
                Files.readString(Path.of("src/test/resources/definitions/valid/workflow-approval.json"))
                        .replace("https://example.com/build", backend.base() + "/build")
                        .replace("https://example.com/deploy", backend.base() + "/deploy"));
        definition.put("identifier", workflow);
        // no Kafka here
        definition.withArray("/nodes").remove(5);
        definition.withArray("/nodes").add(Json.parse("""
                {"identifier": "tell", "title": "Tell", "config": {"type": "WEBHOOK", "url": "%s/tell",
                  "body": {"why": "{{ .outputs.ask.responses[0].inputs.reason }}"}}}""".formatted(backend.base())));
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

    private String started(String env) {
        JsonNode run = api.post("/v1/workflows/" + workflow + "/runs", "{\"inputs\": {\"env\": \"" + env + "\"}}")
                .expect(201)
                .body()
                .path("run");
        dispatcher.drain();
        return run.path("identifier").asString("");
    }

    private JsonNode run(String id) {
        return api.get("/v1/workflows/runs/" + id).expect(200).body().path("run");
    }

    private static String actionRun(String id) {
        return id.replace("wfr_", "r_");
    }

    private List<String> nodes(String id) {
        return run(id).path("nodeRuns")
                .valueStream()
                .map(node -> node.path("nodeUid").asString("") + " "
                        + (node.path("result").isNull()
                                ? "…"
                                : node.path("result").asString("")))
                .toList();
    }

    @Test
    void aWorkflowComesBackAsItWasGivenAndIsAnActionToo() {
        JsonNode made = api.post("/v1/workflows", definition).expect(201).body().path("workflow");
        assertThat(made.path("id").asString("")).startsWith("workflow_");
        JsonNode read = api.get("/v1/workflows/" + workflow).expect(200).body().path("workflow");
        definition.propertyNames().forEach(key -> assertThat(read.path(key)).isEqualTo(definition.path(key)));
        assertThat(api.get("/v1/actions/" + workflow).expect(200).body().at("/action/steps"))
                .hasSize(5);
        assertThat(api.get("/v1/actions/" + workflow + "/permissions").text()).contains("Member");

        api.post("/v1/workflows", definition).expect(409);
        ObjectNode action =
                (ObjectNode) api.get("/v1/actions/" + workflow).body().path("action");
        api.put("/v1/actions/" + workflow, action.put("title", "Other"))
                .expect(409)
                .says("defined by a workflow");
        String renamed = workflow + "_2";
        api.put("/v1/workflows/" + workflow, definition.deepCopy().put("identifier", renamed))
                .expect(200);
        api.get("/v1/workflows/" + workflow).expect(404).says("was not found");
        api.delete("/v1/workflows/" + renamed).expect(200);
        api.get("/v1/actions/" + renamed).expect(404);
        api.get("/v1/workflows/" + renamed).expect(404);
    }

    @Test
    void theWayThatTheConditionChoosesIsTaken() {
        api.post("/v1/workflows", definition).expect(201);
        String id = started("dev");

        assertThat(calls()).containsExactly("/build {\"env\":\"dev\"}", "/deploy {\"image\":\"shop:7\"}");
        assertThat(nodes(id)).containsExactly("build SUCCESS", "where SUCCESS", "deploy SUCCESS");
        JsonNode run = run(id);
        assertThat(run.path("status").asString("")).isEqualTo("COMPLETED");
        assertThat(run.path("result").asString("")).isEqualTo("SUCCESS");
        assertThat(run.at("/variables/outputs/build")).isEqualTo(Json.parse("{\"image\":\"shop:7\"}"));
        assertThat(run.at("/variables/outputs/start/env").asString("")).isEqualTo("dev");
        assertThat(api.run(actionRun(id)).path("link").toString()).contains("https://example.com/200");
    }

    @Test
    void theRunWaitsAtANodeForItsOwnApproversAndGoesOn() {
        api.post("/v1/workflows", definition).expect(201);
        String id = started("prod");

        assertThat(calls()).containsExactly("/build {\"env\":\"prod\"}");
        assertThat(nodes(id)).containsExactly("build SUCCESS", "where SUCCESS", "ask …");
        ActionRun waiting = runs.require(actionRun(id), BOB);
        assertThat(waiting.status()).isEqualTo(RunStatus.WAITING_FOR_APPROVAL);
        assertThat(approvals.mayDecide(waiting, CAT)).isFalse();
        assertThat(approvals.mayDecide(waiting, BOB)).isTrue();
        // a backend cannot wave it through
        api.patch("/v1/actions/runs/" + actionRun(id), "{\"status\": \"IN_PROGRESS\"}")
                .expect(422);

        approvals.decide(actionRun(id), true, "looks good", BOB);
        dispatcher.drain();
        assertThat(calls()).hasSize(2);
        assertThat(nodes(id)).containsExactly("build SUCCESS", "where SUCCESS", "ask SUCCESS", "deploy SUCCESS");
        assertThat(api.run(actionRun(id)).at("/approval/userId").asString("")).isEqualTo("bob@example.com");
    }

    @Test
    void whoDeclinesSendsTheRunTheOtherWayOrEndsIt() {
        api.post("/v1/workflows", definition).expect(201);
        String id = started("prod");
        approvals.decide(actionRun(id), false, "not on Friday", BOB);
        dispatcher.drain();
        assertThat(calls().getLast()).isEqualTo("/tell {\"why\":\"not on Friday\"}");
        assertThat(run(id).path("result").asString("")).isEqualTo("SUCCESS");

        definition.withArray("/connections").remove(5);
        api.put("/v1/workflows/" + workflow, definition).expect(200);
        String other = started("prod");
        approvals.decide(actionRun(other), false, null, BOB);
        dispatcher.drain();
        assertThat(run(other).path("result").asString("")).isEqualTo("FAILED");
        assertThat(api.run(actionRun(other)).path("status").asString("")).isEqualTo("DECLINED");
        assertThat(api.run(actionRun(other)).path("statusLabel").asString("")).contains("Ask", "Declined by");
    }

    @Test
    void whatNobodyApprovesInTimeIsDeclinedCountedFromWhenTheNodeWasReached() {
        api.post("/v1/workflows", definition).expect(201);
        String id = started("prod");
        clock.advance(Duration.ofDays(6));
        time.tick();
        dispatcher.drain();
        assertThat(api.run(actionRun(id)).path("status").asString("")).isEqualTo("WAITING_FOR_APPROVAL");
        clock.advance(Duration.ofDays(2));
        time.tick();
        dispatcher.drain();
        assertThat(calls().getLast()).startsWith("/tell");
    }

    @Test
    void anIntegrationFetchesItsNodeAndReportsOnIt() {
        definition.set("nodes", Json.parse("""
                [{"identifier": "start", "config": {"type": "SELF_SERVE_TRIGGER", "userInputs": {"properties": {"env": {"type": "string"}}}}},
                 {"identifier": "run_it", "config": {"type": "INTEGRATION_ACTION", "installationId": "%s", "integrationProvider": "github-ocean",
                   "integrationInvocationType": "dispatch_workflow",
                   "integrationActionExecutionProperties": {"org": "acme", "repo": "shop", "workflow": "{{ .outputs.start.env }}.yml"}}},
                 {"identifier": "tell", "config": {"type": "WEBHOOK", "url": "%s/tell", "body": {"is": "{{ .outputs.run_it.conclusion }}"}}}]""".formatted(workflow, backend.base())));
        definition.set("connections", Json.parse("""
                [{"sourceIdentifier": "start", "targetIdentifier": "run_it"}, {"sourceIdentifier": "run_it", "targetIdentifier": "tell"}]"""));
        api.post("/v1/workflows", definition).expect(201);
        String id = started("dev");
        String claim = "{\"installationId\": \"" + workflow + "\", \"limit\": 300, \"visibilityTimeoutMs\": 60000}";

        assertThat(api.post("/v1/actions/runs/claim-pending", claim).body().path("runs"))
                .isEmpty();
        JsonNode claimed = api.post("/v1/workflows/runs/claim-pending", claim)
                .expect(200)
                .body()
                .path("nodeRuns");
        assertThat(claimed).hasSize(1);
        assertThat(claimed.at("/0/config/integrationActionExecutionProperties/workflow")
                        .asString(""))
                .isEqualTo("dev.yml");
        String node = claimed.at("/0/identifier").asString("");
        assertThat(node).isEqualTo(id.replace("wfr_", "wfnr_") + "_run_it");
        String ack = "{\"nodeRunIdentifier\": \"" + node + "\"}";
        assertThat(api.patch("/v1/workflows/runs/ack", ack)
                        .expect(200)
                        .body()
                        .path("acked")
                        .asBoolean(false))
                .isTrue();
        api.patch("/v1/workflows/runs/ack", ack).expect(409);
        api.post(
                        "/v1/workflows/nodes/runs/" + node + "/logs",
                        "{\"logs\": [{\"level\": \"INFO\", \"message\": \"half way\"}]}")
                .expect(200);
        api.patch("/v1/workflows/nodes/runs/" + node, "{\"externalRunId\": \"gh-" + workflow + "\"}")
                .expect(200);
        assertThat(api.get("/v1/workflows/nodes/runs?external_run_id=gh-" + workflow + "&include=nodeConfig")
                        .expect(200)
                        .body()
                        .at("/nodeRuns/0/identifier")
                        .asString(""))
                .isEqualTo(node);
        api.patch(
                        "/v1/workflows/nodes/runs/" + node,
                        "{\"status\": \"COMPLETED\", \"result\": \"SUCCESS\", \"output\": {\"conclusion\": \"fine\"}}")
                .expect(200);
        dispatcher.drain();
        assertThat(calls()).containsExactly("/tell {\"is\":\"fine\"}");
        assertThat(run(id).path("result").asString("")).isEqualTo("SUCCESS");
        assertThat(api.get("/v1/actions/runs/" + actionRun(id) + "/logs").text())
                .contains("half way");
        api.patch("/v1/workflows/nodes/runs/" + node, "{\"status\": \"COMPLETED\", \"result\": \"SUCCESS\"}")
                .expect(422);
        // without permissions only administrators may start it
        assertThat(api.get("/v1/actions/" + workflow + "/permissions").text())
                .contains("Admin")
                .doesNotContain("Member");
    }

    @Test
    void anIntegrationThatReportsAtOnceLetsTheNextNodeGo() {
        String call = "\"config\": {\"type\": \"INTEGRATION_ACTION\", \"installationId\": \"" + workflow
                + "\", \"integrationProvider\": \"github-ocean\","
                + " \"integrationInvocationType\": \"dispatch_workflow\","
                + " \"integrationActionExecutionProperties\":"
                + " {\"org\": \"acme\", \"repo\": \"shop\", \"workflow\": \"w.yml\"}}";
        definition.set(
                "nodes",
                Json.parse("[{\"identifier\": \"start\", \"config\": {\"type\": \"SELF_SERVE_TRIGGER\"}},"
                        + " {\"identifier\": \"one\", " + call + "}, {\"identifier\": \"two\", " + call + "}]"));
        definition.set("connections", Json.parse("""
                [{"sourceIdentifier": "start", "targetIdentifier": "one"}, {"sourceIdentifier": "one", "targetIdentifier": "two"}]"""));
        api.post("/v1/workflows", definition).expect(201);
        String id = api.post("/v1/workflows/" + workflow + "/runs", "{}")
                .expect(201)
                .body()
                .at("/run/identifier")
                .asString("");
        dispatcher.drain();
        String claim = "{\"installationId\": \"" + workflow + "\"}";
        String one = id.replace("wfr_", "wfnr_") + "_one";
        String two = id.replace("wfr_", "wfnr_") + "_two";
        String done = "{\"status\": \"COMPLETED\", \"result\": \"SUCCESS\"}";

        assertThat(claimed(claim)).containsExactly(one);
        api.patch("/v1/workflows/nodes/runs/" + one, "{\"logs\": [{\"message\": \"begun\"}, {}]}")
                .expect(422)
                .says("/logs/1/message");
        api.patch("/v1/workflows/nodes/runs/" + one, done).expect(200);
        assertThat(claimed(claim)).isEmpty();
        dispatcher.drain();
        // who is late with the first one does not have the second
        api.patch("/v1/workflows/runs/ack", "{\"nodeRunIdentifier\": \"" + one + "\"}")
                .expect(409);
        assertThat(claimed(claim)).containsExactly(two);
        api.patch("/v1/workflows/nodes/runs/" + two, done).expect(200);
        dispatcher.drain();
        assertThat(run(id).path("result").asString("")).isEqualTo("SUCCESS");
    }

    private List<String> claimed(String claim) {
        return api.post("/v1/workflows/runs/claim-pending", claim)
                .expect(200)
                .body()
                .path("nodeRuns")
                .valueStream()
                .map(node -> node.path("identifier").asString(""))
                .toList();
    }

    @Test
    void whoMayStartItIsWhatWasSaidOfTheTriggerLast() throws IOException {
        api.post("/v1/workflows", definition).expect(201);
        String rights = "/v1/actions/" + workflow + "/permissions";
        String ofTrigger = "/v1/workflows/" + workflow + "/nodes/start/permissions";
        api.patch(rights, "{\"execute\": {\"users\": [\"eve@example.com\"]}}").expect(200);
        api.patch(ofTrigger, "{\"roles\": [\"Member\"]}").expect(200);
        assertThat(api.get(rights).text()).contains("Member").doesNotContain("eve@");
        api.delete(ofTrigger).expect(200);
        assertThat(api.get(rights).text()).contains("Admin").doesNotContain("Member");

        // an event starts it at first, and then people without a word about who they are
        String other = workflow + "_event";
        ObjectNode event =
                Json.parseObject(Files.readString(Path.of("src/test/resources/definitions/valid/workflow-event.json")));
        api.post("/v1/workflows", event.put("identifier", other)).expect(201);
        ((ObjectNode) definition.at("/nodes/0/config")).remove("permissions");
        api.put("/v1/workflows/" + other, definition.put("identifier", other)).expect(200);
        assertThat(api.get("/v1/actions/" + other + "/permissions").text())
                .contains("Admin")
                .doesNotContain("Member");
        api.delete("/v1/workflows/" + other).expect(200);
    }

    @Test
    void whatCannotBeCarriedOutIsRefusedByItsPlaceAndNothingIsStored() {
        definition
                .withArray("/connections")
                .addObject()
                .put("sourceIdentifier", "deploy")
                .put("targetIdentifier", "where");
        api.post("/v1/workflows", definition).expect(422).says("/connections/6").says("in a circle");
        api.get("/v1/actions/" + workflow).expect(404);
    }
}
