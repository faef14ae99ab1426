package io.portolan.ui;

import com.vaadin.flow.component.UI;
import java.util.Locale;

/// Texts of the interface outside of components. Inside of one, `getTranslation(key)` does the same.
public final class Texts {

    private Texts() {}

    /// The text in the reader's language; `{0}` … are replaced by the parameters.
    public static String get(String key, Object... parameters) {
        return Translations.text(key, locale(), parameters);
    }

    /// The text in a given language, for pages that are no part of the interface.
    public static String in(Locale locale, String key, Object... parameters) {
        return Translations.text(key, locale, parameters);
    }

    /// The text of a key if there is one, or else the name in plain words: `IN_PROGRESS` becomes "In progress".
    public static String orPlain(String key, String name) {
        return Translations.has(key) ? get(key) : plain(name);
    }

    /// A constant's name in plain words.
    public static String plain(String name) {
        String words = name.replace('_', ' ').toLowerCase(Locale.ROOT).strip();
        return words.isEmpty() ? name : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /// The language of the current reader; English off the UI thread.
    public static Locale locale() {
        UI ui = UI.getCurrent();
        return ui == null ? Locale.ENGLISH : ui.getLocale();
    }
}
