package io.portolan.page.ui;

import java.util.Arrays;
import java.util.Locale;

/// The tabs of an entity's page.
enum EntityTab {
    OVERVIEW,
    RELATED,
    SCORECARDS,
    RUNS,
    HISTORY;

    /// As in the address.
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The tab of that name; the first one for any other text.
    static EntityTab of(String key) {
        return Arrays.stream(values())
                .filter(tab -> tab.key().equals(key))
                .findFirst()
                .orElse(OVERVIEW);
    }
}
