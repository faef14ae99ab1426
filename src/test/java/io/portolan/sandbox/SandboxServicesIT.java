package io.portolan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portolan.kernel.Json;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the example world does with services, over REST.
@PortalTest
class SandboxServicesIT extends SandboxHarness {

    @Test
    void aServiceIsScaffoldedDeployedAndReverted() {
        String service = Names.unique("svc-it");
        JsonNode made = succeed(
                "scaffold_service",
                "{\"properties\":{\"name\":\"" + service
                        + "\",\"title\":\"Parcel\",\"tier\":\"internal\",\"language\":\"Go\"}}");
        assertThat(made.at("/link/0").stringValue()).endsWith("/" + service);
        assertThat(service(service).at("/properties/version").stringValue()).isEqualTo("0.1.0");

        JsonNode deployed = succeed(
                "deploy_service",
                "{\"entity\":\"" + service + "\",\"properties\":{\"version\":\"0.2.0\",\"strategy\":\"canary\"}}");
        assertThat(log(deployed)).contains("10 % of the traffic goes to 0.2.0", "All traffic goes to 0.2.0");
        assertThat(deployed.at("/link/0").stringValue()).endsWith("/releases/0.2.0");
        assertThat(service(service).at("/properties/version").stringValue()).isEqualTo("0.2.0");
        assertThat(service(service).at("/properties/previousVersion").stringValue())
                .isEqualTo("0.1.0");

        succeed("revert_service", "{\"entity\":\"" + service + "\"}");
        assertThat(service(service).at("/properties/version").stringValue()).isEqualTo("0.1.0");
        api.post("/v1/actions/revert_service/runs", "{\"entity\":\"" + service + "\",\"properties\":{}}")
                .expect(422);
    }

    @Test
    void aLockedServiceRefusesADeployment() {
        String service = aService();
        String deploy =
                "{\"entity\":\"" + service + "\",\"properties\":{\"version\":\"1.0.1\",\"strategy\":\"blue-green\"}}";
        succeed("lock_deployments", lock(service, true));
        assertThat(service(service).at("/properties/locked").booleanValue()).isTrue();

        JsonNode refused = finish("deploy_service", deploy);
        assertThat(refused.get("status").stringValue()).isEqualTo("FAILURE");
        assertThat(refused.get("summary").stringValue()).contains("is locked");
        assertThat(service(service).at("/properties/version").stringValue()).isEqualTo("1.0.0");

        succeed("lock_deployments", lock(service, false));
        succeed("deploy_service", deploy);
        assertThat(service(service).at("/properties/version").stringValue()).isEqualTo("1.0.1");
    }

    @Test
    void podsAndFlagsOfAServiceFollowTheForm() {
        String service = aService();
        succeed("update_pod_count", "{\"entity\":\"" + service + "\",\"properties\":{\"replicas\":7}}");
        assertThat(service(service).at("/properties/replicas").intValue()).isEqualTo(7);
        api.post(
                        "/v1/actions/update_pod_count/runs",
                        "{\"entity\":\"" + service + "\",\"properties\":{\"replicas\":51}}")
                .expect(422);

        succeed("toggle_feature_flag", flag(service, "fast-lane", true));
        succeed("toggle_feature_flag", flag(service, "dark-mode", true));
        assertThat(service(service).at("/properties/flags")).isEqualTo(Json.parse("[\"dark-mode\",\"fast-lane\"]"));
        succeed("toggle_feature_flag", flag(service, "fast-lane", false));
        assertThat(service(service).at("/properties/flags")).isEqualTo(Json.parse("[\"dark-mode\"]"));
    }

    @Test
    void aRepeatedDeploymentKeepsTheVersionBefore() {
        String service = aService();
        JsonNode run = succeed(
                "deploy_service",
                "{\"entity\":\"" + service + "\",\"properties\":{\"version\":\"1.1.0\",\"strategy\":\"canary\"}}");
        ObjectNode message = Json.object()
                .put("runId", run.get("id").stringValue())
                .put("service", service)
                .put("version", "1.1.0");
        assertThat(post("/services/deploy", Json.write(message), 301).statusCode())
                .isEqualTo(401);
        assertThat(post("/services/deploy", Json.write(message), 0).statusCode())
                .isEqualTo(202);
        await().atMost(Duration.ofSeconds(30)).until(() -> !platform.isBusy());
        assertThat(service(service).at("/properties/previousVersion").stringValue())
                .isEqualTo("1.0.0");
    }

    private String aService() {
        String service = Names.unique("svc-it");
        api.post(
                        "/v1/blueprints/Service/entities",
                        "{\"identifier\":\"" + service + "\",\"properties\":{\"version\":\"1.0.0\",\"replicas\":2}}")
                .expect(201);
        return service;
    }

    private static String lock(String service, boolean locked) {
        return "{\"entity\":\"" + service + "\",\"properties\":{\"locked\":" + locked
                + ",\"reason\":\"release weekend\"}}";
    }

    private static String flag(String service, String flag, boolean on) {
        return "{\"entity\":\"" + service + "\",\"properties\":{\"flag\":\"" + flag + "\",\"on\":" + on + "}}";
    }

    private JsonNode service(String identifier) {
        return api.get("/v1/blueprints/Service/entities/" + identifier)
                .expect(200)
                .body()
                .get("entity");
    }
}
