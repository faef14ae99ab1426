package io.portolan.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.markdown.Markdown;

/// Markdown as formatted text, with diagrams where fences marked `mermaid` stand. HTML inside it is sanitised in the
/// browser.
public class MarkdownView extends Div {

    private static final long serialVersionUID = 1L;

    public MarkdownView(String text) {
        addClassName("pt-markdown");
        for (MarkdownPart part : MarkdownPart.of(text)) {
            add(
                    switch (part) {
                        case MarkdownPart.Prose prose -> new Markdown(prose.text());
                        case MarkdownPart.Drawing drawing -> new Diagram(drawing.source());
                    });
        }
    }
}
