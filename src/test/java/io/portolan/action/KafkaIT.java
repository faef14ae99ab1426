package io.portolan.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.access.ApiCredentials;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Json;
import io.portolan.outbound.KafkaSender;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Runs that go to Kafka: a real broker, and a portal that has none.
@PortalTest
class KafkaIT {

    @Autowired
    Api api;

    @Autowired
    ChangeDispatcher dispatcher;

    @Autowired
    RunRows runs;

    @Autowired
    RunData data;

    @Autowired
    ApiCredentials credentials;

    @Autowired
    Clock clock;

    private String started() {
        String action = Names.unique("act");
        api.post("/v1/actions", """
                {"identifier": "%s", "title": "Act",
                 "trigger": {"type": "self-service", "operation": "CREATE",
                   "userInputs": {"properties": {"size": {"type": "number"}, "key": {"type": "string", "encryption": "aes256-gcm"}}}},
                 "invocationMethod": {"type": "KAFKA", "payload": {"size": "{{ .inputs.size }}", "run": "{{ .run.id }}"}}}""".formatted(action)).expect(201);
        return api.start(action, "{\"properties\": {\"size\": 3, \"key\": \"hush\"}}");
    }

    @Test
    void aPortalWithoutKafkaSaysHowToNameOne() {
        String id = started();
        dispatcher.drain();

        JsonNode run = api.run(id);
        assertThat(run.path("status").asString("")).isEqualTo("FAILURE");
        assertThat(run.path("statusLabel").asString("")).contains("portolan.kafka.bootstrap-servers");
    }

    @Test
    void theBrokerGetsTheRunSignedAndUnderItsId() {
        EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1, KafkaInvoker.TOPIC);
        broker.afterPropertiesSet();
        KafkaSender sender = KafkaSender.to(broker.getBrokersAsString());
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", broker.getBrokersAsString(),
                        "group.id", "test",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            ActionRun run = runs.find(started()).orElseThrow();
            ObjectNode method = Json.object().put("type", "KAFKA");
            method.putObject("payload").put("size", 3).put("run", run.id());

            Invoker.Outcome outcome = new KafkaInvoker(sender, credentials, data, clock)
                    .invoke(new Invoker.Invocation(run, method, method, 1, run.id()));

            assertThat(outcome).isInstanceOf(Invoker.Outcome.Accepted.class);
            assertThat(outcome.message()).contains(KafkaInvoker.TOPIC + "/0@0");
            consumer.subscribe(List.of(KafkaInvoker.TOPIC));
            List<ConsumerRecord<String, String>> messages = new ArrayList<>();
            for (int i = 0; messages.isEmpty() && i < 30; i++) {
                consumer.poll(Duration.ofSeconds(1)).forEach(messages::add);
            }
            assertThat(messages).singleElement().satisfies(message -> {
                assertThat(message.key()).isEqualTo(run.id());
                assertThat(message.value()).isEqualTo("{\"size\":3,\"run\":\"" + run.id() + "\"}");
                assertThat(message.headers().lastHeader("X-Port-Signature").value())
                        .isNotEmpty();
            });
        } finally {
            sender.destroy();
            broker.destroy();
        }
    }
}
