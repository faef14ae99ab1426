package io.portolan.audit.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.audit.AuditTrail;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeFilter;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Slice;
import io.portolan.ui.EmptyState;
import io.portolan.ui.RelativeTime;
import org.jspecify.annotations.Nullable;

/// The history of one thing, newest first, twenty at a time: when, who, from where, and each property's old and new
/// value. [HistoryPanels] makes it.
@CssImport("./audit/audit.css")
public final class HistoryPanel extends Div {

    private static final long serialVersionUID = 1L;
    private static final int PAGE = 20;

    private final transient AuditTrail trail;
    private final transient Actor viewer;
    private final transient ChangeFilter filter;
    private final UnorderedList list = new UnorderedList();
    private final Button older;
    private @Nullable String next;

    HistoryPanel(AuditTrail trail, Actor viewer, ChangeFilter filter) {
        this.trail = trail;
        this.viewer = viewer;
        this.filter = filter;
        addClassName("au-history-panel");
        list.addClassName("au-history");
        older = new Button(getTranslation("audit.older"), event -> load());
        add(list, older);
        load();
    }

    /// Reads afresh from the newest on.
    public void refresh() {
        list.removeAll();
        next = null;
        load();
    }

    private void load() {
        Slice<Change> page = trail.find(filter, next, PAGE, viewer);
        page.items().forEach(change -> list.add(item(change)));
        next = page.next();
        older.setVisible(next != null);
        if (list.getComponentCount() == 0) {
            list.add(new ListItem(new EmptyState(
                    "history",
                    getTranslation("audit.history.empty.title"),
                    getTranslation("audit.history.empty.text"))));
        }
    }

    private Component item(Change change) {
        Span by = new Span(getTranslation("audit.by", ChangeTexts.actor(change), ChangeTexts.origin(change)));
        by.addClassName("au-muted");
        Div head = new Div(ChangeTexts.operation(change.kind()), new RelativeTime(change.at()), by);
        head.addClassName("au-history-head");
        ListItem item = new ListItem(head, ChangeDetails.differences(change));
        trail.causes(change, viewer).stream().findFirst().ifPresent(cause -> {
            Div because = new Div(
                    new Span(getTranslation("audit.because") + " "),
                    new com.vaadin.flow.component.html.Anchor(
                            "audit?change=" + change.id(), ChangeTexts.sentence(cause)));
            because.addClassName("au-muted");
            item.add(because);
        });
        return item;
    }
}
