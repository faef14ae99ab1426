package io.portolan.query;

import java.time.Instant;

/// A span of time in a rule: two moments, or the name of a preset that depends on the present moment.
public sealed interface TimeSpan {

    /// From one moment to another, both inclusive.
    record Between(Instant from, Instant to) implements TimeSpan {

        public boolean contains(Instant moment) {
            return !moment.isBefore(from) && !moment.isAfter(to);
        }
    }

    /// `today`, `lastWeek` and so on: dialect section 3.1, "Presets".
    record Preset(TimePreset preset) implements TimeSpan {}
}
