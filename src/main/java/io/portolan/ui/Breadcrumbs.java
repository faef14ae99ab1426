package io.portolan.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/// Where the reader is, from "Home" to the page itself.
class Breadcrumbs extends Nav {

    private static final long serialVersionUID = 1L;
    private final OrderedList steps = new OrderedList();

    Breadcrumbs() {
        addClassName("pt-breadcrumbs");
        setAriaLabel(getTranslation("ui.breadcrumbs"));
        add(steps);
    }

    void show(List<Crumb> trail) {
        steps.removeAll();
        Anchor home = new Anchor("", Icons.of("home"));
        home.setAriaLabel(getTranslation("ui.home"));
        steps.add(new ListItem(home));
        for (Crumb crumb : trail) {
            String path = crumb.path();
            if (path == null) {
                Span here = new Span(crumb.label());
                here.getElement().setAttribute("aria-current", "page");
                steps.add(new ListItem(here));
            } else {
                steps.add(new ListItem(new Anchor(path, crumb.label())));
            }
        }
    }
}
