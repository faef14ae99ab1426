package io.portolan.catalog;

import io.portolan.query.Rule;
import io.portolan.query.TimeSpan;
import java.time.Instant;

/// Rules on moments.
final class Moments {

    private Moments() {}

    /// Whether the property lies in a span whose end does not belong to it.
    static Rule within(String property, Instant from, Instant to) {
        return new Rule.Range(property, true, new TimeSpan.Between(from, to.minusMillis(1)));
    }
}
