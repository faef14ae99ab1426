package io.portolan.outbound;

import io.portolan.outbound.OutboundException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/// Sends messages to the operator's Kafka (`portolan.kafka.bootstrap-servers`), each acknowledged by all replicas
/// before
/// the call returns. The connection is made with the first message. Its address is the operator's, never a user's, so
/// that the guard against private addresses has no part in it.
@Service
public class KafkaSender implements DisposableBean {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final KafkaProperties settings;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Producer<String, byte[]> producer;

    @Autowired
    KafkaSender(KafkaProperties settings) {
        this.settings = settings;
    }

    /// A sender to these servers, for whoever keeps a broker of its own.
    public static KafkaSender to(String bootstrapServers) {
        return new KafkaSender(new KafkaProperties(bootstrapServers, Map.of()));
    }

    /// Whether there is a Kafka to send to.
    public boolean isConfigured() {
        return !settings.bootstrapServers().isBlank();
    }

    /// Sends one message and waits until it is safe; gives where it stands, `topic/partition@offset`. Messages with the
    /// same key keep their order. Throws [OutboundException]; never call it inside a transaction.
    public String send(String topic, String key, byte[] message, Map<String, String> headers) {
        if (!isConfigured()) {
            throw new OutboundException(
                    Reason.REFUSED, "No Kafka is configured: portolan.kafka.bootstrap-servers names it");
        }
        ProducerRecord<String, byte[]> item = new ProducerRecord<>(topic, key, message);
        headers.forEach((name, value) -> item.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try {
            RecordMetadata place = producer().send(item).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return place.topic() + "/" + place.partition() + "@" + place.offset();
        } catch (TimeoutException e) {
            throw new OutboundException(
                    Reason.TIMED_OUT, "Kafka did not acknowledge within " + PATIENCE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutboundException(Reason.BROKEN, "Interrupted while Kafka was to acknowledge", e);
        }
    }

    private static OutboundException failure(Throwable e) {
        Reason reason = e instanceof RetriableException ? Reason.UNREACHABLE : Reason.REFUSED;
        return new OutboundException(reason, "Kafka did not take the message: " + e.getMessage(), e);
    }

    private Producer<String, byte[]> producer() {
        Producer<String, byte[]> known = producer;
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            Producer<String, byte[]> made = producer;
            if (made == null) {
                made = new KafkaProducer<>(configuration(), new StringSerializer(), new ByteArraySerializer());
                producer = made;
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    private Map<String, Object> configuration() {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        configuration.put(ProducerConfig.CLIENT_ID_CONFIG, "portolan");
        configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 12_000);
        configuration.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
        configuration.putAll(settings.properties());
        configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        return configuration;
    }

    @Override
    public void destroy() {
        Producer<String, byte[]> open = producer;
        if (open != null) {
            open.close(Duration.ofSeconds(5));
        }
    }
}
