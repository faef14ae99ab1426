package io.portolan.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The portal's REST API, as far as the platform uses it. A call that gets no answer, or 401, 429 or 5xx, is repeated a
/// few times.
final class PortalClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TRIES = 5;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final SandboxSettings settings;
    private volatile @Nullable String token;

    PortalClient(SandboxSettings settings) {
        this.settings = settings;
    }

    /// The portal gave an answer that is no success.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    void log(String run, String message) {
        call("POST", "/v1/actions/runs/" + encode(run) + "/logs", object().put("message", message));
    }

    /// Ends the run. A run that has ended already stays as it is.
    void end(String run, boolean success, String summary, @Nullable String link) {
        ObjectNode report =
                object().put("status", success ? "SUCCESS" : "FAILURE").put("summary", summary);
        if (link != null) {
            report.putArray("link").add(link);
        }
        try {
            call("PATCH", "/v1/actions/runs/" + encode(run), report);
        } catch (Refused e) {
            if (e.status() != 422) {
                throw e;
            }
        }
    }

    /// The entity, or null when there is none.
    @Nullable
    JsonNode entity(String blueprint, String identifier) {
        try {
            return call("GET", "/v1/blueprints/" + encode(blueprint) + "/entities/" + encode(identifier), null)
                    .path("entity");
        } catch (Refused e) {
            if (e.status() == 404) {
                return null;
            }
            throw e;
        }
    }

    void upsert(String blueprint, ObjectNode entity, String run) {
        call(
                "POST",
                "/v1/blueprints/" + encode(blueprint) + "/entities?upsert=true&merge=true&run_id=" + encode(run),
                entity);
    }

    /// Changes properties of an entity, or begins it with them.
    void change(String blueprint, String identifier, String run, Consumer<ObjectNode> change) {
        ObjectNode entity = object().put("identifier", identifier);
        change.accept(entity.putObject("properties"));
        upsert(blueprint, entity, run);
    }

    /// Runs that have not ended.
    JsonNode openRuns() {
        return call("GET", "/v1/actions/runs?active=true&limit=1000", null).path("runs");
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private JsonNode call(String method, String path, @Nullable ObjectNode body) {
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<String> response = send(method, path, body, token());
                int status = response.statusCode();
                if (status < 300) {
                    return JSON.readTree(response.body());
                }
                if (status == 401) {
                    token = null;
                }
                if (attempt == TRIES || !(status == 401 || status == 429 || status >= 500)) {
                    throw new Refused(status, method + " " + path + " was answered " + status + ": " + response.body());
                }
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw new Refused(0, method + " " + path + " got no answer: " + e);
                }
            }
            pause(attempt);
        }
    }

    private String token() throws IOException {
        String known = token;
        if (known != null) {
            return known;
        }
        ObjectNode login = object().put("clientId", settings.clientId()).put("clientSecret", settings.clientSecret());
        HttpResponse<String> response = send("POST", "/v1/auth/access_token", login, null);
        if (response.statusCode() != 200) {
            throw new IOException("signing in was answered " + response.statusCode());
        }
        String fresh = JSON.readTree(response.body()).path("accessToken").asString();
        token = fresh;
        return fresh;
    }

    private HttpResponse<String> send(String method, String path, @Nullable ObjectNode body, @Nullable String bearer)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.portal() + path))
                .timeout(Duration.ofSeconds(30))
                .header("User-Agent", "portolan-sandbox/1.0")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(Duration.ofMillis(200L << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
