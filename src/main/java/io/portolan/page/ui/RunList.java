package io.portolan.page.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.action.ActionRun;
import io.portolan.ui.RelativeTime;
import io.portolan.ui.StatusBadge;
import java.util.List;

/// Runs as links to their pages, with state, person and time.
final class RunList {

    private RunList() {}

    static Component of(List<ActionRun> runs) {
        UnorderedList list = new UnorderedList();
        list.addClassName("pg-entities");
        for (ActionRun run : runs) {
            Anchor link = new Anchor("runs/" + PageNavigation.encode(run.id()), run.actionTitle());
            Div about = new Div(new Span(run.startedBy() + " · "), new RelativeTime(run.createdAt()));
            about.addClassName("pt-muted");
            list.add(new ListItem(new Div(link, StatusBadge.of(run.status().name())), about));
        }
        return list;
    }
}
