package io.portolan.action.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.action.ApprovalService;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.RelativeTime;
import java.time.Instant;

/// Whom a run waits for: who has agreed, who can still decide, and until when.
class WaitingFor extends Div {

    private static final long serialVersionUID = 1L;

    WaitingFor(ApprovalService.Waiting waiting) {
        addClassName("act-waiting");
        int missing = Math.max(1, waiting.needed() - waiting.agreed().size());
        add(new Paragraph(getTranslation("action.run.approval.missing", missing)));
        UnorderedList people = new UnorderedList();
        waiting.agreed()
                .forEach(email ->
                        people.add(person(email, getTranslation("action.run.approval.agreed"), BadgeColor.GREEN)));
        waiting.asked()
                .forEach(email ->
                        people.add(person(email, getTranslation("action.run.approval.asked"), BadgeColor.YELLOW)));
        if (waiting.asked().isEmpty()) {
            add(new Paragraph(getTranslation("action.run.approval.nobody")));
        }
        if (people.getComponentCount() > 0) {
            add(people);
        }
        Instant until = waiting.until();
        if (until != null) {
            Paragraph end = new Paragraph(
                    new Span(getTranslation("action.run.approval.until")), new Span(" "), new RelativeTime(until));
            end.addClassName("pt-muted");
            add(end);
        }
    }

    private static ListItem person(String email, String state, BadgeColor color) {
        Span name = new Span(email);
        name.addClassName("act-waiting-name");
        return new ListItem(name, new EnumBadge(state, color));
    }
}
