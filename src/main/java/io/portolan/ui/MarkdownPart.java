package io.portolan.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stretch of a markdown text: prose, or a diagram that stands in a fence marked `mermaid`.
sealed interface MarkdownPart {

    /// Anything but diagrams, as it was written.
    record Prose(String text) implements MarkdownPart {}

    /// The text between the fences.
    record Drawing(String source) implements MarkdownPart {}

    /// The parts in their order. Fences within fences, and those inside of lists and quotes, stay prose, and so does
    /// what comes after the twentieth diagram.
    static List<MarkdownPart> of(String markdown) {
        return markdown.contains("mermaid") ? new Cut().parts(markdown) : List.of(new Prose(markdown));
    }

    /// Goes through the lines and remembers which fence is open.
    final class Cut {

        private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,})[ \\t]*([^`]*)$");
        private static final int MOST = 20;

        private final List<MarkdownPart> parts = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private String fence = "";
        private boolean drawing;
        private int drawings;

        private Cut() {}

        private List<MarkdownPart> parts(String markdown) {
            markdown.lines().forEach(this::line);
            end();
            return List.copyOf(parts);
        }

        private void line(String line) {
            Matcher matcher = FENCE.matcher(line);
            boolean isFence = matcher.matches();
            if (fence.isEmpty() && isFence) {
                fence = matcher.group(1);
                String language = matcher.group(2).strip();
                if (language.equals("mermaid") && drawings++ < MOST) {
                    end();
                    drawing = true;
                    return;
                }
            } else if (isFence && closes(matcher.group(1), matcher.group(2))) {
                fence = "";
                if (drawing) {
                    end();
                    return;
                }
            }
            text.append(line).append('\n');
        }

        private boolean closes(String marks, String rest) {
            return rest.isBlank() && marks.charAt(0) == fence.charAt(0) && marks.length() >= fence.length();
        }

        private void end() {
            String stretch = text.toString();
            if (!stretch.isBlank()) {
                parts.add(drawing ? new Drawing(stretch.stripTrailing()) : new Prose(stretch));
            }
            text.setLength(0);
            drawing = false;
        }
    }
}
