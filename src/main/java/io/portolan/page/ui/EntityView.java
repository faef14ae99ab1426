package io.portolan.page.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.action.ui.ActionPanels;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityService;
import io.portolan.catalog.ui.EntityDialogs;
import io.portolan.catalog.ui.EntityNavigation;
import io.portolan.catalog.ui.LiveChanges;
import io.portolan.changelog.Change;
import io.portolan.page.RecentlyViewed;
import io.portolan.page.ui.AutomaticTabs.AutomaticTab;
import io.portolan.page.ui.apis.ApiTabs;
import io.portolan.scorecard.ui.ScorecardPanels;
import io.portolan.ui.Crumb;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.HasBreadcrumbs;
import io.portolan.ui.Icons;
import io.portolan.ui.PageHeader;
import io.portolan.ui.RelativeTime;
import jakarta.annotation.security.PermitAll;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The page of one entity: what it is, who owns it, how good it is, and its tabs, which stand in the address as
/// `?tab=`. It is drawn again when the entity, its runs or its scorecards change.
@Route(EntityNavigation.ENTITY_ROUTE)
@PermitAll
@CssImport("./page/page.css")
@CssImport("./page/apis.css")
class EntityView extends Div implements BeforeEnterObserver, HasDynamicTitle, HasBreadcrumbs {

    private static final long serialVersionUID = 1L;

    private final transient BlueprintService blueprints;
    private final transient EntityService entities;
    private final transient EntityTabs tabContents;
    private final transient ScorecardPanels scorecards;
    private final transient EntityDialogs dialogs;
    private final transient ActionPanels actions;
    private final transient RecentlyViewed viewed;
    private final transient CurrentActor currentActor;
    private final transient ApiTabs apis;
    private final transient DashboardTabs dashboards;
    private transient @Nullable AutomaticTab openTab;
    private @Nullable Component openContent;
    private String blueprintId = "";
    private String identifier = "";
    private String title = "";
    private String kind = "";
    private String tabKey = EntityTab.OVERVIEW.key();

    EntityView(
            BlueprintService blueprints,
            EntityService entities,
            EntityTabs tabContents,
            ScorecardPanels scorecards,
            EntityDialogs dialogs,
            ActionPanels actions,
            RecentlyViewed viewed,
            CurrentActor currentActor,
            ApiTabs apis,
            DashboardTabs dashboards,
            LiveChanges live) {
        this.blueprints = blueprints;
        this.entities = entities;
        this.tabContents = tabContents;
        this.scorecards = scorecards;
        this.dialogs = dialogs;
        this.actions = actions;
        this.viewed = viewed;
        this.currentActor = currentActor;
        this.apis = apis;
        this.dashboards = dashboards;
        addClassName("pt-page");
        live.watch(this, this::concerns, this::show);
    }

    @Override
    public String getPageTitle() {
        return title;
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(new Crumb(kind, EntityNavigation.table(blueprintId)), Crumb.here(title));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String former = blueprintId + "/" + identifier;
        blueprintId = event.getRouteParameters().get("blueprint").orElse("");
        identifier = EntityNavigation.identifier(event.getRouteParameters());
        tabKey = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("tab")
                .orElse(EntityTab.OVERVIEW.key());
        if (entities.find(blueprintId, identifier, currentActor.require()).isEmpty()) {
            throw new NotFoundException(getTranslation("page.entity.missing", identifier));
        }
        if (!former.equals(blueprintId + "/" + identifier)) {
            viewed.opened(blueprintId, identifier, currentActor.require());
        }
        show();
    }

    private boolean concerns(Change change) {
        return change.identifier().equals(identifier) && blueprintId.equals(change.blueprint())
                || change.context().path("entity").asString("").equals(identifier);
    }

    private void show() {
        entities.find(blueprintId, identifier, currentActor.require()).ifPresentOrElse(this::show, () -> {
            removeAll();
            add(new PageHeader(title)
                    .icon("box")
                    .description(getTranslation("page.entity.gone"))
                    .actions(new Anchor(EntityNavigation.table(blueprintId), kind)));
        });
    }

    private void show(Entity entity) {
        Blueprint blueprint = blueprints.require(blueprintId);
        title = entity.displayTitle();
        kind = blueprint.title();
        removeAll();
        List<AutomaticTab> automatic = new ArrayList<>(AutomaticTabs.of(blueprint, entity, apis));
        automatic.addAll(dashboards.of(entity, currentActor.require(), key -> open(entity, key)));
        add(header(entity, blueprint), tabs(entity, automatic), content(entity, automatic));
    }

