package io.portolan.catalog.ui;

import java.util.stream.Stream;

/// Where a grid, which asks by offset, has its lines from.
interface TableLines {

    /// Fewer than the limit only at the end.
    Stream<? extends TableLine> fetch(int offset, int limit);

    /// How many there are; -1 when nobody has counted them.
    default int size() {
        return -1;
    }
}
