package io.portolan.blueprint.ui;

import java.text.Normalizer;
import java.util.Locale;

/// Identifiers out of titles.
final class Identifiers {

    private Identifiers() {}

    /// `Time to live (TTL)` becomes `time_to_live_ttl`.
    static String of(String title) {
        String plain = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("ß", "ss")
                .toLowerCase(Locale.ROOT);
        return plain.replaceAll("[^a-z0-9]+", "_").replaceAll("^_+|_+$", "");
    }
}
