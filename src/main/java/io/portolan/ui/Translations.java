package io.portolan.ui;

import com.vaadin.flow.i18n.I18NProvider;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Texts of the interface from `vaadin-i18n/translations.properties` (English) and `translations_de.properties`, UTF-8.
///
/// Texts with parameters follow [MessageFormat]: a single quote is written twice there. A missing key is shown as it
/// stands and logged.
@Component
class Translations implements I18NProvider {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(Translations.class);
    private static final String BUNDLE = "vaadin-i18n.translations";

    @Override
    public List<Locale> getProvidedLocales() {
        return List.of(Locale.ENGLISH, Locale.GERMAN);
    }

    @Override
    public String getTranslation(String key, Locale locale, Object... parameters) {
        return text(key, locale, parameters);
    }

    static String text(String key, Locale locale, Object... parameters) {
        try {
            String text = bundle(locale).getString(key);
            return parameters.length == 0 ? text : new MessageFormat(text, locale).format(parameters);
        } catch (MissingResourceException e) {
            LOG.warn("No text for \"{}\" in {}", key, locale);
            return key;
        }
    }

    static boolean has(String key) {
        return bundle(Locale.ENGLISH).containsKey(key);
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                BUNDLE, locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
