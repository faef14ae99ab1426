package io.portolan.ui;

import io.portolan.kernel.Json;
import io.portolan.ui.CodeEditor.Mark;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;

/// Finds the place of a JSON pointer in a text.
public final class JsonPlaces {

    private JsonPlaces() {}

    /// A mark at the value that the pointer leads to, or at the key of an object or list; where the text does not have
    /// it, at the nearest one around it.
    public static Mark mark(String text, String pointer, String message) {
        String wanted = pointer;
        while (true) {
            Mark found = find(text, wanted, message);
            if (found != null) {
                return found;
            }
            int cut = wanted.lastIndexOf('/');
            if (cut < 0) {
                return new Mark(1, 0, message);
            }
            wanted = wanted.substring(0, cut);
        }
    }

    private static @Nullable Mark find(String text, String pointer, String message) {
        try (JsonParser parser = Json.mapper().createParser(text)) {
            @Nullable TokenStreamLocation key = null;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    key = parser.currentTokenLocation();
                    continue;
                }
                if (!token.isStructEnd() && here(parser, token).equals(pointer)) {
                    TokenStreamLocation place =
                            token.isStructStart() && key != null ? key : parser.currentTokenLocation();
                    return new Mark(
                            Math.max(1, place.getLineNr()),
                            Math.max(1, place.getColumnNr()),
                            length(text, (int) place.getCharOffset()),
                            message);
                }
                key = null;
            }
        } catch (JacksonException e) {
            return null;
        }
        return null;
    }

    /// At the start of an object or list the context is already inside of it.
    private static String here(JsonParser parser, JsonToken token) {
        String path = parser.streamReadContext().pathAsPointer().toString();
        if (token.isStructStart() && parser.streamReadContext().getParent() != null) {
            return parser.streamReadContext().getParent().pathAsPointer().toString();
        }
        return path;
    }

    /// Characters of the key or value that begins there; of an object or list only the bracket.
    private static int length(String text, int from) {
        boolean quoted = text.charAt(from) == '"';
        int at = from + 1;
        while (at < text.length()) {
            char next = text.charAt(at);
            if (quoted && next == '"') {
                return at + 1 - from;
            }
            if (!quoted && !Character.isLetterOrDigit(next) && "+-.".indexOf(next) < 0) {
                break;
            }
            at += quoted && next == '\\' ? 2 : 1;
        }
        return "{[".indexOf(text.charAt(from)) < 0 ? Math.min(at, text.length()) - from : 1;
    }
}
