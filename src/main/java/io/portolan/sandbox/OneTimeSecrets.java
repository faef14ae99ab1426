package io.portolan.sandbox;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Texts that can be read once, by whoever knows the link, within a day. So no password stands in a run or its log.
final class OneTimeSecrets {

    private static final Duration LIFETIME = Duration.ofDays(1);

    private record Kept(String text, Instant until) {}

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    OneTimeSecrets(Clock clock) {
        this.clock = clock;
    }

    /// Keeps a text and gives its key, 128 bits.
    String keep(String text) {
        Instant now = clock.instant();
        kept.values().removeIf(each -> each.until().isBefore(now));
        String key = random(16);
        kept.put(key, new Kept(text, now.plus(LIFETIME)));
        return key;
    }

    /// The text, and forgets it; null when it is gone.
    @Nullable
    String take(String key) {
        Kept found = kept.remove(key);
        return found == null || found.until().isBefore(clock.instant()) ? null : found.text();
    }

    /// A new password, 144 bits.
    String password() {
        return random(18);
    }

    private String random(int bytes) {
        byte[] noise = new byte[bytes];
        random.nextBytes(noise);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(noise);
    }
}
