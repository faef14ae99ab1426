package io.portolan.api;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.ConsumptionProbe;
import io.portolan.access.Buckets;
import io.portolan.access.SignedInClient;
import io.portolan.kernel.PortalException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Bounds the calls of each API client to so many a minute, spread evenly, with one minute's worth at once. Says so in
/// the headers that Port's clients read; over the limit it answers 429 with `Retry-After`. Counted per process.
final class RateLimitFilter extends OncePerRequestFilter {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final long limit;
    private final Buckets buckets;

    /// @param limit calls a minute
    RateLimitFilter(long limit, Clock clock) {
        this.limit = limit;
        this.buckets = new Buckets(
                Bandwidth.builder().capacity(limit).refillGreedy(limit, PERIOD).build(), clock);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller == null || !(caller.getPrincipal() instanceof SignedInClient client)) {
            chain.doFilter(request, response);
            return;
        }
        ConsumptionProbe probe = buckets.of(client.clientId()).tryConsumeAndReturnRemaining(1);
        long wait = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
        if (!probe.isConsumed()) {
            headers(response, 0, wait);
            ApiError.of(new PortalException.RateLimited(
                            "More than " + limit + " calls a minute. Try again in " + wait + " seconds.", wait))
                    .write(request, response);
            return;
        }
        // One call is always left in the header, because Port's Terraform provider falls asleep at 0.
        headers(
                response,
                Math.max(1, probe.getRemainingTokens()),
                TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForReset()));
        chain.doFilter(request, response);
    }

    private void headers(HttpServletResponse response, long remaining, long resetSeconds) {
        response.setHeader("x-ratelimit-limit", Long.toString(limit));
        response.setHeader("x-ratelimit-period", Long.toString(PERIOD.toSeconds()));
        response.setHeader("x-ratelimit-remaining", Long.toString(remaining));
        response.setHeader("x-ratelimit-reset", Long.toString(resetSeconds));
    }
}
