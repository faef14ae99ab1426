package io.portolan.action;

import io.portolan.access.ApiCredentials;
import io.portolan.kernel.Json;
import io.portolan.outbound.KafkaSender;
import io.portolan.outbound.OutboundException;
import io.portolan.outbound.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sends a run to the topic of runs (dialect section 5.3), signed like a webhook, with the run's id as key: what
/// belongs to one run stays in order. Whoever consumes it reports over the API.
@Component
class KafkaInvoker implements Invoker {

    static final String TOPIC = RunData.ORGANIZATION + ".runs";

    private final KafkaSender kafka;
    private final ApiCredentials credentials;
    private final RunData data;
    private final Clock clock;

    KafkaInvoker(KafkaSender kafka, ApiCredentials credentials, RunData data, Clock clock) {
        this.kafka = kafka;
        this.credentials = credentials;
        this.data = data;
        this.clock = clock;
    }

    @Override
    public boolean handles(InvocationType type) {
        return type == InvocationType.KAFKA;
    }

    @Override
    public Outcome invoke(Invocation invocation) {
        JsonNode payload = invocation.method().path("payload");
        JsonNode message = payload.isContainer() ? payload : data.message(invocation.run());
        JsonNode shown = invocation.masked().path("payload");
        ObjectNode request =
                Json.object().put("topic", TOPIC).put("key", invocation.run().id());
        request.set("message", shown.isContainer() ? shown : data.maskedMessage(invocation.run()));
        byte[] bytes = Json.write(message).getBytes(StandardCharsets.UTF_8);
        Instant now = clock.instant();
        Map<String, String> headers = WebhookSigner.headers(credentials.signingSecret(), invocation.key(), now, bytes);
        long began = System.nanoTime();
        try {
            String place = kafka.send(TOPIC, invocation.run().id(), bytes, headers);
            return new Outcome.Accepted(
                    attempt(invocation, now, began, request, null), "Kafka has the run (" + place + ")");
        } catch (OutboundException e) {
            return Outcome.unanswered(attempt(invocation, now, began, request, String.valueOf(e.getMessage())), e);
        }
    }

    private static RunAttempt attempt(
            Invocation invocation, Instant at, long began, ObjectNode request, @Nullable String error) {
        long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
        return new RunAttempt(invocation.attempt(), at, took, request, null, null, error);
    }
}
