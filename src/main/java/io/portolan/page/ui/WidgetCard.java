package io.portolan.page.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import io.portolan.kernel.PortalException;
import io.portolan.page.Widget;
import io.portolan.ui.Icons;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The frame of a widget: title, content, and in its place the reason when it cannot be shown.
class WidgetCard extends Section {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(WidgetCard.class);

    private final Div content = new Div();
    private final transient Supplier<Component> render;

    /// @param render reads and draws; called again on each refresh
    WidgetCard(Widget widget, Supplier<Component> render) {
        this.render = render;
        addClassNames("pt-card", "pg-widget");
        Header header = new Header();
        if (widget.icon() != null) {
            header.add(Icons.of(widget.icon()));
        }
        if (!widget.title().isEmpty()) {
            header.add(new H2(widget.title()));
            getElement().setAttribute("aria-label", widget.title());
        }
        String description = widget.description();
        add(header);
        if (description != null) {
            Paragraph text = new Paragraph(description);
            text.addClassName("pt-muted");
            add(text);
        }
        content.addClassName("pg-widget-content");
        add(content);
        refresh();
    }

    final void refresh() {
        Component drawn;
        try {
            drawn = render.get();
        } catch (PortalException e) {
            drawn = problem(e.reason());
        } catch (RuntimeException e) {
            LOG.warn("A widget cannot be shown", e);
            drawn = problem(getTranslation("page.widget.failed"));
        }
        content.removeAll();
        content.add(drawn);
    }

    private static Component problem(String reason) {
        Div problem = new Div(Icons.of("triangle-alert"), new Paragraph(reason));
        problem.addClassName("pg-problem");
        problem.getElement().setAttribute("role", "status");
        return problem;
    }
}
