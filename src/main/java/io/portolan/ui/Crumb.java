package io.portolan.ui;

import org.jspecify.annotations.Nullable;

/// One step of the breadcrumbs.
///
/// @param label what people read
/// @param path where it leads, without leading slash; null for the page itself
public record Crumb(String label, @Nullable String path) {

    /// The page itself, which needs no link.
    public static Crumb here(String label) {
        return new Crumb(label, null);
    }
}
