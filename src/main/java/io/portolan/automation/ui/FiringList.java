package io.portolan.automation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.action.ActionRun;
import io.portolan.action.RunService;
import io.portolan.automation.Firing;
import io.portolan.kernel.Actor;
import io.portolan.ui.RelativeTime;
import io.portolan.ui.StatusBadge;
import io.portolan.ui.StatusBadge.Tone;
import io.portolan.ui.Texts;
import java.util.List;
import java.util.Optional;

/// What an automation did last: the runs it started, and what kept it from starting one.
final class FiringList extends Div {

    private static final long serialVersionUID = 1L;

    FiringList(List<Firing> firings, RunService runs, Actor viewer) {
        addClassName("pt-card");
        add(new H2(getTranslation("automation.firings.title")));
        if (firings.isEmpty()) {
            Paragraph none = new Paragraph(getTranslation("automation.firings.none"));
            none.addClassName("pt-muted");
            add(none);
            return;
        }
        UnorderedList list = new UnorderedList();
        list.addClassName("am-list");
        firings.forEach(firing -> list.add(item(firing, runs, viewer)));
        add(list);
    }

    private Component item(Firing firing, RunService runs, Actor viewer) {
        Div head = new Div(badge(firing, runs, viewer), new RelativeTime(firing.at()));
        head.addClassName("pt-row");
        if (firing.runId() != null) {
            head.add(new Anchor("runs/" + firing.runId(), getTranslation("automation.firings.run")));
        }
        head.add(new Anchor("audit?change=" + firing.changeId(), getTranslation("automation.firings.because")));
        ListItem item = new ListItem(head);
        if (firing.message() != null) {
            Span message = new Span(firing.message());
            message.addClassName("pt-muted");
            item.add(message);
        }
        return item;
    }

    /// The state of the run, or why there is none.
    static Component badge(Firing firing, RunService runs, Actor viewer) {
        Optional<ActionRun> run = Optional.ofNullable(firing.runId()).flatMap(id -> runs.find(id, viewer));
        if (run.isPresent()) {
            return StatusBadge.of(run.get().status().name());
        }
        Tone tone = firing.outcome() == Firing.Outcome.STARTED ? Tone.NEUTRAL : Tone.WARNING;
        return new StatusBadge(
                tone, Texts.get("automation.outcome." + firing.outcome().name()));
    }
}
