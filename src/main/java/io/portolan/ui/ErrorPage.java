package io.portolan.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;

/// The common part of the pages for what does not exist, may not be seen, or has broken.
abstract class ErrorPage extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;
    private String title = "";

    ErrorPage() {
        addClassName("pt-page");
    }

    void show(String icon, String titleText, String text) {
        title = titleText;
        removeAll();
        Anchor home = new Anchor("", getTranslation("ui.error.home"));
        home.addClassName("pt-button-link");
        add(new EmptyState(icon, titleText, text, home).ofPage());
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}
