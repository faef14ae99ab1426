package io.portolan.automation;

import io.portolan.access.ApiCredentials;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.EntityChanges;
import io.portolan.catalog.EntityReader;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeConsumer;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.outbound.KafkaSender;
import io.portolan.outbound.OutboundClient;
import io.portolan.outbound.OutboundException;
import io.portolan.outbound.OutboundRequest;
import io.portolan.outbound.OutboundResponse;
import io.portolan.outbound.WebhookSigner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tells the webhook or the Kafka of a blueprint's `changelogDestination` what happens to its entities, each change
/// once at least and in the order of an entity's changes (dialect section 1.7). Signed and repeated like every outgoing
/// call; a target that refuses for good is not asked again.
@Component
class ChangelogDestination implements ChangeConsumer, EntityReader {

    /// There is one organisation.
    private static final String ORGANIZATION = "portolan";
    private static final String TOPIC = ORGANIZATION + ".change.log";
    private static final Logger LOG = LoggerFactory.getLogger(ChangelogDestination.class);

    private final BlueprintService blueprints;
    private final OutboundClient client;
    private final KafkaSender kafka;
    private final ApiCredentials credentials;
    private final Clock clock;

    ChangelogDestination(
            BlueprintService blueprints,
            OutboundClient client,
            KafkaSender kafka,
            ApiCredentials credentials,
            Clock clock) {
        this.blueprints = blueprints;
        this.client = client;
        this.kafka = kafka;
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "changelog-destination";
    }

    @Override
    public String consumer() {
        return name();
    }

    @Override
    public Set<String> blueprints(List<Blueprint> model) {
        return model.stream()
                .filter(blueprint -> address(blueprint) != null || isKafka(blueprint))
                .map(Blueprint::identifier)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean wants(Change change) {
        return change.kind().resourceType().equals("entity") && EntityChanges.concerns(change, name());
    }

    /// A slow target of one blueprint holds up the changes of that blueprint only.
    @Override
    public String lane(Change change) {
        return name() + "/" + change.blueprint();
    }

    @Override
    public void handle(Change change) {
        Blueprint blueprint =
                blueprints.find(String.valueOf(change.blueprint())).orElse(null);
        if (blueprint == null) {
            return;
        }
        byte[] body = Json.write(message(change)).getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers =
                WebhookSigner.headers(credentials.signingSecret(), "change-" + change.id(), clock.instant(), body);
        String url = address(blueprint);
        try {
            if (url != null) {
                post(change, url, headers, body);
            } else if (isKafka(blueprint)) {
                kafka.send(TOPIC, key(change), body, headers);
            }
        } catch (OutboundException e) {
            if (e.isRetryable()) {
                throw e;
            }
            LOG.warn(
                    "Change {} is not delivered to the destination of {}: {}",
                    change.id(),
                    change.blueprint(),
                    e.getMessage());
        }
    }

    private void post(Change change, String url, Map<String, String> signature, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>(signature);
        headers.put("Content-Type", "application/json");
        OutboundResponse response = client.send(new OutboundRequest("POST", url, headers, body));
        if (response.status() == 429 || response.status() >= 500) {
            throw new IllegalStateException("The destination answered " + response.status());
        }
        if (!response.isSuccess()) {
            LOG.warn(
                    "Change {} was refused with {} by the destination of {}",
                    change.id(),
                    response.status(),
                    change.blueprint());
        }
    }

    private static boolean isKafka(Blueprint blueprint) {
        return "KAFKA".equals(Json.text(blueprint.definition().path("changelogDestination"), "type"));
    }

    private static @Nullable String address(Blueprint blueprint) {
        JsonNode destination = blueprint.definition().path("changelogDestination");
        return "WEBHOOK".equals(Json.text(destination, "type")) ? Json.text(destination, "url") : null;
    }

    private ObjectNode message(Change change) {
        ObjectNode message = Json.object()
                .put("action", change.kind().action())
                .put("resourceType", "entity")
                .put("status", "SUCCESS");
        ObjectNode trigger = message.putObject("trigger").put("at", Json.time(change.at()));
        ObjectNode by = trigger.putObject("by").put("orgId", ORGANIZATION);
        if (change.actorKind() == Actor.Kind.USER || change.actorKind() == Actor.Kind.MACHINE) {
            by.put("userId", change.actorId());
        } else {
            by.put("byPort", true);
        }
        trigger.put("origin", change.origin().name());
        ObjectNode context = message.putObject("context")
                .put("blueprint", change.blueprint())
                .put("entity", change.identifier());
        JsonNode property = change.context().get("propertyIdentifier");
        if (property != null) {
            context.set("propertyIdentifier", property);
        }
        ObjectNode diff = message.putObject("diff");
        diff.set("before", change.before());
        diff.set("after", change.after());
        return message;
    }
}
