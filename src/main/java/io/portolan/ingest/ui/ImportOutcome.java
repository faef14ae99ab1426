package io.portolan.ingest.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.ingest.ImportReport;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.ui.Texts;
import org.jspecify.annotations.Nullable;

/// What became of the last attempt: the counts of what came in, or the list of what is wrong.
class ImportOutcome extends Div {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 50;

    ImportOutcome() {
        addClassName("in-outcome");
        getElement().setAttribute("role", "status");
    }

    void clear() {
        removeAll();
        removeClassName("in-failed");
    }

    void showReport(ImportReport report) {
        clear();
        add(new H2(getTranslation("ingest.done")));
        UnorderedList list = new UnorderedList();
        report.sections()
                .forEach((section, counts) -> list.add(new ListItem(getTranslation(
                        "ingest.counts",
                        Texts.orPlain("ingest.section." + section, section),
                        counts.created(),
                        counts.changed(),
                        counts.unchanged()))));
        add(list);
    }

    /// @param straighten what the button does; null when straightening does not help
    void showMalformed(PortalException.Malformed error, @Nullable Runnable straighten) {
        failed();
        add(new Paragraph(error.reason()));
        if (straighten != null) {
            Button button = new Button(getTranslation("ingest.straighten"), event -> straighten.run());
            button.addThemeVariants(ButtonVariant.PRIMARY);
            add(button);
        }
    }

    void showError(PortalException error) {
        failed();
        if (error instanceof PortalException.Invalid invalid) {
            UnorderedList list = new UnorderedList();
            invalid.violations().stream().limit(SHOWN).map(ImportOutcome::item).forEach(list::add);
            add(list);
            int more = invalid.violations().size() - SHOWN;
            if (more > 0) {
                add(new Paragraph(getTranslation("ingest.more", more)));
            }
        } else {
            add(new Paragraph(error.reason()));
        }
    }

    private void failed() {
        clear();
        addClassName("in-failed");
        add(new H2(getTranslation("ingest.failed")));
    }

    private static ListItem item(Violation violation) {
        Span place = new Span(violation.pointer());
        place.addClassName("in-place");
        return new ListItem(place, new Span(" " + violation.reason()));
    }
}