    private Component header(Entity entity, Blueprint blueprint) {
        List<Component> facts = new ArrayList<>();
        facts.add(new Anchor(EntityNavigation.table(blueprintId), kind));
        for (String team : entity.team()) {
            EnumBadge badge = new EnumBadge("", "lightGray");
            badge.add(Icons.of("Team"), new Span(team));
            badge.setTitle(getTranslation("page.entity.owner"));
            facts.add(badge);
        }
        facts.addAll(scorecards.badges(entity, EntityNavigation.entity(entity) + "?tab=scorecards"));
        Span changed =
                new Span(new Span(getTranslation("page.entity.changed") + " "), new RelativeTime(entity.updatedAt()));
        facts.add(changed);
        String icon = entity.icon() != null ? entity.icon() : Objects.requireNonNullElse(blueprint.icon(), "box");
        PageHeader header = new PageHeader(title).icon(icon).facts(facts.toArray(Component[]::new));
        MenuBar menu = menu(entity);
        menu.setVisible(!menu.getItems().isEmpty());
        header.actions(actions.menu(entity), menu);
        return header;
    }

    private MenuBar menu(Entity entity) {
        MenuBar menu = new MenuBar();
        if (dialogs.mayEdit(entity)) {
            menu.addItem(
                    getTranslation("page.edit"),
                    click -> dialogs.edit(entity, saved -> {
                        if (saved.identifier().equals(identifier)) {
                            show();
                        } else {
                            EntityDialogs.show(saved);
                        }
                    }));
        }
        boolean adds = dashboards.mayAdd(currentActor.require());
        if (!adds && !dialogs.mayDelete(entity)) {
            return menu;
        }
        MenuItem more = menu.addItem(Icons.of("ellipsis"));
        more.setAriaLabel(getTranslation("page.entity.more"));
        if (adds) {
            more.getSubMenu()
                    .addItem(
                            getTranslation("page.entity.tab.add"),
                            click -> dashboards.ask(blueprintId, currentActor.require(), key -> open(entity, key)));
        }
        if (dialogs.mayDelete(entity)) {
            more.getSubMenu()
                    .addItem(
                            getTranslation("ui.delete"),
                            click -> dialogs.delete(
                                    List.of(entity),
                                    () -> UI.getCurrent().navigate(EntityNavigation.table(blueprintId))));
        }
        return menu;
    }

    /// Shows a tab of the entity as it is now; the first one for an empty key.
    private void open(Entity entity, String key) {
        openTab = null;
        if (key.equals(tabKey)) {
            show();
        } else {
            UI.getCurrent()
                    .navigate(
                            EntityNavigation.entity(entity),
                            key.isEmpty() ? QueryParameters.empty() : QueryParameters.of("tab", key));
        }
    }

    /// Links, each to an address of its own: what is open can be shared and gone back to.
    private Component tabs(Entity entity, List<AutomaticTab> automatic) {
        Nav tabs = new Nav();
        tabs.addClassName("pg-tabs");
        tabs.getElement().setAttribute("aria-label", getTranslation("page.entity.tabs"));
        for (EntityTab one : EntityTab.values()) {
            if (one != EntityTab.SCORECARDS || scorecards.any(blueprintId)) {
                tabs.add(link(
                        entity, one == EntityTab.OVERVIEW ? "" : one.key(), getTranslation("page.tab." + one.key())));
            }
        }
        automatic.forEach(one -> tabs.add(link(entity, one.key(), one.title())));
        return tabs;
    }

    private Anchor link(Entity entity, String key, String title) {
        Anchor link = new Anchor(
                EntityNavigation.entity(entity)
                        + (key.isEmpty() ? "" : "?tab=" + URLEncoder.encode(key, StandardCharsets.UTF_8)),
                title);
        if (key.equals(tabKey) || key.isEmpty() && tabKey.equals(EntityTab.OVERVIEW.key())) {
            link.getElement().setAttribute("aria-current", "page");
        }
        return link;
    }

    private Component content(Entity entity, List<AutomaticTab> automatic) {
        Component inside = automatic.stream()
                .filter(one -> one.key().equals(tabKey))
                .findFirst()
                .map(this::automatic)
                .orElseGet(() -> tabContents.content(EntityTab.of(tabKey), entity));
        Div content = new Div(inside);
        content.addClassName("pg-tab");
        return content;
    }

    /// The content stays as it is, with everything that the reader opened and typed there, as long as what it is made
    /// of stays the same.
    private Component automatic(AutomaticTab tab) {
        Component content = openContent;
        if (content == null || openTab == null || !openTab.showsTheSame(tab)) {
            content = tab.content().get();
            openTab = tab;
            openContent = content;
        }
        return content;
    }
}
