package io.portolan.access;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/// Token buckets by key, of which the least recently used are forgotten beyond a bound, so that nobody can fill the
/// memory with keys.
public final class Buckets {

    private static final int MAX_KEYS = 20_000;

    private final Bandwidth bandwidth;
    private final TimeMeter time;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_KEYS;
        }
    };

    public Buckets(Bandwidth bandwidth, Clock clock) {
        this.bandwidth = bandwidth;
        this.time = new ClockMeter(clock);
    }

    /// The bucket of that key, a full one when the key is new.
    public Bucket of(String key) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    key,
                    _ -> Bucket.builder()
                            .addLimit(bandwidth)
                            .withCustomTimePrecision(time)
                            .build());
        }
    }

    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return clock.millis() * 1_000_000L;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
