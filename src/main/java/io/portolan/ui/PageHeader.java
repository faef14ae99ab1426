package io.portolan.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import org.jspecify.annotations.Nullable;

/// The head of a page: icon, title, a line of explanation, facts as chips, and the actions at the right (below the
/// title where there is little room).
public class PageHeader extends Div {

    private static final long serialVersionUID = 1L;
    private final H1 title = new H1();
    private final Paragraph description = new Paragraph();
    private final Div icon = new Div();
    private final Div facts = new Div();
    private final Div actions = new Div();

    public PageHeader(String titleText) {
        addClassName("pt-page-header");
        icon.addClassName("pt-page-icon");
        facts.addClassName("pt-page-facts");
        actions.addClassName("pt-page-actions");
        description.addClassName("pt-page-description");
        Div texts = new Div(title, description, facts);
        texts.addClassName("pt-page-texts");
        icon.setVisible(false);
        facts.setVisible(false);
        actions.setVisible(false);
        add(icon, texts, actions);
        title(titleText);
        description(null);
    }

    public final PageHeader title(String text) {
        title.setText(text);
        return this;
    }

    /// One or two sentences below the title; null for none.
    public final PageHeader description(@Nullable String text) {
        description.setText(text == null ? "" : text);
        description.setVisible(text != null && !text.isBlank());
        return this;
    }

    /// @param name as [Icons] knows it
    public PageHeader icon(@Nullable String name) {
        icon.removeAll();
        icon.add(Icons.of(name));
        icon.setVisible(true);
        return this;
    }

    /// Chips and short facts below the title; replaces those that were there.
    public PageHeader facts(Component... components) {
        facts.removeAll();
        facts.add(components);
        facts.setVisible(components.length > 0);
        return this;
    }

    /// Buttons and menus; replaces those that were there.
    public PageHeader actions(Component... components) {
        actions.removeAll();
        actions.add(components);
        actions.setVisible(components.length > 0);
        return this;
    }
}
