package io.portolan.expression;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The formats `@text`, `@json`, `@csv` and so on.
final class Formats {

    static final List<String> NAMES = List.of(
            "@text",
            "@json",
            "@csv",
            "@tsv",
            "@html",
            "@uri",
            "@urid",
            "@sh",
            "@base64",
            "@base64d",
            "@base32",
            "@base32d");

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Formats() {}

    static String apply(Run run, String format, JsonNode value) {
        String result = switch (format) {
            case "@text" -> text(run, value);
            case "@json" -> JsonText.write(value, run);
            case "@csv" -> row(run, value, ",", "csv");
            case "@tsv" -> row(run, value, "\t", "tsv");
            case "@html" -> html(text(run, value));
            case "@uri" -> uri(text(run, value));
            case "@urid" -> decodeUri(text(run, value));
            case "@sh" -> shell(run, value);
            case "@base64" ->
                Base64.getEncoder().encodeToString(text(run, value).getBytes(StandardCharsets.UTF_8));
            case "@base64d" -> decodeBase64(text(run, value));
            case "@base32" -> base32(text(run, value));
            case "@base32d" -> decodeBase32(text(run, value));
            default -> throw new JqError(format.substring(1) + " is not a valid format");
        };
        run.steps(result.length() >> 4);
        run.allocate(Memory.TEXT + result.length());
        return result;
    }

    private static String text(Run run, JsonNode value) {
        if (!value.isString()) {
            return JsonText.write(value, run);
        }
        // paid for before it is made: the result is about as long, escapes make it longer
        run.allocate(2L * value.stringValue().length());
        return value.stringValue();
    }

    private static String row(Run run, JsonNode value, String separator, String name) {
        if (!(value instanceof ArrayNode cells)) {
            throw new JqError(Items.describe(value) + " cannot be " + name + "-formatted, only array");
        }
        boolean csv = name.equals("csv");
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            run.step();
            run.size(row.length());
            if (i > 0) {
                row.append(separator);
            }
            JsonNode cell = cells.get(i);
            switch (Kind.of(cell)) {
                case NULL -> {}
                case TRUE -> row.append("true");
                case FALSE -> row.append("false");
                case NUMBER -> {
                    if (!Numbers.isNaN(cell)) {
                        Numbers.write(cell, row);
                    }
                }
                case STRING -> {
                    String text = cell.stringValue();
                    run.allocate(text.length());
                    if (csv) {
                        row.append('"').append(text.replace("\"", "\"\"")).append('"');
                    } else {
                        row.append(text.replace("\\", "\\\\")
                                .replace("\t", "\\t")
                                .replace("\n", "\\n")
                                .replace("\r", "\\r"));
                    }
                }
                default -> throw new JqError(Items.describe(cell) + " is not valid in a csv row");
            }
        }
        return row.toString();
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&apos;")
                .replace("\"", "&quot;");
    }

    private static String uri(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.~".indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }

    private static String decodeUri(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                out.put(bytes[i]);
                continue;
            }
            int high = i + 1 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new JqError(Items.describe(Values.text(text)) + " is not a valid uri encoding");
            }
            out.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(out.flip())
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JqError(Items.describe(Values.text(text)) + " is not a valid uri encoding");
        }
    }

    private static String shell(Run run, JsonNode value) {
        List<JsonNode> words =
                value instanceof ArrayNode array ? array.values().stream().toList() : List.of(value);
        StringBuilder line = new StringBuilder();
        for (JsonNode word : words) {
            run.step();
            if (!line.isEmpty()) {
                line.append(' ');
            }
            run.size(line.length());
            switch (Kind.of(word)) {
                case STRING -> {
                    run.allocate(word.stringValue().length());
                    line.append('\'')
                            .append(word.stringValue().replace("'", "'\\''"))
                            .append('\'');
                }
                case ARRAY, OBJECT -> throw new JqError(Items.describe(word) + " can not be escaped for shell");
                default -> line.append(JsonText.write(word));
            }
        }
        return line.toString();
    }

    private static String decodeBase64(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        String digits = text.substring(0, end);
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            boolean valid =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
            if (!valid) {
                throw new JqError(Items.describe(Values.text(text)) + " is not valid base64 data");
            }
        }
        if (digits.length() % 4 == 1) {
            throw new JqError(Items.describe(Values.text(text)) + " trailing base64 byte found");
        }
        return utf8(Base64.getDecoder().decode(digits));
    }

    /// What is no UTF-8 becomes U+FFFD; a sequence that the end cuts off takes all bytes behind its first with it.
    private static String utf8(byte[] bytes) {
        for (int i = Math.max(0, bytes.length - 3); i < bytes.length; i++) {
            int lead = bytes[i] & 0xff;
            int length = lead >= 0xf5 || lead < 0xc2 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
            if (length > bytes.length - i) {
                return new String(bytes, 0, i, StandardCharsets.UTF_8) + '\uFFFD';
            }
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String base32(String text) {
        StringBuilder out = new StringBuilder();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = (buffer << 8) | (b & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                out.append(BASE32.charAt((int) (buffer >> bits) & 31));
            }
            buffer &= 0xfff;
        }
        if (bits > 0) {
            out.append(BASE32.charAt((int) (buffer << (5 - bits)) & 31));
        }
        while (out.length() % 8 != 0) {
            out.append('=');
        }
        return out.toString();
    }

    private static String decodeBase32(String text) {
        ByteBuffer out = ByteBuffer.allocate(text.length());
        long buffer = 0;
        int bits = 0;
        for (int i = 0; i < text.length() && text.charAt(i) != '='; i++) {
            int digit = BASE32.indexOf(text.charAt(i));
            if (digit < 0) {
                throw new JqError(Items.describe(Values.text(text)) + " is not valid base32 data");
            }
            buffer = (buffer << 5) | digit;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                out.put((byte) (buffer >> bits));
            }
            buffer &= 0xfff;
        }
        return new String(out.array(), 0, out.position(), StandardCharsets.UTF_8);
    }

    /// `@csv` alone, applied to the input.
    static final class Apply extends Node.Single {
        private final String format;

        Apply(String format) {
            this.format = format;
        }

        @Override
        JsonNode one(Env env, JsonNode in) {
            return Values.text(apply(env.run, format, in));
        }
    }
}
