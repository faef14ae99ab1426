package io.portolan.ui.form;

import org.jspecify.annotations.Nullable;

/// Something that can be picked.
///
/// @param value what is stored: an e-mail, the identifier of a team or entity
/// @param label what people read
/// @param detail a second line, such as the identifier; null for none
/// @param icon as `Icons` knows it; null for none
public record Choice(
        String value,
        String label,
        @Nullable String detail,
        @Nullable String icon) {

    public static Choice of(String value, String label) {
        return new Choice(value, label, null, null);
    }
}
