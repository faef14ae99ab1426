package io.portolan.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Actor;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// Runs that an integration fetches and carries out.
@PortalTest
class IntegrationActionIT {

    @Autowired
    Api api;

    @Autowired
    RunService runs;

    @Autowired
    ChangeDispatcher dispatcher;

    @Autowired
    SettableClock clock;

    private String action = "";
    private String integration = "";

    @BeforeEach
    void define() {
        action = Names.unique("deploy");
        integration = Names.unique("github");
        api.post("/v1/actions", """
                {"identifier": "%s", "title": "Deploy",
                 "trigger": {"type": "self-service", "operation": "CREATE", "userInputs": {"properties": {"ref": {"type": "string"}}}},
                 "invocationMethod": {"type": "INTEGRATION_ACTION", "installationId": "%s", "integrationActionType": "dispatch_workflow",
                   "integrationActionExecutionProperties": {"org": "acme", "repo": "shop", "workflow": "deploy.yml",
                     "workflowInputs": {"ref": "{{ .inputs.ref }}"}, "reportWorkflowStatus": true}}}""".formatted(action, integration)).expect(201);
    }

    private JsonNode claim(String who, String more) {
        return api.post(
                        "/v1/actions/runs/claim-pending",
                        "{\"installationId\": \"" + who + "\", \"limit\": 300, \"visibilityTimeoutMs\": 5000" + more
                                + "}")
                .expect(200)
                .body()
                .path("runs");
    }

    @Test
    void onlyTheIntegrationThatIsMeantGetsTheRunAndItsReportEndsIt() {
        String id = api.start(action, "{\"properties\": {\"ref\": \"main\"}}");
        dispatcher.drain();
        assertThat(api.run(id).path("status").asString("")).isEqualTo("IN_PROGRESS");

        assertThat(claim("another", "")).isEmpty();
        // webhooks of other tests may wait for an agent
        assertThat(claim(integration, ", \"invocationMethod\": \"WEBHOOK\"").toString())
                .doesNotContain(id);
        assertThat(claim(integration, ", \"exclude\": [\"" + action + "\"]")).isEmpty();
        JsonNode claimed = claim(integration, "");
        assertThat(claimed).hasSize(1);
        assertThat(claimed.at("/0/id").asString("")).isEqualTo(id);
        assertThat(claimed.at("/0/payload/type").asString("")).isEqualTo("INTEGRATION_ACTION");
        assertThat(claimed.at("/0/payload/integrationActionExecutionProperties/workflowInputs/ref")
                        .asString(""))
                .isEqualTo("main");
        assertThat(claim(integration, "")).isEmpty();
        clock.advance(Duration.ofSeconds(6));
        assertThat(claim(integration, "")).hasSize(1);

        api.patch("/v1/actions/runs/ack", "{\"runId\": \"" + id + "\"}").expect(200);
        api.patch("/v1/actions/runs/ack", "{\"runId\": \"" + id + "\"}").expect(409);
        api.patch(
                        "/v1/actions/runs/" + id,
                        "{\"status\": \"SUCCESS\", \"link\": \"https://github.com/acme/shop/actions/runs/1\"}")
                .expect(200);
        assertThat(api.run(id).path("status").asString("")).isEqualTo("SUCCESS");

        List<RunAttempt> attempts = runs.attempts(id, Actor.system());
        assertThat(attempts).hasSize(2);
        assertThat(attempts.getFirst().response()).contains("Given to", integration);
        assertThat(attempts.getFirst().request().path("installationId").asString(""))
                .isEqualTo(integration);
        assertThat(api.get("/v1/actions/runs/" + id + "/logs").text()).contains("waits for the integration");
    }

    @Test
    void anIntegrationNeverGetsWebhooksOfAgents() {
        String agent = Names.unique("agent");
        api.post("/v1/actions", """
                {"identifier": "%s", "title": "Agent",
                 "trigger": {"type": "self-service", "operation": "CREATE", "userInputs": {"properties": {}}},
                 "invocationMethod": {"type": "WEBHOOK", "url": "https://inside.example.com", "agent": true}}""".formatted(agent)).expect(201);
        String id = api.start(agent, "{\"properties\": {}}");
        dispatcher.drain();
        assertThat(claim(integration, "")).isEmpty();
        assertThat(claim("_PORT_EXEC_AGENT", ", \"invocationMethod\": \"WEBHOOK\"")
                        .toString())
                .contains(id);
        api.patch("/v1/actions/runs/" + id, "{\"status\": \"SUCCESS\"}").expect(200);
    }
}
