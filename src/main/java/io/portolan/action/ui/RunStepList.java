package io.portolan.action.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.portolan.action.RunStep;
import io.portolan.ui.RelativeTime;
import io.portolan.ui.StatusBadge;
import java.time.Instant;
import java.util.List;

/// The steps of a run, each with its state and what came of it.
class RunStepList extends OrderedList {

    private static final long serialVersionUID = 1L;

    RunStepList(List<RunStep> steps) {
        addClassName("act-steps");
        steps.forEach(step -> add(item(step)));
    }

    private static ListItem item(RunStep step) {
        Div head = new Div(new Span(step.title()), StatusBadge.of(step.status().name()));
        head.addClassName("act-step");
        Instant ended = step.endedAt();
        if (ended != null) {
            head.add(new RelativeTime(ended));
        }
        ListItem item = new ListItem(head);
        String message = step.message();
        if (message != null) {
            Div text = new Div(new Span(message));
            text.addClassName("pt-muted");
            item.add(text);
        }
        return item;
    }
}
