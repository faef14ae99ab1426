package io.portolan.blueprint.ui;

/// Typographic quotes, as word processors and web pages make them, which are no JSON.
final class StraightQuotes {

    private static final String DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02";
    private static final String SINGLE = "\u2018\u2019\u201a\u201b";

    private StraightQuotes() {}

    static boolean isNeeded(String text) {
        return text.chars().anyMatch(c -> DOUBLE.indexOf(c) >= 0);
    }

    static String straighten(String text) {
        StringBuilder straight = new StringBuilder(text.length());
        text.chars()
                .map(c -> DOUBLE.indexOf(c) >= 0 ? '"' : SINGLE.indexOf(c) >= 0 ? '\'' : c)
                .forEach(c -> straight.append((char) c));
        return straight.toString();
    }
}
