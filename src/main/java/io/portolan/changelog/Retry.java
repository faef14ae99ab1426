package io.portolan.changelog;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// When a failed delivery is tried again: after 1, 2, 4 … seconds, at most five minutes, each ± 20 %, ten times in all.
final class Retry {

    static final int MAX_ATTEMPTS = 10;

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int LONGEST_TEXT = 2000;

    private Retry() {}

    /// @param attempts tries so far, from 1
    static Duration delay(int attempts) {
        long seconds = Math.min(LONGEST.toSeconds(), 1L << Math.min(attempts - 1, 30));
        double jitter = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        return Duration.ofMillis((long) (seconds * 1000 * jitter));
    }

    static String describe(Throwable error) {
        String text = error.getClass().getSimpleName() + ": " + error.getMessage();
        String clean = text.replace('\0', ' ');
        return clean.length() <= LONGEST_TEXT ? clean : clean.substring(0, LONGEST_TEXT);
    }
}
