package io.portolan.audit.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.audit.AuditTrail;
import io.portolan.changelog.DeadDelivery;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import io.portolan.ui.EmptyState;
import io.portolan.ui.Notices;
import io.portolan.ui.PageHeader;
import io.portolan.ui.RelativeTime;
import io.portolan.ui.StatusBadge;
import io.portolan.ui.Texts;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;

/// Reactions to changes that failed too often, with the reason and a button to try again.
@Route("audit/undelivered")
@RolesAllowed("ADMIN")
@CssImport("./audit/audit.css")
class UndeliveredView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;
    private static final int PAGE = 50;

    private final transient AuditTrail trail;
    private final transient Actor viewer;
    private final UnorderedList list = new UnorderedList();
    private final Button older;
    private long last = Long.MAX_VALUE;

    UndeliveredView(AuditTrail trail, CurrentActor currentActor) {
        this.trail = trail;
        this.viewer = currentActor.require();
        addClassName("pt-page");
        list.addClassName("au-history");
        older = new Button(getTranslation("audit.older"), event -> load());
        add(
                new PageHeader(getTranslation("audit.dead.title"))
                        .description(getTranslation("audit.dead.description"))
                        .icon("history")
                        .actions(new Anchor("audit", getTranslation("audit.all"))),
                list,
                older);
        load();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("audit.dead.title");
    }

    private void load() {
        List<DeadDelivery> page = trail.deadLetters(last, PAGE, viewer);
        page.forEach(delivery -> list.add(item(delivery)));
        older.setVisible(page.size() == PAGE);
        if (!page.isEmpty()) {
            last = page.getLast().id();
        }
        if (list.getComponentCount() == 0) {
            add(new EmptyState(
                    "circle-check", getTranslation("audit.dead.empty.title"), getTranslation("audit.dead.empty.text")));
        }
    }

    private Component item(DeadDelivery delivery) {
        ListItem item = new ListItem();
        Button replay = new Button(getTranslation("audit.dead.replay"));
        replay.addClickListener(event -> {
            try {
                trail.replay(delivery.id(), viewer);
                Notices.success(getTranslation("audit.dead.replayed"));
            } catch (PortalException.NotFound e) {
                // Somebody else was quicker.
                Notices.info(getTranslation("audit.dead.gone"));
            }
            item.removeFromParent();
        });
        Span consumer = new Span(Texts.orPlain("audit.consumer." + delivery.consumer(), delivery.consumer()));
        Div head = new Div(
                new StatusBadge(StatusBadge.Tone.FAILURE, getTranslation("audit.dead.attempts", delivery.attempts())),
                consumer,
                new Anchor("audit?change=" + delivery.changeId(), delivery.key()),
                new RelativeTime(delivery.since()),
                replay);
        head.addClassName("au-history-head");
        Span error = new Span(delivery.lastError());
        error.addClassName("au-muted");
        item.add(head, error);
        return item;
    }
}
