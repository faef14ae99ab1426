package io.portolan.kernel;

/// Where a change came in: dialect section 5.4, `trigger.origin`.
public enum Origin {
    UI,
    API,
    AUTOMATION,
    /// The portal itself: set-up, retention, recomputation.
    SYSTEM
}
