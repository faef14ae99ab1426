package io.portolan.access.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.portolan.ui.Icons;
import io.portolan.ui.Notices;

/// Shows a secret that was just made, to be copied, and never again.
final class ShownOnce extends Dialog {

    private static final long serialVersionUID = 1L;

    ShownOnce(String title) {
        setHeaderTitle(title);
        setWidth("min(38rem, 94vw)");
        setCloseOnOutsideClick(false);
        Button close = new Button(getTranslation("ui.close"), _ -> close());
        close.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(close);
        add(new Paragraph(getTranslation("access.once")));
    }

    /// One line with a label, the text and a button that copies it.
    ShownOnce with(String label, String text) {
        Span name = new Span(label);
        name.addClassName("pt-muted");
        Code value = new Code(text);
        Button copy = new Button(getTranslation("access.copy"), Icons.of("copy"), _ -> {
            getElement().executeJs("navigator.clipboard && navigator.clipboard.writeText($0)", text);
            Notices.success(getTranslation("access.copied"));
        });
        copy.setAriaLabel(getTranslation("access.copy") + ": " + label);
        Div row = new Div(value, copy);
        row.addClassName("pt-row");
        Div block = new Div(name, row);
        block.addClassName("ac-secret");
        add(block);
        return this;
    }
}
