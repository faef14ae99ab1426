package io.portolan.ingest;

import java.util.Optional;

/// Quotes that a word processor or a web page has made pretty: “ ” „ ‟ « » ‘ ’ ‚ ‛ ‹ ›. JSON knows none of them.
public final class TypographicQuotes {

    private static final String DOUBLE = "“”„‟«»";
    private static final String SINGLE = "‘’‚‛‹›";
    private static final String SPACES = "\u00a0\u2007\u202f\ufeff";

    private TypographicQuotes() {}

    /// @param line 1-based
    /// @param column 1-based, in characters
    record Place(int line, int column, char quote) {}

    static boolean isOne(char character) {
        return DOUBLE.indexOf(character) >= 0 || SINGLE.indexOf(character) >= 0;
    }

    /// The first one in a JSON text that stands where a quote is expected; those inside of straight quotes are
    /// text.
    static Optional<Place> firstIn(String json) {
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '"') {
                i = endOfString(json, i);
            } else if (isOne(c)) {
                return Optional.of(place(json, i));
            }
        }
        return Optional.empty();
    }

    /// Where an offset is in a text.
    static Place place(String text, int offset) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return new Place(line, offset - start + 1, text.charAt(offset));
    }

    /// The text with straight quotes around keys and values. Quotes within a string stay as they are, straight
    /// ones there are escaped, and the hard spaces that come along with such texts become ordinary ones.
    public static String straighten(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '"') {
                int end = Math.min(endOfString(text, i), text.length() - 1);
                out.append(text, i, end + 1);
                i = end + 1;
            } else if (isOne(c)) {
                int end = closing(text, i + 1);
                out.append('"');
                appendInner(out, text.substring(i + 1, end));
                out.append('"');
                i = end + 1;
            } else {
                out.append(SPACES.indexOf(c) >= 0 ? ' ' : c);
                i++;
            }
        }
        return out.toString();
    }

    private static void appendInner(StringBuilder out, String inner) {
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c == '\\' && i + 1 < inner.length()) {
                out.append(c).append(inner.charAt(++i));
            } else if (c == '"') {
                out.append("\\\"");
            } else {
                out.append(c);
            }
        }
    }

    /// The offset of the quote, of any kind, after which the text goes on as JSON does after a string; the end of
    /// the line when there is none.
    private static int closing(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '\n') {
                return i;
            } else if ((c == '"' || isOne(c)) && endsHere(text, i + 1)) {
                return i;
            }
        }
        return text.length();
    }

    private static boolean endsHere(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && SPACES.indexOf(c) < 0) {
                return c == ',' || c == ':' || c == '}' || c == ']';
            }
        }
        return true;
    }

    private static int endOfString(String text, int start) {
        for (int i = start + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
        }
        return text.length();
    }
}
