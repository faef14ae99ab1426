package io.portolan.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import org.junit.jupiter.api.Test;

/// The requests that the presets of GitHub, GitLab and Azure DevOps stand for.
class HttpPresetTest {

    private static final ActionRun RUN = new ActionRun(Json.object().put("id", "r_1"));

    private static HttpPreset preset(String method) {
        return HttpPreset.of(Json.parseObject(method), RUN, name -> "secret-" + name);
    }

    @Test
    void gitHubDispatchesAWorkflowOnItsBranchWithTexts() {
        HttpPreset preset = preset("""
                {"type": "GITHUB", "org": "acme", "repo": "shop", "workflow": "a b.yml",
                 "workflowInputs": {"ref": "release/1", "size": 3, "name": "x", "list": [1]}}""");
        assertThat(preset.method()).isEqualTo("POST");
        assertThat(preset.url())
                .isEqualTo("https://api.github.com/repos/acme/shop/actions/workflows/a%20b.yml/dispatches");
        assertThat(preset.headers()).containsEntry("Authorization", "Bearer secret-GITHUB_TOKEN");
        assertThat(preset.body())
                .isEqualTo(Json.parse(
                        "{\"ref\": \"release/1\", \"inputs\": {\"size\": \"3\", \"name\": \"x\", \"list\": \"[1]\"}}"));
    }

    @Test
    void gitLabStartsAPipelineOfTheProjectWithVariables() {
        HttpPreset preset = preset("""
                {"type": "GITLAB", "groupName": "acme/web", "projectName": "shop", "pipelineVariables": {"SIZE": 3}}""");
        assertThat(preset.url()).isEqualTo("https://gitlab.com/api/v4/projects/acme%2Fweb%2Fshop/pipeline");
        assertThat(preset.headers()).containsEntry("PRIVATE-TOKEN", "secret-GITLAB_TOKEN");
        assertThat(preset.body()).isEqualTo(Json.parse("""
                        {"ref": "main", "variables": [{"key": "PORT_RUN_ID", "value": "r_1"}, {"key": "SIZE", "value": "3"}]}"""));
    }

    @Test
    void azureDevOpsGetsThePayloadAndTheRun() {
        HttpPreset preset =
                preset("{\"type\": \"AZURE_DEVOPS\", \"org\": \"acme\", \"webhook\": \"go\", \"payload\": {\"a\": 1}}");
        assertThat(preset.url())
                .isEqualTo(
                        "https://dev.azure.com/acme/_apis/public/distributedtask/webhooks/go?api-version=6.0-preview");
        assertThat(preset.body()).isEqualTo(Json.parse("{\"a\": 1, \"port_context\": {\"run_id\": \"r_1\"}}"));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(
                        () -> preset("{\"type\": \"GITHUB\", \"org\": \"acme\", \"repo\": \"\", \"workflow\": \"x\"}"))
                .isInstanceOf(PortalException.Invalid.class)
                .hasMessageContaining("/invocationMethod/repo");
        assertThatThrownBy(() -> HttpPreset.of(
                        Json.parseObject("{\"type\": \"GITLAB\", \"groupName\": \"a\", \"projectName\": \"b\"}"),
                        RUN,
                        name -> null))
                .hasMessageContaining("GITLAB_TOKEN");
    }
}
