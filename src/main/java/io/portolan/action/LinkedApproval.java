package io.portolan.action;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What stands behind a link by which an approver decides from a message.
///
/// @param run the run; null where the state is [State#OFF] or [State#UNKNOWN]
/// @param approver name of the one whom the link was made for; empty where the run is null
/// @param expiry the end of the link; null where the run is null
public record LinkedApproval(
        State state,
        @Nullable ActionRun run,
        String approver,
        @Nullable Instant expiry) {

    /// How a link stands.
    public enum State {
        /// Links are switched off.
        OFF,
        /// Not made by this portal, cut off, or of a run that is gone.
        UNKNOWN,
        /// Its time is over.
        EXPIRED,
        /// The approver has already decided.
        USED,
        /// Whoever started the run took it back, or it has ended before anybody decided.
        WITHDRAWN,
        /// Somebody else's decision counts.
        DECIDED,
        /// The approver is none any more, or is disabled.
        REFUSED,
        /// The approver started the run.
        OWN,
        /// The approver is asked.
        ASKED,
        /// The approver has approved by this link just now.
        APPROVED,
        /// The approver has declined by this link just now.
        DECLINED
    }

    static LinkedApproval none(State state) {
        return new LinkedApproval(state, null, "", null);
    }
}
