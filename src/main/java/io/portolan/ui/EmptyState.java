package io.portolan.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/// What stands where there is nothing yet: says what would be here and what to do about it.
public class EmptyState extends Div {

    private static final long serialVersionUID = 1L;

    private final H2 heading;

    /// @param icon as [Icons] knows it
    /// @param actions buttons or links that lead on, the first being the likeliest
    public EmptyState(String icon, String title, String text, Component... actions) {
        addClassName("pt-empty");
        Div sign = new Div(Icons.of(icon));
        sign.addClassName("pt-empty-icon");
        heading = new H2(title);
        Paragraph explanation = new Paragraph(text);
        add(sign, heading, explanation);
        if (actions.length > 0) {
            Div row = new Div(actions);
            row.addClassName("pt-empty-actions");
            add(row);
        }
    }

    /// Makes the title the heading of the page, where there is no other.
    EmptyState ofPage() {
        replace(heading, new H1(heading.getText()));
        return this;
    }
}
