package io.portolan.action.ui;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// JSON in the notation of JSURL, which needs hardly any escapes in an address: `~(name~'cart~days~5~tags~(~'a~'b))`.
/// Links to forms hold their inputs like this (dialect section 5.8).
final class JsUrl {

    private static final int DEEPEST = 50;

    private final String text;
    private int at;

    private JsUrl(String text) {
        this.text = text;
    }

    /// Reads JSURL, or plain JSON where the text begins with a brace. Throws [PortalException.Malformed].
    static ObjectNode read(String text) {
        if (text.strip().startsWith("{")) {
            return Json.parseObject(text);
        }
        JsUrl reader = new JsUrl(text);
        JsonNode value = reader.value(0);
        if (reader.at < text.length() || !(value instanceof ObjectNode object)) {
            throw reader.wrong("an object, and nothing behind it, is expected");
        }
        return object;
    }

    static String write(JsonNode value) {
        return switch (value) {
            case ObjectNode object ->
                object.properties().stream()
                        .map(part -> escape(part.getKey()) + write(part.getValue()))
                        .collect(Collectors.joining("~", "~(", ")"));
            case ArrayNode array ->
                array.isEmpty()
                        ? "~(~)"
                        : array.valueStream().map(JsUrl::write).collect(Collectors.joining("", "~(", ")"));
            case StringNode string -> "~'" + escape(string.stringValue());
            default -> "~" + Json.write(value);
        };
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char one : text.toCharArray()) {
            boolean plain = one < 128 && (Character.isLetterOrDigit(one) || one == '_' || one == '-' || one == '.');
            escaped.append(
                    plain
                            ? String.valueOf(one)
                            : one == '$'
                                    ? "!"
                                    : one < 256 ? "*%02x".formatted((int) one) : "**%04x".formatted((int) one));
        }
        return escaped.toString();
    }

    private JsonNode value(int depth) {
        expect('~');
        if (depth > DEEPEST) {
            throw wrong("this is nested too deeply");
        }
        if (next('(')) {
            at++;
            return next('~') ? array(depth) : object(depth);
        }
        if (next('\'')) {
            at++;
            return StringNode.valueOf(word());
        }
        int begin = at;
        while (at < text.length() && text.charAt(at) != ')' && text.charAt(at) != '~') {
            at++;
        }
        String word = text.substring(begin, at);
        try {
            JsonNode value = Json.parse(word);
            if (value.isNumber() || value.isBoolean() || value.isNull()) {
                return value;
            }
        } catch (PortalException.Malformed e) {
            // told below, with its place in the whole
        }
        throw wrong("\"" + word + "\" is no value");
    }

    private ArrayNode array(int depth) {
        ArrayNode array = Json.array();
        if (text.startsWith("~)", at)) {
            at += 2;
            return array;
        }
        while (next('~')) {
            array.add(value(depth + 1));
        }
        expect(')');
        return array;
    }

    private ObjectNode object(int depth) {
        ObjectNode object = Json.object();
        while (!next(')')) {
            String key = word();
            object.set(key, value(depth + 1));
            if (!next('~')) {
                break;
            }
            at++;
        }
        expect(')');
        return object;
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '~' && text.charAt(at) != ')') {
            char one = text.charAt(at++);
            if (one == '*') {
                int digits = next('*') ? 4 : 2;
                at += digits == 4 ? 1 : 0;
                word.append((char) code(digits));
            } else {
                word.append(one == '!' ? '$' : one);
            }
        }
        return word.toString();
    }

    private int code(int digits) {
        try {
            int code = Integer.parseInt(text.substring(at, at + digits), 16);
            at += digits;
            return code;
        } catch (StringIndexOutOfBoundsException | NumberFormatException e) {
            throw wrong("an escape needs " + digits + " hexadecimal digits");
        }
    }

    private boolean next(char one) {
        return at < text.length() && text.charAt(at) == one;
    }

    private void expect(char one) {
        if (!next(one)) {
            throw wrong("'" + one + "' is expected");
        }
        at++;
    }

    private PortalException.Malformed wrong(String reason) {
        return new PortalException.Malformed("At character " + (at + 1) + " of the inputs: " + reason, 1, at + 1);
    }
}
