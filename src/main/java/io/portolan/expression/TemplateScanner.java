package io.portolan.expression;

import java.util.ArrayList;
import java.util.List;

/// Finds the `{{ }}` spans of a text, character for character as the dialect's own engine does (5.5): quotes hide
/// braces
/// only inside a span, a backslash hides the next character, three braces in a row count as one pair.
final class TemplateScanner {

    /// The expression between the braces: `start` is the index after `{{`, `end` the index of `}}`.
    record Span(int start, int end) {}

    private TemplateScanner() {}

    /// Throws [ExpressionException.BadTemplate] for nested or unbalanced braces.
    static List<Span> scan(String text, String pointer) {
        if (text.indexOf("{{") < 0 && text.indexOf("}}") < 0) {
            return List.of();
        }
        List<Span> spans = new ArrayList<>();
        char quote = 0;
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (open > 0 && c == '\\') {
                i++;
            }
            if (open > 0 && (c == '"' || c == '\'')) {
                if (quote == 0) {
                    quote = c;
                } else if (quote == c) {
                    quote = 0;
                }
            } else if (quote == 0 && c == '{' && i > 0 && at(text, i - 1) == '{') {
                if (open > 0) {
                    throw new ExpressionException.BadTemplate(
                            "Found double braces in index " + (i - 1) + " inside other one in index " + (open - 2),
                            pointer);
                }
                open = i + 1;
                if (at(text, i + 1) == '{') {
                    i++;
                }
            } else if (quote == 0 && c == '}' && i > 0 && at(text, i - 1) == '}') {
                if (open == 0) {
                    throw new ExpressionException.BadTemplate(
                            "Found closing double braces in index " + (i - 1) + " without opening double braces",
                            pointer);
                }
                spans.add(new Span(open, Math.max(open, i - 1)));
                open = 0;
                if (at(text, i + 1) == '}') {
                    i++;
                }
            }
        }
        if (open > 0) {
            throw new ExpressionException.BadTemplate(
                    "Found opening double braces in index " + (open - 2) + " without closing double braces", pointer);
        }
        return spans;
    }

    private static char at(String text, int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }
}
