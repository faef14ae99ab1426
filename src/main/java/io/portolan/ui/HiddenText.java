package io.portolan.ui;

import com.vaadin.flow.component.html.Span;

/// Words for those who hear the page; those who see it see from the place what they would say.
public class HiddenText extends Span {

    private static final long serialVersionUID = 1L;

    public HiddenText(String text) {
        super(text);
        addClassName("pt-visually-hidden");
    }
}
