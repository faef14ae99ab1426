package io.portolan;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/// Says where the portal is and how long the start took.
@Component
class ReadyMessage {

    private static final Logger log = LoggerFactory.getLogger(ReadyMessage.class);

    private final Environment environment;

    ReadyMessage(Environment environment) {
        this.environment = environment;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void ready(ApplicationReadyEvent event) {
        log.info(
                "Portolan is ready on http://localhost:{}{}",
                environment.getProperty("local.server.port", "8080"),
                event.getTimeTaken() == null
                        ? ""
                        : String.format(
                                Locale.ROOT, " (%.1f s)", event.getTimeTaken().toMillis() / 1000.0));
    }
}
