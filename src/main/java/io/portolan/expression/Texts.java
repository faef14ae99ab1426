package io.portolan.expression;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Text helpers; positions are code points, as jq counts them.
final class Texts {

    private static final int LONG_NEEDLE = 32;
    private static final int MAX_DIGITS = 1_000;

    private Texts() {}

    /// Length in code points.
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /// Like [String#indexOf(String, int)], in linear time also for long needles.
    static int indexOf(Run run, String text, String needle, int from) {
        if (needle.length() < LONG_NEEDLE || text.length() - from < needle.length()) {
            int at = text.indexOf(needle, from);
            run.steps(((at < 0 ? text.length() : at) - from) >> 6);
            return at;
        }
        run.steps((text.length() - from) >> 6);
        int[] fallback = new int[needle.length()];
        for (int i = 1, k = 0; i < needle.length(); i++) {
            while (k > 0 && needle.charAt(i) != needle.charAt(k)) {
                k = fallback[k - 1];
            }
            if (needle.charAt(i) == needle.charAt(k)) {
                k++;
            }
            fallback[i] = k;
        }
        for (int i = from, k = 0; i < text.length(); i++) {
            while (k > 0 && text.charAt(i) != needle.charAt(k)) {
                k = fallback[k - 1];
            }
            if (text.charAt(i) == needle.charAt(k) && ++k == needle.length()) {
                return i - k + 1;
            }
        }
        return -1;
    }

    static JsonNode split(Run run, String text, String separator) {
        ArrayNode parts = Values.array();
        if (text.isEmpty()) {
            return parts;
        }
        int held = run.held();
        run.hold(parts);
        split(run, text, separator, parts);
        run.release(held);
        return parts;
    }

    private static void split(Run run, String text, String separator, ArrayNode parts) {
        if (separator.isEmpty()) {
            for (int i = 0; i < text.length(); ) {
                int end = text.offsetByCodePoints(i, 1);
                run.step();
                run.allocate(Memory.SLOT + Memory.TEXT);
                parts.add(text.substring(i, end));
                i = end;
            }
            return;
        }
        int from = 0;
        while (true) {
            int at = indexOf(run, text, separator, from);
            run.step();
            run.allocate(Memory.SLOT + Memory.TEXT + (at < 0 ? text.length() : at) - from);
            if (at < 0) {
                parts.add(text.substring(from));
                return;
            }
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
    }

    /// Where the needle occurs, overlaps included.
    static JsonNode indices(Run run, String text, String needle) {
        ArrayNode found = Values.array();
        if (needle.isEmpty()) {
            return found;
        }
        int point = 0;
        int last = 0;
        for (int at = indexOf(run, text, needle, 0); at >= 0; at = indexOf(run, text, needle, at + 1)) {
            run.step();
            run.allocate(Memory.SLOT + Memory.SCALAR);
            point += text.codePointCount(last, at);
            last = at;
            found.add(point);
        }
        return found;
    }

    static boolean isBlank(int point) {
        return switch (point) {
            case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
            default -> point >= 0x2000 && point <= 0x200A;
        };
    }

    static String trim(String text, boolean left, boolean right) {
        int from = 0;
        int to = text.length();
        while (left && from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (right && to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    static JsonNode explode(Run run, String text) {
        ArrayNode points = Values.array();
        run.steps(text.length());
        run.allocate(Memory.ARRAY + (long) text.length() * (Memory.SLOT + Memory.SCALAR));
        text.codePoints().forEach(points::add);
        return points;
    }

    static JsonNode implode(Run run, JsonNode in) {
        if (!(in instanceof ArrayNode points)) {
            throw new JqError("implode input must be an array");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode point : points.values()) {
            run.step();
            if (!point.isNumber() || Numbers.isNaN(point)) {
                throw new JqError(Items.describe(point) + " can't be imploded, unicode codepoint needs to be numeric");
            }
            double value = Numbers.value(point);
            int code = (int) value;
            boolean valid = value >= 0 && value < 0x110000 && !(code >= 0xD800 && code < 0xE000);
            text.appendCodePoint(valid ? code : 0xFFFD);
        }
        run.allocate(Memory.TEXT + text.length());
        return Values.text(text.toString());
    }

    static String ascii(String text, boolean upper) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            if (upper ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z') {
                chars[i] = (char) (c ^ 0x20);
            }
        }
        return new String(chars);
    }

    static JsonNode tostring(Run run, JsonNode value) {
        if (value.isString()) {
            return value;
        }
        String text = JsonText.write(value, run);
        run.allocate(Memory.TEXT + text.length());
        return Values.text(text);
    }

    static JsonNode tonumber(JsonNode value) {
        if (value.isNumber()) {
            return value;
        }
        if (value.isString()) {
            JsonNode number = number(value.stringValue());
            if (number != null) {
                return number;
            }
        }
        throw new JqError(Items.describe(value) + " cannot be parsed as a number");
    }

    /// A number as JSON writes it, with an optional plus sign and fractions without a leading zero, or null.
    static @org.jspecify.annotations.Nullable JsonNode number(String text) {
        int at = 0;
        int end = text.length();
        boolean negative = false;
        if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            negative = text.charAt(at) == '-';
            at++;
        }
        int start = at;
        int digits = 0;
        boolean dot = false;
        while (at < end && (isDigit(text.charAt(at)) || (!dot && text.charAt(at) == '.'))) {
            if (text.charAt(at) == '.') {
                dot = true;
            } else {
                digits++;
            }
            at++;
        }
        int mantissaEnd = at;
        if (digits == 0) {
            String rest = text.substring(start);
            return rest.equals("nan") || rest.equals("NaN") ? Numbers.of(Double.NaN) : null;
        }
        if (at < end && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                at++;
            }
            int exponent = at;
            while (at < end && isDigit(text.charAt(at))) {
                at++;
            }
            if (exponent == at) {
                return null;
            }
        }
        if (at < end) {
            return null;
        }
        if (text.length() > MAX_DIGITS) {
            // the exact value of so long a number takes more than linear time
            return Numbers.of(Double.parseDouble(text));
        }
        String mantissa = text.substring(start, mantissaEnd);
        if (mantissa.startsWith(".")) {
            mantissa = "0" + mantissa;
        }
        if (mantissa.endsWith(".")) {
            mantissa = mantissa.substring(0, mantissa.length() - 1);
        }
        return Numbers.literal((negative ? "-" : "") + mantissa + text.substring(mantissaEnd));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
