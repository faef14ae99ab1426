package io.portolan.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Translates the syntax of jq's regular expressions (Oniguruma's Perl dialect) to Java's where the two differ: names
/// of
/// groups, POSIX brackets, `\h`, and braces that are no quantifier.
final class RegexSyntax {

    private static final String HEX = "0-9a-fA-F";

    private final String text;
    private final boolean extended;
    private final StringBuilder out = new StringBuilder();
    private final List<@Nullable String> groups = new ArrayList<>();
    private int at;

    RegexSyntax(String text, boolean extended) {
        this.text = text;
        this.extended = extended;
    }

    /// The name of each capturing group in order, null for those without.
    List<@Nullable String> groups() {
        return groups;
    }

    String translate() {
        RegexRepeats.check(text);
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '\\' -> escape();
                case '[' -> bracket();
                case '(' -> group();
                case '{' -> brace();
                default -> {
                    out.append(c);
                    at++;
                }
            }
        }
        return out.toString();
    }

    private void escape() {
        if (at + 1 >= text.length()) {
            out.append("\\\\");
            at++;
            return;
        }
        char next = text.charAt(at + 1);
        if (next == 'h' || next == 'H') {
            // no escape in jq's dialect, another one in Java's
            out.append(next);
            at += 2;
        } else if (next == 'k' && text.startsWith("<", at + 2) && text.indexOf('>', at) > 0) {
            int end = text.indexOf('>', at);
            int index = groups.indexOf(text.substring(at + 3, end));
            out.append(index >= 0 ? "\\k<n" + (index + 1) + ">" : text.substring(at, end + 1));
            at = end + 1;
        } else {
            out.append(text, at, at + 2);
            at += 2;
        }
    }

    private void group() {
        if (!text.startsWith("(?", at)) {
            groups.add(null);
            out.append('(');
            at++;
            return;
        }
        if (text.startsWith("(?#", at)) {
            int end = text.indexOf(')', at);
            at = end < 0 ? text.length() : end + 1;
            return;
        }
        boolean named = text.startsWith("(?<", at) && at + 3 < text.length() && Lexer.isNameStart(text.charAt(at + 3));
        int end = named ? text.indexOf('>', at) : -1;
        if (end < 0) {
            out.append("(?");
            at += 2;
            return;
        }
        groups.add(text.substring(at + 3, end));
        out.append("(?<n").append(groups.size()).append('>');
        at = end + 1;
    }

    private void brace() {
        int end = at + 1;
        int commas = 0;
        int digits = 0;
        while (end < text.length() && (Character.isDigit(text.charAt(end)) || text.charAt(end) == ',')) {
            if (text.charAt(end) == ',') {
                commas++;
            } else {
                digits++;
            }
            end++;
        }
        boolean quantifier = end < text.length()
                && text.charAt(end) == '}'
                && text.charAt(at + 1) != ','
                && digits > 0
                && commas < 2
                && !out.isEmpty();
        if (!quantifier) {
            out.append("\\{");
            at++;
            return;
        }
        out.append('{').append(text, at + 1, end + 1);
        at = end + 1;
    }

    private void bracket() {
        out.append('[');
        at++;
        if (at < text.length() && text.charAt(at) == '^') {
            out.append('^');
            at++;
        }
        if (at < text.length() && text.charAt(at) == ']') {
            out.append("\\]");
            at++;
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ']') {
                out.append(']');
                at++;
                return;
            }
            if (c == '\\') {
                escape();
            } else if (text.startsWith("[:", at) && text.indexOf(":]", at) > 0) {
                int end = text.indexOf(":]", at);
                out.append(posix(text.substring(at + 2, end)));
                at = end + 2;
            } else {
                if (c == '[' || c == '&') {
                    out.append('\\');
                }
                if (extended && (Character.isWhitespace(c) || c == '#')) {
                    out.append('\\');
                }
                out.append(c);
                at++;
            }
        }
    }

    private static String posix(String name) {
        boolean negated = name.startsWith("^");
        String inside = switch (negated ? name.substring(1) : name) {
            case "alpha" -> "\\p{IsAlphabetic}";
            case "digit" -> "\\d";
            case "alnum" -> "\\p{IsAlphabetic}\\d";
            case "upper" -> "\\p{Lu}";
            case "lower" -> "\\p{Ll}";
            case "space" -> "\\s";
            case "blank" -> " \\t";
            case "punct" -> "\\p{Punct}";
            case "cntrl" -> "\\p{Cntrl}";
            case "xdigit" -> HEX;
            case "word" -> "\\w";
            case "print" -> "\\P{Cntrl}";
            case "graph" -> "\\p{Graph}";
            case "ascii" -> "\\x00-\\x7f";
            default -> throw new JqError("[:" + name + ":] is not a valid bracket of a regex");
        };
        return negated ? "[^" + inside + "]" : inside;
    }
}
