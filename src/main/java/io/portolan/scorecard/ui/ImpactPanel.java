package io.portolan.scorecard.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.scorecard.ScorecardPreview;
import java.util.Objects;

/// What saving a scorecard would do to the levels of entities.
class ImpactPanel extends Section {

    private static final long serialVersionUID = 1L;

    ImpactPanel(ScorecardPreview.Impact impact, String blueprint) {
        addClassName("pt-card");
        add(new H2(getTranslation("scorecard.preview.title")));
        add(new Paragraph(
                impact.moved() == 0
                        ? getTranslation("scorecard.preview.none", impact.checked())
                        : getTranslation("scorecard.preview.moved", impact.moved(), impact.checked())));
        if (!impact.complete()) {
            add(new Paragraph(getTranslation("scorecard.preview.partial", impact.checked())));
        }
        var list = new UnorderedList();
        impact.moves().forEach(move -> list.add(item(move, blueprint)));
        add(list);
    }

    private ListItem item(ScorecardPreview.Move move, String blueprint) {
        Component link = new Anchor("entity/" + blueprint + "/" + move.identifier(), move.title());
        String none = getTranslation("scorecard.preview.nothing");
        return new ListItem(
                link,
                new Span(": " + Objects.requireNonNullElse(move.from(), none) + " → "
                        + Objects.requireNonNullElse(move.to(), none)));
    }
}
