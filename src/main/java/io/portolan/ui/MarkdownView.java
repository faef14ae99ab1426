package io.portolan.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.markdown.Markdown;

/// Markdown as formatted text. HTML inside it is sanitised in the browser.
public class MarkdownView extends Div {

    private static final long serialVersionUID = 1L;

    public MarkdownView(String text) {
        addClassName("pt-markdown");
        add(new Markdown(text));
    }
}
