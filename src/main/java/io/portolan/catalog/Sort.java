package io.portolan.catalog;

/// One key of an order.
///
/// @param property a property identifier or `$title`, `$identifier`, `$createdAt`, `$updatedAt` …; entities without a
///     value come last in either direction
public record Sort(String property, boolean descending) {

    public static Sort by(String property) {
        return new Sort(property, false);
    }

    public static Sort descending(String property) {
        return new Sort(property, true);
    }
}
