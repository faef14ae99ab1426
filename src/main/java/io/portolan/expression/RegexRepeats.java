package io.portolan.expression;

import java.util.ArrayDeque;
import java.util.Deque;

/// Refuses regular expressions that repeat by counts too often: `((?:){1000}){1000}…` works without looking at a single
/// character, so that the budget for characters never ends it.
final class RegexRepeats {

    private static final int MAX_COUNT = 100_000;
    private static final long MAX_PRODUCT = 1_000_000;

    private RegexRepeats() {}

    static void check(String text) {
        Deque<Long> groups = new ArrayDeque<>();
        long most = 1;
        long last = 1;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\\' -> {
                    i++;
                    last = 1;
                }
                case '[' -> {
                    i = behindBracket(text, i);
                    last = 1;
                }
                case '(' -> {
                    groups.push(most);
                    most = 1;
                }
                case ')' -> {
                    last = most;
                    most = groups.isEmpty() ? last : Math.max(groups.pop(), last);
                }
                case '{' -> {
                    long count = count(text, i + 1);
                    if (count > MAX_COUNT || count * last > MAX_PRODUCT) {
                        throw new JqError(
                                text + " (at offset 0) is not a valid regex: too big number is used in repeat");
                    }
                    last *= Math.max(1, count);
                    most = Math.max(most, last);
                }
                default -> last = 1;
            }
        }
    }

    /// The larger count of `{n}`, `{n,}`, `{n,m}`; 0 for a brace that counts nothing.
    private static long count(String text, int from) {
        long count = 0;
        long largest = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                count = Math.min(count * 10 + c - '0', Integer.MAX_VALUE);
                largest = Math.max(largest, count);
            } else if (c == ',') {
                count = 0;
            } else {
                return c == '}' ? largest : 0;
            }
        }
        return 0;
    }

    private static int behindBracket(String text, int from) {
        int i = from + 1;
        if (i < text.length() && text.charAt(i) == '^') {
            i++;
        }
        if (i < text.length() && text.charAt(i) == ']') {
            i++;
        }
        while (i < text.length() && text.charAt(i) != ']') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
