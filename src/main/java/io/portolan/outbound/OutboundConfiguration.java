package io.portolan.outbound;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OutboundProperties.class, KafkaProperties.class})
class OutboundConfiguration {}
