package io.portolan.outbound;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.portolan.outbound.OutboundException.Reason;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Spares a target that is down: when twenty calls to one host and port have failed in a row, it is not called for half
/// a minute, so that thousands of queued calls neither pile up before it nor wait out their time-outs one by one. Then
/// two calls try it.
///
/// Failed is a call that got no answer, or one of 5xx.
final class Breakers {

    private static final int FAILURES = 20;
    private static final Duration REST = Duration.ofSeconds(30);
    private static final int MOST_TARGETS = 500;

    private final CircuitBreakerConfig config;
    private final Map<String, CircuitBreaker> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CircuitBreaker> eldest) {
            return size() > MOST_TARGETS;
        }
    };

    Breakers(Clock clock) {
        this.config = CircuitBreakerConfig.custom()
                .slidingWindow(FAILURES, FAILURES, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(100)
                .waitDurationInOpenState(REST)
                .permittedNumberOfCallsInHalfOpenState(2)
                .clock(clock)
                .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                .recordResult(answer -> answer instanceof OutboundResponse response && response.status() >= 500)
                .recordException(e -> e instanceof OutboundException failure && failure.isRetryable())
                .build();
    }

    /// Makes a call unless the target rests; then throws [OutboundException], which is worth a try later.
    OutboundResponse guard(URI target, Supplier<OutboundResponse> call) {
        String name = target.getScheme() + "://" + target.getHost() + ":" + target.getPort();
        try {
            return of(name).executeSupplier(call);
        } catch (CallNotPermittedException e) {
            throw new OutboundException(
                    Reason.UNREACHABLE, name + " is not called for a while: its last " + FAILURES + " calls failed", e);
        }
    }

    private CircuitBreaker of(String name) {
        synchronized (known) {
            return known.computeIfAbsent(name, key -> CircuitBreaker.of(key, config));
        }
    }
}
