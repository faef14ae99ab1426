package io.portolan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// A portal in a process of its own, for tests that kill it. Its database is durable, and its scheduler runs.
public final class PortalProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(240);

    private final Process process;
    private final int port;
    private final Path log;

    private PortalProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /// Starts a portal on a data folder and waits until it serves. Further arguments are settings, such as
    /// `--portolan.example=true`.
    public static PortalProcess start(Path data, String... settings) {
        PortalProcess portal = launch(data, settings);
        portal.awaitHealth();
        return portal;
    }

    /// Starts a portal that is expected to give up, and answers what it printed.
    public static String startInVain(Path data, String... settings) {
        try (PortalProcess portal = launch(data, settings)) {
            if (!portal.process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("The portal did not give up:\n" + portal.output());
            }
            return portal.output();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static PortalProcess launch(Path data, String... settings) {
        try {
            int port = freePort();
            Path log = Files.createTempFile("portal-process", ".log");
            log.toFile().deleteOnExit();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    "io.portolan.PortolanApplication",
                    "--server.port=" + port,
                    "--portolan.data=" + data,
                    "--portolan.embedded.programs=" + TestDatabase.PROGRAMS,
                    "--vaadin.productionMode=true"));
            command.addAll(List.of(settings));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "PORTOLAN_CLIENT_ID", TestDatabase.CLIENT_ID,
                            "PORTOLAN_CLIENT_SECRET", TestDatabase.CLIENT_SECRET,
                            "PORTOLAN_ADMIN_PASSWORD", TestDatabase.ADMIN_PASSWORD));
            return new PortalProcess(builder.start(), port, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Calls the portal as the preset administrator.
    public Api api() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("portal-process", Map.of("local.server.port", port)));
        return new Api(environment);
    }

    /// Ends it as `kill -9` does: no handler runs, and its database server is left behind.
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// What it printed so far.
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitHealth() {
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long deadline = System.nanoTime() + START.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (System.nanoTime() < deadline && process.isAlive()) {
                try {
                    if (client.send(health, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // Not listening yet.
                }
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        close();
        throw new AssertionError("The portal did not start:\n" + output());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /// Ends it in good order.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
