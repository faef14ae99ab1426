package io.portolan.access;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.ConsumptionProbe;
import io.portolan.kernel.PortalException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Service;

/// Slows down whoever guesses passwords or client secrets. Failed attempts are counted per address (30 a minute), per
/// account from one address (10 in 5 minutes) and per account from everywhere (60 in 5 minutes); the right password
/// gives
/// its attempt back. Counted in this process: a cluster of nodes lets through that many per node.
@Service
public class SignInThrottle {

    private final Buckets byAddress;
    private final Buckets byAccountAndAddress;
    private final Buckets byAccount;

    SignInThrottle(Clock clock) {
        this.byAddress = new Buckets(limit(30, Duration.ofMinutes(1)), clock);
        this.byAccountAndAddress = new Buckets(limit(10, Duration.ofMinutes(5)), clock);
        this.byAccount = new Buckets(limit(60, Duration.ofMinutes(5)), clock);
    }

    /// Takes one attempt. Throws [PortalException.RateLimited] with the seconds to wait when there is none left; then
    /// the
    /// password must not be looked at.
    public void attempt(String address, String account) {
        long waitNanos = 0;
        List<io.github.bucket4j.Bucket> taken = new java.util.ArrayList<>();
        for (io.github.bucket4j.Bucket bucket : buckets(address, account)) {
            ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                waitNanos = probe.getNanosToWaitForRefill();
                break;
            }
            taken.add(bucket);
        }
        if (taken.size() < 3) {
            taken.forEach(bucket -> bucket.addTokens(1));
            long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(waitNanos) + 1);
            throw new PortalException.RateLimited(
                    "Too many failed attempts to sign in. Try again in " + seconds + " seconds.", seconds);
        }
    }

    /// Gives the attempt back: the password was right.
    public void succeeded(String address, String account) {
        buckets(address, account).forEach(bucket -> bucket.addTokens(1));
    }

    private List<io.github.bucket4j.Bucket> buckets(String address, String account) {
        String key = account.strip().toLowerCase(Locale.ROOT);
        return List.of(byAddress.of(address), byAccountAndAddress.of(address + " " + key), byAccount.of(key));
    }

    private static Bandwidth limit(long attempts, Duration period) {
        return Bandwidth.builder()
                .capacity(attempts)
                .refillGreedy(attempts, period)
                .build();
    }
}
