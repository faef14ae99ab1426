package io.portolan.testing;

import io.portolan.kernel.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/// A client of the portal's REST API, signed in as the preset administrator unless told otherwise. Paths begin with
/// `/v1/`, bodies are JSON texts or nodes. No status is an error: tests look at it.
public final class Api {

    /// An answer as it came.
    public record Answer(int status, String text, HttpResponse<String> response) {

        /// The body as JSON; an object with nothing in it when there is none.
        public JsonNode body() {
            return text.isBlank() ? Json.object() : Json.parse(text);
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /// This answer, if it is a success; else the test fails with status and body.
        public Answer expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError("Expected " + wanted + " from "
                        + response.request().method() + " " + response.uri() + " but got " + status + ": " + text);
            }
            return this;
        }

        /// This answer, if its text holds these words; else the test fails with the text.
        public Answer says(String words) {
            if (!text.replace("\\\"", "\"").contains(words)) {
                throw new AssertionError("Expected an answer that says \"" + words + "\" but got " + text);
            }
            return this;
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Environment environment;
    private final Map<String, String> headers;
    private final boolean signedIn;
    private @Nullable String token;

    Api(Environment environment) {
        this(environment, Map.of(), true, null);
    }

    private Api(Environment environment, Map<String, String> headers, boolean signedIn, @Nullable String token) {
        this.environment = environment;
        this.headers = headers;
        this.signedIn = signedIn;
        this.token = token;
    }

    /// The same without any token.
    public Api anonymous() {
        return new Api(environment, headers, false, null);
    }

    /// The same with another bearer token.
    public Api withToken(String bearer) {
        return with("Authorization", "Bearer " + bearer).anonymous();
    }

    /// The same with one header more.
    public Api with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Api(environment, more, signedIn, token);
    }

    /// A fresh access token of the preset administrator, for requests that this client cannot send.
    public String accessToken() {
        return signIn();
    }

    public String baseUrl() {
        return "http://localhost:" + environment.getRequiredProperty("local.server.port");
    }

    public Answer get(String path) {
        return call("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return call("POST", path, body);
    }

    public Answer put(String path, Object body) {
        return call("PUT", path, body);
    }

    public Answer patch(String path, Object body) {
        return call("PATCH", path, body);
    }

    public Answer delete(String path) {
        return call("DELETE", path, null);
    }

    /// Starts an action and gives the id of the run.
    public String start(String action, Object body) {
        return post("/v1/actions/" + action + "/runs", body)
                .expect(202)
                .body()
                .at("/run/id")
                .asString("");
    }

    /// A run as it stands.
    public JsonNode run(String id) {
        return get("/v1/actions/runs/" + id).expect(200).body().path("run");
    }

    /// The page with that title; the test fails when there is none.
    public JsonNode pageTitled(String title) {
        return get("/v1/pages")
                .expect(200)
                .body()
                .path("pages")
                .valueStream()
                .filter(one -> one.path("title").asString("").equals(title))
                .findFirst()
                .orElseThrow();
    }

    /// Any method; the body is sent as `application/json`.
    public Answer call(String method, String path, @Nullable Object body) {
        if (!signedIn) {
            return send(method, path, body, null);
        }
        if (token == null) {
            token = signIn();
        }
        Answer answer = send(method, path, body, token);
        if (answer.status() == 401) {
            // The token may have run out because the test moved the clock.
            token = signIn();
            return send(method, path, body, token);
        }
        return answer;
    }

    private String signIn() {
        JsonNode answer = send(
                        "POST",
                        "/v1/auth/access_token",
                        Json.object()
                                .put("clientId", TestDatabase.CLIENT_ID)
                                .put("clientSecret", TestDatabase.CLIENT_SECRET),
                        null)
                .expect(200)
                .body();
        return answer.path("accessToken").asString();
    }

    private Answer send(String method, String path, @Nullable Object body, @Nullable String bearer) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl() + path)).timeout(Duration.ofSeconds(60));
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.method(method, HttpRequest.BodyPublishers.ofString(text(body)));
            request.setHeader("Content-Type", "application/json");
        }
        if (bearer != null) {
            request.setHeader("Authorization", "Bearer " + bearer);
        }
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String text(Object body) {
        return body instanceof JsonNode node ? Json.write(node) : body.toString();
    }
}
