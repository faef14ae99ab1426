package io.portolan.query;

import java.time.Instant;

/// What the matcher needs beside the entity.
///
/// @param now the present moment, for timers and presets
/// @param values who asks
/// @param surroundings what only the catalog knows
public record MatchContext(Instant now, ContextValues values, Surroundings surroundings) {

    /// Nobody in particular, and no catalog: rules about the graph do not match.
    public static MatchContext at(Instant now) {
        return new MatchContext(now, ContextValues.none(), Surroundings.NONE);
    }

    public MatchContext with(ContextValues other) {
        return new MatchContext(now, other, surroundings);
    }

    public MatchContext with(Surroundings other) {
        return new MatchContext(now, values, other);
    }
}
