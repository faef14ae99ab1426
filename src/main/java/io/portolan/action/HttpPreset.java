package io.portolan.action;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The HTTP call that an invocation method stands for, dialect section 5.3. Pure.
///
/// GitHub and GitLab are reached with the organisation's secrets `GITHUB_TOKEN` and `GITLAB_TOKEN`.
///
/// @param body null for the standard message of the run
record HttpPreset(
        String method,
        String url,
        Map<String, String> headers,
        @Nullable JsonNode body) {

    static HttpPreset of(ObjectNode method, ActionRun run, Function<String, @Nullable String> secrets) {
        InvocationType type = InvocationType.valueOf(String.valueOf(Json.text(method, "type")));
        return switch (type) {
            case WEBHOOK -> webhook(method);
            case GITHUB -> gitHub(method, secrets);
            case GITLAB -> gitLab(method, run, secrets);
            case AZURE_DEVOPS -> azure(method, run);
            case KAFKA, UPSERT_ENTITY, INTEGRATION_ACTION ->
                throw new IllegalArgumentException(type + " is no HTTP call");
        };
    }

    private static HttpPreset webhook(ObjectNode method) {
        Map<String, String> headers = new LinkedHashMap<>();
        method.path("headers").properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (!value.isNull()) {
                headers.put(entry.getKey(), value.isString() ? value.stringValue() : Json.write(value));
            }
        });
        String verb = Json.text(method, "method");
        JsonNode body = method.get("body");
        return new HttpPreset(
                verb == null ? "POST" : verb,
                text(method, "url"),
                headers,
                body == null || body.isNull() ? null : body);
    }

    private static HttpPreset gitHub(ObjectNode method, Function<String, @Nullable String> secrets) {
        String url = "https://api.github.com/repos/" + encoded(method, "org") + "/" + encoded(method, "repo")
                + "/actions/workflows/" + encoded(method, "workflow") + "/dispatches";
        ObjectNode inputs = method.get("workflowInputs") instanceof ObjectNode given ? given.deepCopy() : Json.object();
        JsonNode ref = inputs.remove("ref");
        ObjectNode body = Json.object();
        body.put("ref", ref == null || !ref.isString() ? "main" : ref.stringValue());
        ObjectNode texts = body.putObject("inputs");
        inputs.properties()
                .forEach(entry -> texts.put(
                        entry.getKey(),
                        entry.getValue().isString() ? entry.getValue().stringValue() : Json.write(entry.getValue())));
        return new HttpPreset(
                "POST",
                url,
                Map.of(
                        "Authorization",
                        "Bearer " + required(secrets, "GITHUB_TOKEN"),
                        "Accept",
                        "application/vnd.github+json"),
                body);
    }

    private static HttpPreset gitLab(ObjectNode method, ActionRun run, Function<String, @Nullable String> secrets) {
        String project = URLEncoder.encode(
                text(method, "groupName") + "/" + text(method, "projectName"), StandardCharsets.UTF_8);
        String ref = Json.text(method, "defaultRef");
        ObjectNode body = Json.object();
        body.put("ref", ref == null ? "main" : ref);
        var variables = body.putArray("variables");
        variables.addObject().put("key", "PORT_RUN_ID").put("value", run.id());
        method.path("pipelineVariables")
                .properties()
                .forEach(entry -> variables
                        .addObject()
                        .put("key", entry.getKey())
                        .put(
                                "value",
                                entry.getValue().isString()
                                        ? entry.getValue().stringValue()
                                        : Json.write(entry.getValue())));
        return new HttpPreset(
                "POST",
                "https://gitlab.com/api/v4/projects/" + project + "/pipeline",
                Map.of("PRIVATE-TOKEN", required(secrets, "GITLAB_TOKEN")),
                body);
    }

    private static HttpPreset azure(ObjectNode method, ActionRun run) {
        JsonNode payload = method.get("payload");
        ObjectNode body = payload instanceof ObjectNode given ? given.deepCopy() : Json.object();
        body.putObject("port_context").put("run_id", run.id());
        return new HttpPreset(
                "POST",
                "https://dev.azure.com/" + encoded(method, "org") + "/_apis/public/distributedtask/webhooks/"
                        + encoded(method, "webhook") + "?api-version=6.0-preview",
                Map.of(),
                body);
    }

    private static String required(Function<String, @Nullable String> secrets, String name) {
        String value = secrets.apply(name);
        if (value == null) {
            throw new PortalException.Invalid(
                    "", "The secret \"" + name + "\" is missing. Add it under Settings, Secrets.");
        }
        return value;
    }

    private static String encoded(ObjectNode method, String key) {
        return URLEncoder.encode(text(method, key), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String text(ObjectNode method, String key) {
        String value = Json.text(method, key);
        if (value == null || value.isBlank()) {
            throw new PortalException.Invalid("/invocationMethod/" + key, "is empty after its template was rendered");
        }
        return value;
    }
}
