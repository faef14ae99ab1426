package io.portolan.query;

import org.jspecify.annotations.Nullable;

/// A kind of property, by type and perhaps by format and the type or format of its items.
public record PropertySchema(
        String type,
        @Nullable String format,
        @Nullable String itemsType,
        @Nullable String itemsFormat) {

    /// Whether a property of that type, format, items' type and items' format is of this kind.
    public boolean covers(
            String otherType,
            @Nullable String otherFormat,
            @Nullable String otherItemsType,
            @Nullable String otherItemsFormat) {
        return type.equals(otherType)
                && (format == null || format.equals(otherFormat))
                && (itemsType == null || itemsType.equals(otherItemsType))
                && (itemsFormat == null || itemsFormat.equals(otherItemsFormat));
    }
}
