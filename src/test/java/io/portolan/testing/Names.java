package io.portolan.testing;

import java.util.concurrent.atomic.AtomicInteger;

/// Identifiers that no other test of the run uses.
public final class Names {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Names() {}

    /// `service7`, `service8` …
    public static String unique(String stem) {
        return stem + NUMBER.incrementAndGet();
    }
}
