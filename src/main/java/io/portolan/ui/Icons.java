package io.portolan.ui;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.AbstractIcon;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The icons of the portal. Names are those of the Port dialect (`Microservice`, `Github`, `Clock` …) or of a symbol
/// of our own set (`rocket`); upper and lower case are the same. An unknown name gives the neutral box.
///
/// The drawings are in `frontend/portolan/icons.ts`, the names in `icons.properties`.
public final class Icons {

    private static final String NEUTRAL = "box";
    private static final Map<String, String> SYMBOLS = read();

    private Icons() {}

    /// A drawing of the set, coloured like the text around it and hidden from screen readers.
    @JsModule("./portolan/icons.ts")
    public static final class Symbol extends AbstractIcon<Symbol> {

        private static final long serialVersionUID = 1L;

        Symbol(String symbol) {
            getElement().setAttribute("icon", "pt:" + symbol);
            getElement().setAttribute("aria-hidden", "true");
        }

        @Override
        public void setColor(@Nullable String color) {
            getStyle().setColor(color);
        }

        @Override
        public @Nullable String getColor() {
            return getStyle().get("color");
        }
    }

    /// The icon with that name; null and unknown names give the neutral one.
    public static Symbol of(@Nullable String name) {
        return new Symbol(symbol(name));
    }

    /// An icon with a text after it, as in menus.
    public static Div with(@Nullable String name, String text) {
        Div both = new Div(of(name), new Span(text));
        both.addClassName("pt-row");
        return both;
    }

    /// The symbol behind a name, for renderers on the client: `<vaadin-icon icon="pt:…">`.
    public static String symbol(@Nullable String name) {
        if (name == null) {
            return NEUTRAL;
        }
        return SYMBOLS.getOrDefault(key(name), NEUTRAL);
    }

    /// Every name that can be chosen, in the order of the alphabet.
    public static List<String> names() {
        return SYMBOL_NAMES;
    }

    /// A brand is found by its own name, which leads to the same drawing as the name of the symbol.
    private static final List<String> SYMBOL_NAMES = SYMBOLS.keySet().stream()
            .filter(name -> !name.startsWith("brand") || !SYMBOLS.containsKey(name.substring("brand".length())))
            .sorted()
            .toList();

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static Map<String, String> read() {
        Properties lines = new Properties();
        try (InputStream in = Objects.requireNonNull(Icons.class.getResourceAsStream("icons.properties"))) {
            lines.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(Icons::key, lines::getProperty));
    }
}
