package io.portolan.action;

import io.portolan.access.ApiCredentials;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.outbound.OutboundClient;
import io.portolan.outbound.OutboundException;
import io.portolan.outbound.OutboundRequest;
import io.portolan.outbound.OutboundResponse;
import io.portolan.outbound.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Sends a run over HTTP: webhooks, and the presets that are webhooks with a known address ([HttpPreset]).
///
/// Every message is signed over the very bytes that are sent and carries the run's id as idempotency key, the same in
/// each attempt.
@Component
class HttpInvoker implements Invoker {

    private static final int SHOWN_ANSWER = 8_000;

    private final OutboundClient client;
    private final ApiCredentials credentials;
    private final RunData data;
    private final Clock clock;

    HttpInvoker(OutboundClient client, ApiCredentials credentials, RunData data, Clock clock) {
        this.client = client;
        this.credentials = credentials;
        this.data = data;
        this.clock = clock;
    }

    @Override
    public boolean handles(InvocationType type) {
        return switch (type) {
            case WEBHOOK, GITHUB, GITLAB, AZURE_DEVOPS -> true;
            case KAFKA, UPSERT_ENTITY, INTEGRATION_ACTION -> false;
        };
    }

    @Override
    public Outcome invoke(Invocation invocation) {
        if (isOn(invocation.method(), "agent")) {
            return new Outcome.Fetched(null, "The run waits for an agent");
        }
        HttpPreset preset;
        HttpPreset shown;
        try {
            preset = HttpPreset.of(invocation.method(), invocation.run(), data::secret);
            shown = HttpPreset.of(
                    invocation.masked(), invocation.run(), name -> data.secret(name) == null ? null : ActionRun.MASK);
        } catch (PortalException e) {
            return Outcome.failed(null, e.reason());
        }
        JsonNode body = preset.body();
        if (body == null) {
            body = data.message(invocation.run());
        }
        byte[] bytes =
                preset.method().equals("GET") ? new byte[0] : Json.write(body).getBytes(StandardCharsets.UTF_8);
        Instant now = clock.instant();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json, */*");
        headers.putAll(WebhookSigner.headers(credentials.signingSecret(), invocation.key(), now, bytes));
        headers.putAll(preset.headers());
        ObjectNode request =
                shownRequest(shown, shown.body() == null ? data.maskedMessage(invocation.run()) : shown.body());
        try {
            OutboundResponse response = client.send(new OutboundRequest(preset.method(), preset.url(), headers, bytes));
            RunAttempt attempt = new RunAttempt(
                    invocation.attempt(),
                    now,
                    response.took().toMillis(),
                    request,
                    response.status(),
                    cut(response.text()),
                    null);
            boolean synchronous = isOn(invocation.method(), "synchronized");
            if (response.status() == 409 && !synchronous && isRepeated(invocation)) {
                return new Outcome.Accepted(attempt, "The backend has the run from an earlier attempt (409)");
            }
            return judge(response, attempt, synchronous);
        } catch (OutboundException e) {
            long took = Duration.between(now, clock.instant()).toMillis();
            RunAttempt attempt = new RunAttempt(
                    invocation.attempt(), now, Math.max(0, took), request, null, null, String.valueOf(e.getMessage()));
            return Outcome.unanswered(attempt, e);
        }
    }

    /// Whether the same call was made before, and perhaps taken though its answer was lost.
    private static boolean isRepeated(Invocation invocation) {
        ActionRun run = invocation.run();
        return run.action().hasSteps()
                ? RunSteps.current(run)
                        .filter(step -> RunSteps.attempts(run, step) > 1)
                        .isPresent()
                : invocation.attempt() > 1;
    }

    private static Outcome judge(OutboundResponse response, RunAttempt attempt, boolean synchronous) {
        int status = response.status();
        if (status == 429 || status >= 500) {
            return new Outcome.Retry(attempt, "The backend answered " + status);
        }
        if (!response.isSuccess()) {
            String message = "The backend answered " + status;
            return synchronous
                    ? new Outcome.Ended(attempt, RunStatus.FAILURE, message, answer(response))
                    : Outcome.failed(attempt, message);
        }
        if (synchronous) {
            return new Outcome.Ended(attempt, RunStatus.SUCCESS, "The backend answered " + status, answer(response));
        }
        return new Outcome.Accepted(attempt, "The backend accepted the run (" + status + ")");
    }

    private static JsonNode answer(OutboundResponse response) {
        try {
            return Json.parse(response.text());
        } catch (PortalException e) {
            return StringNode.valueOf(cut(response.text()).replace("\0", ""));
        }
    }

    private static ObjectNode shownRequest(HttpPreset shown, JsonNode body) {
        ObjectNode request = Json.object();
        request.put("method", shown.method());
        request.put("url", shown.url());
        ObjectNode headers = request.putObject("headers");
        shown.headers().forEach((name, value) -> headers.put(name, isSensitive(name) ? ActionRun.MASK : value));
        request.set("body", body);
        return request;
    }

    /// The payload as it is kept with the run: headers that carry credentials are masked too.
    static ObjectNode shownMethod(ObjectNode masked) {
        ObjectNode shown = masked.deepCopy();
        if (shown.get("headers") instanceof ObjectNode headers) {
            for (String name : headers.propertyNames()) {
                if (isSensitive(name)) {
                    headers.put(name, ActionRun.MASK);
                }
            }
        }
        return shown;
    }

    private static boolean isSensitive(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return name.contains("auth")
                || name.contains("cookie")
                || name.contains("token")
                || name.contains("secret")
                || name.contains("password")
                || name.endsWith("key");
    }

    private static boolean isOn(ObjectNode method, String key) {
        JsonNode value = method.path(key);
        return value.booleanValue(false) || "true".equals(value.stringValue(""));
    }

    private static String cut(@Nullable String text) {
        String whole = text == null ? "" : text.replace('\0', '\uFFFD');
        return whole.length() <= SHOWN_ANSWER ? whole : whole.substring(0, SHOWN_ANSWER) + "…";
    }
}
