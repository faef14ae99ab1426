package io.portolan.expression;

import java.util.regex.Pattern;

/// Rewrites single-quoted strings to double-quoted ones (dialect 0.2).
final class SingleQuotes {

    private static final Pattern QUOTE = Pattern.compile("(^|\\s)'(?!\\s|\")|(?<!\\s|\")'(\\s|$)");

    private SingleQuotes() {}

    static String rewrite(String text) {
        if (text.indexOf('\'') < 0) {
            return text;
        }
        return QUOTE.matcher(text).replaceAll(match -> {
            String before = match.group(1) == null ? "" : match.group(1);
            String after = match.group(2) == null ? "" : match.group(2);
            return java.util.regex.Matcher.quoteReplacement(before + "\"" + after);
        });
    }
}
