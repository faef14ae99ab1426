package io.portolan.outbound;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The Kafka that runs and changes are sent to, `portolan.kafka.*`.
///
/// @param bootstrapServers `host:port`, separated by commas; empty for none
/// @param properties further settings of the producer by their own names, such as `security.protocol` and
///     `sasl.jaas.config`
@ConfigurationProperties("portolan.kafka")
record KafkaProperties(
        @DefaultValue("") String bootstrapServers,
        @DefaultValue Map<String, String> properties) {}
