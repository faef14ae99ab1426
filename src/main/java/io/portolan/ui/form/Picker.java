package io.portolan.ui.form;

import java.util.List;

/// A paged search over things that can be picked.
@FunctionalInterface
public interface Picker {

    /// Choices whose label or value contains the text (empty: all), in a stable order.
    List<Choice> search(String text, int offset, int limit);

    /// The choice for a stored value. The default searches for it and otherwise shows the value itself.
    default Choice of(String value) {
        return search(value, 0, 20).stream()
                .filter(choice -> choice.value().equals(value))
                .findFirst()
                .orElse(Choice.of(value, value));
    }

    /// Whether a value can be picked here, whatever is searched for.
    default boolean offers(String value) {
        return true;
    }

    /// Nothing to pick; stored values are still shown.
    static Picker none() {
        return (text, offset, limit) -> List.of();
    }
}
