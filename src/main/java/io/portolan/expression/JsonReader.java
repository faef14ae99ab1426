package io.portolan.expression;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads JSON as `fromjson` does: also `nan`, numbers digit by digit, depth up to 10,000, errors in jq's words.
final class JsonReader {

    private static final int MAX_DEPTH = 10_000;

    private final String text;
    private final @Nullable Run run;
    private int at;
    private int line = 1;
    private int lineStart;

    private JsonReader(String text, @Nullable Run run) {
        this.text = text;
        this.run = run;
    }

    static JsonNode parse(String text, @Nullable Run run) {
        JsonReader reader = new JsonReader(text, run);
        if (text.startsWith("\uFEFF")) {
            reader.at = 1;
        }
        reader.skipBlanks();
        if (reader.at >= text.length()) {
            throw new JqError("Expected JSON value (while parsing '" + text + "')");
        }
        JsonNode value = reader.value(0);
        reader.skipBlanks();
        if (reader.take(':')) {
            throw reader.error("Expected string key before ':'");
        }
        if (reader.at < text.length()) {
            // an error in what follows comes first
            reader.value(0);
            throw new JqError("Unexpected extra JSON values (while parsing '" + text + "')");
        }
        return value;
    }

    private JsonNode value(int depth) {
        if (run != null) {
            run.step();
            run.allocate(Memory.SCALAR + Memory.SLOT);
        }
        if (at >= text.length()) {
            throw error("Unfinished JSON term");
        }
        char c = text.charAt(at);
        return switch (c) {
            case '[' -> array(depth);
            case '{' -> object(depth);
            case '"' -> Values.text(string());
            case '\'' -> throw singleQuoted();
            case ',', ':', ']', '}' -> {
                at++;
                throw error(
                        depth == 0 && (c == ']' || c == '}')
                                ? "Unmatched '" + c + "'"
                                : "Expected value before '" + c + "'");
            }
            default -> word();
        };
    }

    private JqError singleQuoted() {
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        at = Math.min(text.length(), at + 1);
        return error("Invalid string literal; expected \", but got '");
    }

    private void checkDepth(int depth) {
        if (depth >= MAX_DEPTH) {
            at++;
            throw error("Exceeds depth limit for parsing");
        }
        TooDeep.check(depth);
    }

    private JsonNode array(int depth) {
        checkDepth(depth);
        at++;
        ArrayNode array = Values.array();
        if (run != null) {
            run.allocate(Memory.ARRAY);
        }
        skipBlanks();
        if (take(']')) {
            return array;
        }
        while (true) {
            skipBlanks();
            if (!array.isEmpty() && take(']')) {
                throw error("Expected another array element");
            }
            array.add(value(depth + 1));
            skipBlanks();
            if (take(']')) {
                return array;
            }
            separator();
        }
    }

    private JsonNode object(int depth) {
        checkDepth(depth);
        at++;
        ObjectNode object = Values.object();
        if (run != null) {
            run.allocate(Memory.OBJECT);
        }
        skipBlanks();
        if (take('}')) {
            return object;
        }
        while (true) {
            skipBlanks();
            if (at < text.length() && text.charAt(at) == '\'') {
                throw singleQuoted();
            }
            if (at < text.length() && text.charAt(at) != '"') {
                value(depth + 1);
                skipBlanks();
                at++;
                throw error("Object keys must be strings");
            }
            if (at >= text.length()) {
                throw error("Unfinished JSON term");
            }
            String key = string();
            skipBlanks();
            if (!take(':')) {
                skipToken();
                throw error(
                        at > text.length() || ",]}".indexOf(text.charAt(at - 1)) < 0
                                ? "Expected separator between values"
                                : "Objects must consist of key:value pairs");
            }
            skipBlanks();
            object.set(key, value(depth + 1));
            if (run != null) {
                run.allocate(Memory.MEMBER + key.length());
            }
            skipBlanks();
            if (take('}')) {
                return object;
            }
            separator();
        }
    }

    private void separator() {
        if (at >= text.length()) {
            throw error("Unfinished JSON term");
        }
        if (!take(',')) {
            skipToken();
            throw error("Expected separator between values");
        }
    }

    /// jq tells of a wrong value when it has read the whole of it and one character more.
    private void skipToken() {
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        at++;
    }

    private boolean take(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private String string() {
        at++;
        StringBuilder out = new StringBuilder();
        while (true) {
            if (at >= text.length()) {
                throw error("Unfinished string");
            }
            char c = text.charAt(at++);
            if (c == '"') {
                if (run != null) {
                    run.steps(out.length() >> 4);
                    run.allocate(Memory.TEXT + out.length());
                }
                return out.toString();
            }
            if (c == '\n') {
                line++;
                lineStart = at;
            }
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escape = at < text.length() ? text.charAt(at++) : 0;
            switch (escape) {
                case '"', '\\', '/' -> out.append(escape);
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                case 'r' -> out.append('\r');
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'u' -> unicode(out);
                default -> {
                    at++;
                    throw error("Invalid escape");
                }
            }
        }
    }

    private void unicode(StringBuilder out) {
        char unit = hex();
        if (Character.isHighSurrogate(unit) && text.startsWith("\\u", at)) {
            int back = at;
            at += 2;
            char low = hex();
            if (Character.isLowSurrogate(low)) {
                out.append(unit).append(low);
                return;
            }
            at = back;
        }
        if (Character.isSurrogate(unit)) {
            at++;
            throw error("Invalid \\uXXXX\\uXXXX surrogate pair escape");
        }
        out.append(unit);
    }

    private char hex() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < text.length() ? Character.digit(text.charAt(at++), 16) : -1;
            if (digit < 0) {
                throw error("Invalid escape");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    private JsonNode word() {
        int start = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        switch (word) {
            case "true":
                return Values.bool(true);
            case "false":
                return Values.bool(false);
            case "null":
                return Values.NULL;
            case "nan", "NaN", "-nan", "-NaN":
                return Numbers.of(Double.NaN);
            case "Infinity", "infinity":
                return Numbers.of(Double.POSITIVE_INFINITY);
            case "-Infinity", "-infinity":
                return Numbers.of(Double.NEGATIVE_INFINITY);
            default:
                break;
        }
        JsonNode number = Texts.number(word);
        if (number == null || word.startsWith("+")) {
            if (at < text.length() && text.charAt(at++) == '\n') {
                line++;
                lineStart = at;
            }
            char first = word.isEmpty() ? 0 : word.charAt(0);
            boolean literal = first == 't' || first == 'f' || (first == 'n' && !word.startsWith("nan"));
            throw error(literal ? "Invalid literal" : "Invalid numeric literal");
        }
        return number;
    }

    private static boolean isWord(char c) {
        return switch (c) {
            case ' ', '\t', '\n', '\r', ',', ':', '[', ']', '{', '}', '"' -> false;
            default -> true;
        };
    }

    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                lineStart = at + 1;
            } else if (c != ' ' && c != '\t' && c != '\r') {
                return;
            }
            at++;
        }
    }

    private JqError error(String message) {
        // at the end while a token was still open
        boolean end = at >= text.length()
                && (message.startsWith("Unfinished")
                        || (!text.isEmpty() && isWord(text.charAt(text.length() - 1)) && message.endsWith("literal")));
        // in bytes; past the end for a token that would have gone on
        String before = text.substring(lineStart, Math.min(at, text.length()));
        int column = JsonText.utf8Length(before, before.length()) + Math.max(0, at - text.length());
        String where = (end ? " at EOF" : "") + " at line " + line + ", column " + column;
        return new JqError(message + where + " (while parsing '" + text + "')");
    }
}
