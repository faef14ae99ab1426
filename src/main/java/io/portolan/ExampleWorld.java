package io.portolan;

import io.portolan.access.ApiCredentials;
import io.portolan.access.ExampleMode;
import io.portolan.action.Action;
import io.portolan.action.ActionService;
import io.portolan.database.DatabaseServer;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.outbound.OutboundAllowList;
import io.portolan.sandbox.SandboxPlatform;
import io.portolan.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Starts the sandbox platform in example mode and lets the portal call it, and nothing else, on loopback.
///
/// It starts after the web server, whose port it has to know, and before the change dispatcher, which may have messages
/// for it from before a crash.
@Component
class ExampleWorld implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ExampleWorld.class);
    private static final Pattern OWN_URL =
            Pattern.compile("^http://127\\.0\\.0\\.1:(\\d+)(/(?:environments|services)/\\w+)$");

    private final ExampleMode exampleMode;
    private final ApiCredentials credentials;
    private final ActionService actions;
    private final OutboundAllowList allowed;
    private final DatabaseServer database;
    private final Environment environment;
    private final Clock clock;
    private final int preferredPort;
    private @Nullable SandboxPlatform platform;

    ExampleWorld(
            ExampleMode exampleMode,
            ApiCredentials credentials,
            ActionService actions,
            OutboundAllowList allowed,
            DatabaseServer database,
            Environment environment,
            Clock clock,
            @Value("${portolan.sandbox.port:8099}") int preferredPort) {
        this.exampleMode = exampleMode;
        this.credentials = credentials;
        this.actions = actions;
        this.allowed = allowed;
        this.database = database;
        this.environment = environment;
        this.clock = clock;
        this.preferredPort = preferredPort;
    }

    @Override
    public void start() {
        if (!exampleMode.on() || !environment.containsProperty("local.server.port")) {
            return;
        }
        SandboxPlatform started;
        try {
            started = SandboxPlatform.start(settings(knownPort()));
        } catch (IOException e) {
            started = startAnywhere();
        }
        platform = started;
        allowed.add("127.0.0.1", started.port());
        LOG.info("The sandbox platform listens on {}", started.url());
        followPort();
    }

    /// The example data, which names the preferred port, is loaded by now.
    @EventListener(ApplicationReadyEvent.class)
    @Order(100)
    void ready() {
        SandboxPlatform running = platform;
        if (running != null) {
            followPort();
            running.resume();
        }
    }

    @Override
    public void stop() {
        SandboxPlatform running = platform;
        platform = null;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public boolean isRunning() {
        return platform != null;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }

    private SandboxPlatform startAnywhere() {
        try {
            return SandboxPlatform.start(settings(0));
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox platform finds no free port on loopback", e);
        }
    }

    private SandboxSettings settings(int port) {
        return new SandboxSettings(
                URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port")),
                credentials.organization().clientId(),
                credentials.signingSecret(),
                database.url(),
                database.user(),
                database.password(),
                port,
                clock);
    }

    /// The port that the stored actions name, so that runs from before a restart find the platform again.
    private int knownPort() {
        return actions.all().stream()
                .map(action -> OWN_URL.matcher(url(action)))
                .filter(Matcher::matches)
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .findFirst()
                .orElse(preferredPort);
    }

    /// Points the example actions to where the platform is now.
    private void followPort() {
        SandboxPlatform running = platform;
        for (Action action : actions.all()) {
            Matcher matcher = OWN_URL.matcher(url(action));
            if (running != null && matcher.matches() && !matcher.group(1).equals(Integer.toString(running.port()))) {
                var moved = action.document().deepCopy();
                moved.withObject("/invocationMethod").put("url", running.url() + matcher.group(2));
                actions.replace(action.identifier(), moved, Actor.system());
            }
        }
    }

    private static String url(Action action) {
        return String.valueOf(Json.text(action.invocation(), "url"));
    }
}
