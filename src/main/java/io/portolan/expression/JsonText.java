package io.portolan.expression;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes values as jq prints them.
final class JsonText {

    private static final int MAX_DEPTH = 10_000;
    private static final int EXCERPT = 30;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out = new StringBuilder();
    private final int limit;
    private final @Nullable Run run;

    private JsonText(int limit, @Nullable Run run) {
        this.limit = limit;
        this.run = run;
    }

    static String write(JsonNode value) {
        return write(value, null);
    }

    /// Within the budget of a run.
    static String write(JsonNode value, @Nullable Run run) {
        JsonText text = new JsonText(Integer.MAX_VALUE, run);
        text.value(value, 0);
        return text.out.toString();
    }

    /// The beginning of the value, cut where it gets long or deep.
    static String beginning(JsonNode value, int length) {
        JsonText text = new JsonText(length, null);
        try {
            text.value(value, 0);
        } catch (TooDeep e) {
            text.out.append("…");
        }
        return text.out.length() > length ? text.out.substring(0, length) + "…" : text.out.toString();
    }

    /// The beginning of the value for an error message, at most 29 bytes.
    static String excerpt(JsonNode value) {
        JsonText text = new JsonText(EXCERPT + 1, null);
        text.value(value, 0);
        String full = text.out.toString();
        if (utf8Length(full, full.length()) <= EXCERPT - 1) {
            return full;
        }
        String end = switch (Kind.of(value)) {
            case STRING -> "...\"";
            case ARRAY -> "...]";
            case OBJECT -> "...}";
            default -> "...";
        };
        int room = EXCERPT - 1 - end.length();
        int length = 0;
        int bytes = 0;
        while (length < full.length()) {
            int point = full.codePointAt(length);
            bytes += utf8Length(point);
            if (bytes > room) {
                break;
            }
            length += Character.charCount(point);
        }
        return full.substring(0, length) + end;
    }

    static int utf8Length(String text, int end) {
        int bytes = 0;
        for (int i = 0; i < end; ) {
            int point = text.codePointAt(i);
            bytes += utf8Length(point);
            i += Character.charCount(point);
        }
        return bytes;
    }

    private static int utf8Length(int point) {
        return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    }

    private void value(JsonNode value, int depth) {
        if (out.length() > limit) {
            return;
        }
        if (run != null) {
            run.step();
            run.size(out.length());
        }
        if (depth > MAX_DEPTH) {
            out.append("<skipped: too deep>");
            return;
        }
        TooDeep.check(depth);
        switch (Kind.of(value)) {
            case NULL -> out.append("null");
            case FALSE -> out.append("false");
            case TRUE -> out.append("true");
            case NUMBER -> Numbers.write(value, out);
            case STRING -> {
                quote(value.stringValue(), out);
                if (run != null) {
                    run.size(out.length());
                }
            }
            case ARRAY -> array((ArrayNode) value, depth);
            case OBJECT -> object((ObjectNode) value, depth);
        }
    }

    private void array(ArrayNode array, int depth) {
        out.append('[');
        for (int i = 0; i < array.size() && out.length() <= limit; i++) {
            if (i > 0) {
                out.append(',');
            }
            value(array.get(i), depth + 1);
        }
        out.append(']');
    }

    private void object(ObjectNode object, int depth) {
        out.append('{');
        boolean first = true;
        for (var entry : object.properties()) {
            if (out.length() > limit) {
                break;
            }
            if (!first) {
                out.append(',');
            }
            first = false;
            quote(entry.getKey(), out);
            out.append(':');
            value(entry.getValue(), depth + 1);
        }
        out.append('}');
    }

    static void quote(String text, StringBuilder out) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && c != 0x7f) {
                continue;
            }
            out.append(text, plain, i);
            plain = i + 1;
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
        out.append(text, plain, text.length()).append('"');
    }
}
