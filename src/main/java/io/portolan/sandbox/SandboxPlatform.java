package io.portolan.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The platform while it runs: a small HTTP server on loopback.
///
/// `POST /environments/{create,load,invite,extend,terminate}` takes a signed message with `runId` and `environment`,
/// `POST /services/{scaffold,deploy,revert,lock,scale,flag}` one with `runId` and `service`. Both answer 202 at once
/// and work in the background; 401 for a bad signature, 400 for anything unreadable.
/// `GET /passwords/{key}` shows a password once.
public final class SandboxPlatform implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxPlatform.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MAX_BODY = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();
    private final WebhookVerifier verifier;
    private final OneTimeSecrets secrets;
    private final PortalClient portal;
    private final Jobs jobs;

    private SandboxPlatform(SandboxSettings settings) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), settings.port()), 50);
        server.setExecutor(workers);
        verifier = new WebhookVerifier(settings.clientSecret(), settings.clock());
        secrets = new OneTimeSecrets(settings.clock());
        portal = new PortalClient(settings);
        EnvironmentJobs environments =
                new EnvironmentJobs(portal, new EnvironmentDatabases(settings), secrets, settings.clock(), url());
        ServiceJobs services = new ServiceJobs(portal, settings.clock());
        jobs = new Jobs(portal, List.of(environments.family(), services.family()));
        server.createContext("/environments/", this::message);
        server.createContext("/services/", this::message);
        server.createContext("/passwords/", this::password);
    }

    /// Starts listening. Throws [IOException] when the port is taken.
    public static SandboxPlatform start(SandboxSettings settings) throws IOException {
        SandboxPlatform platform = new SandboxPlatform(settings);
        platform.server.start();
        return platform;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// Its address without a path.
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /// Takes up again, in the background, the runs that were given to this platform and have not ended. To be called
    /// when the portal answers.
    public void resume() {
        workers.execute(() -> {
            try {
                for (JsonNode run : portal.openRuns()) {
                    String target = run.path("payload").path("url").asString("");
                    if (run.path("status").asString("").equals("IN_PROGRESS") && target.startsWith(url())) {
                        accept(
                                target.substring(url().length()),
                                run.path("payload").path("body"));
                    }
                }
            } catch (RuntimeException e) {
                LOG.warn("Cannot look for unfinished runs: {}", e.toString());
            }
        });
    }

    /// Whether a job is in work. For tests.
    boolean isBusy() {
        return !atWork.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdown();
        try {
            if (!workers.awaitTermination(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            workers.shutdownNow();
        }
    }

    private void message(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
            String refusal = verifier.refusal(
                    exchange.getRequestHeaders().getFirst("X-Port-Timestamp"),
                    exchange.getRequestHeaders().getFirst("X-Port-Signature"),
                    body);
            String path = exchange.getRequestURI().getPath();
            if (body.length > MAX_BODY) {
                answer(exchange, 413, "too large");
            } else if (refusal != null) {
                answer(exchange, 401, refusal);
            } else if (!jobs.knows(path) || !exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 404, "nothing here");
            } else {
                JsonNode message = JSON.readTree(body);
                if (message.path("runId").asString("").isEmpty()) {
                    answer(exchange, 400, "runId is missing");
                } else {
                    accept(path, message);
                    answer(exchange, 202, "accepted");
                }
            }
        } catch (JacksonException e) {
            answer(exchange, 400, "not JSON");
        }
    }

    private void accept(String path, JsonNode message) {
        String run = message.path("runId").asString("");
        if (jobs.knows(path) && !run.isEmpty() && atWork.add(run)) {
            workers.execute(() -> {
                try {
                    jobs.work(path, message);
                } catch (RuntimeException e) {
                    LOG.warn("Run {} could not be finished: {}", run, e.toString());
                } finally {
                    atWork.remove(run);
                }
            });
        }
    }

    private void password(HttpExchange exchange) throws IOException {
        try (exchange) {
            String key = exchange.getRequestURI().getPath().substring("/passwords/".length());
            String text = exchange.getRequestMethod().equals("GET") ? secrets.take(key) : null;
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            answer(exchange, text == null ? 410 : 200, text == null ? "This was read already, or is too old." : text);
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
