package io.portolan.outbound;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// Limits of outgoing calls, `portolan.outbound.*`.
///
/// @param allow `host:port` pairs that may be called although their address is not public
/// @param connectTimeout for name resolution, connection and TLS handshake, each
/// @param responseTimeout longest silence of the other side
/// @param totalTimeout longest duration of a call with all its redirects
/// @param maxResponse largest answer that is read
@ConfigurationProperties("portolan.outbound")
record OutboundProperties(
        @DefaultValue List<String> allow,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("10s") Duration responseTimeout,
        @DefaultValue("30s") Duration totalTimeout,
        @DefaultValue("1MB") DataSize maxResponse) {}
