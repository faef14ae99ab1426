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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Runs as links to their pages, with state, person and time.
final class RunList {

    private RunList() {}

    static Component of(List<ActionRun> runs) {
        return of(runs, run -> null);
    }

    /// @param extra what stands below each; null for nothing
    static Component of(List<ActionRun> runs, Function<ActionRun, @Nullable Component> extra) {
        UnorderedList list = new UnorderedList();
        list.addClassName("pg-entities");
        for (ActionRun run : runs) {
            Anchor link = new Anchor("runs/" + PageNavigation.encode(run.id()), run.actionTitle());
            Div about = new Div(new Span(run.startedBy() + " · "), new RelativeTime(run.createdAt()));
            about.addClassName("pt-muted");
            ListItem item =
                    new ListItem(new Div(link, StatusBadge.of(run.status().name())), about);
            Component more = extra.apply(run);
            if (more != null) {
                item.add(more);
            }
            list.add(item);
        }
        return list;
    }
}
