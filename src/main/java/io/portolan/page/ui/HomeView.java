package io.portolan.page.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.action.ActionRun;
import io.portolan.action.ui.ActionPages;
import io.portolan.action.ui.ActionPanels;
import io.portolan.catalog.Entity;
import io.portolan.catalog.ui.LiveChanges;
import io.portolan.kernel.Actor;
import io.portolan.page.AnnouncementService;
import io.portolan.page.HomeData;
import io.portolan.page.RecentlyViewed;
import io.portolan.ui.EmptyState;
import io.portolan.ui.Icons;
import io.portolan.ui.PageHeader;
import io.portolan.ui.RelativeTime;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/// What concerns the reader: what is announced, own things, what waits for a decision, what was opened last, own runs,
/// what runs out soon, what changed; and how to begin while there is nothing.
@Route("")
@PermitAll
@CssImport("./catalog/catalog.css")
@CssImport("./page/page.css")
class HomeView extends Div implements HasDynamicTitle {

    private static final long serialVersionUID = 1L;
    private static final Set<String> SHOWN = Set.of("entity", "run", "blueprint");

    private final transient HomeData data;
    private final transient WidgetTables tables;
    private final transient ActionPanels actions;
    private final transient Actor viewer;
    private final transient RecentlyViewed viewed;
    private final Div content = new Div();

    HomeView(
            HomeData data,
            RecentlyViewed viewed,
            AnnouncementService announcements,
            WidgetTables tables,
            ActionPanels actions,
            LiveChanges live,
            Clock clock,
            CurrentActor currentActor) {
        this.data = data;
        this.viewed = viewed;
        this.tables = tables;
        this.actions = actions;
        this.viewer = currentActor.require();
        addClassName("pt-page");
        PageHeader header = new PageHeader(getTranslation("page.home.welcome", viewer.name()))
                .description(getTranslation("page.home.description"))
                .icon("house");
        AnnouncementList notes = new AnnouncementList(announcements, viewer);
        if (announcements.mayManage(viewer)) {
            header.actions(new Button(
                    getTranslation("page.announcements"),
                    Icons.of("megaphone"),
                    click -> new AnnouncementsDialog(announcements, viewer, clock, notes::refresh).open()));
        }
        content.addClassName("pg-home");
        add(header, notes, content);
        live.watch(notes, change -> change.kind().resourceType().equals("announcement"), notes::refresh);
        live.watch(this, change -> SHOWN.contains(change.kind().resourceType()), this::fill);
        fill();
    }

    @Override
    public String getPageTitle() {
        return getTranslation("page.home");
    }

    private void fill() {
        content.removeAll();
        if (data.isEmpty()) {
            content.add(getStarted());
            return;
        }
        List<Entity> mine = tables.mine(viewer, 8);
        content.add(
                card("page.home.mine", mine.isEmpty() ? empty("page.home.mine.empty") : tables.list(mine)),
                card("page.home.waiting", waiting()),
                card("page.home.viewed", viewed()),
                card("page.home.runs", runs()),
                card("page.home.expiring", expiring()),
                card("page.home.recent", recent()));
    }

    private Component waiting() {
        List<ActionRun> waiting = data.waiting(viewer, 6);
        return waiting.isEmpty()
                ? empty("page.home.waiting.empty")
                : new Div(
                        RunList.of(waiting, run -> actions.decision(run, this::fill)),
                        new Anchor(ActionPages.waiting(), getTranslation("page.home.waiting.all")));
    }

    private Component viewed() {
        List<Entity> opened = viewed.list(viewer, 8);
        return opened.isEmpty() ? empty("page.home.viewed.empty") : tables.list(opened);
    }

    private Component runs() {
        List<ActionRun> runs = data.runs(viewer, 6);
        if (runs.isEmpty()) {
            Div none = new Div(
                    WidgetRenderer.muted(getTranslation("page.home.runs.empty")),
                    new Anchor("self-service", getTranslation("page.home.self")));
            return none;
        }
        return RunList.of(runs);
    }

    private Component expiring() {
        List<HomeData.Expiring> soon = data.expiring(viewer, 6);
        if (soon.isEmpty()) {
            return empty("page.home.expiring.empty");
        }
        UnorderedList list = new UnorderedList();
        list.addClassName("pg-entities");
        for (HomeData.Expiring one : soon) {
            Div about = new Div(new Span(one.property() + " · "), RelativeTime.countdown(one.at()));
            about.addClassName("pt-muted");
            list.add(new ListItem(tables.link(one.entity()), about));
        }
        return list;
    }

    private Component recent() {
        List<Entity> recent = data.recent(viewer, 8);
        return recent.isEmpty() ? empty("page.home.recent.empty") : tables.list(recent);
    }

    private Component getStarted() {
        return viewer.isAdmin()
                ? new EmptyState(
                        "rocket",
                        getTranslation("page.home.start.title"),
                        getTranslation("page.home.start.admin"),
                        button("import", "page.home.start.import"),
                        button("builder", "page.home.start.builder"))
                : new EmptyState(
                        "rocket", getTranslation("page.home.start.title"), getTranslation("page.home.start.member"));
    }

    private Component button(String path, String key) {
        Anchor anchor = new Anchor(path, getTranslation(key));
        anchor.addClassName("pt-button-link");
        return anchor;
    }

    private Component empty(String key) {
        return WidgetRenderer.muted(getTranslation(key));
    }

    private Component card(String titleKey, Component body) {
        Section card = new Section(new H2(getTranslation(titleKey)), body);
        card.addClassName("pt-card");
        return card;
    }
}
