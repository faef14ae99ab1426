package io.portolan.blueprint.ui;

import io.portolan.kernel.Ids;

/// Identifiers out of titles.
final class Identifiers {

    private Identifiers() {}

    /// `Time to live (TTL)` becomes `time_to_live_ttl`.
    static String of(String title) {
        return Ids.fromTitle(title);
    }
}
