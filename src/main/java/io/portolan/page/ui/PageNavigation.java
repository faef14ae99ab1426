package io.portolan.page.ui;

import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.catalog.ui.EntityNavigation;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.page.SidebarItem;
import io.portolan.page.SidebarService;
import io.portolan.ui.NavigationContributor;
import io.portolan.ui.NavigationItem;
import io.portolan.ui.NavigationItem.Section;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Where pages live in the browser, and their entries in the side navigation.
@Component
class PageNavigation implements NavigationContributor {

    private static final int AFTER_KINDS = 100;

    private final SidebarService sidebar;
    private final Permissions permissions;

    PageNavigation(SidebarService sidebar, Permissions permissions) {
        this.sidebar = sidebar;
        this.permissions = permissions;
    }

    @Override
    public List<NavigationItem> items(Actor viewer) {
        List<NavigationItem> items = new ArrayList<>();
        items.add(NavigationItem.of(Section.START, "page.home", "house", "", 0));
        if (permissions.allows(viewer, Permission.CREATE_PRIVATE_PAGES)) {
            items.add(NavigationItem.of(Section.BUILD, "page.pages", "layout-grid", PagesView.ROUTE, 60));
        }
        items.addAll(inside(null, sidebar.items(viewer)));
        return items;
    }

    /// Dashboards and tables in their folders; a folder without any is left out.
    private static List<NavigationItem> inside(@Nullable String folder, List<SidebarItem> all) {
        List<NavigationItem> inside = new ArrayList<>();
        for (SidebarItem item : all) {
            if (!Objects.equals(item.parent(), folder)) {
                continue;
            }
            SidebarItem.PageFacts page = item.page();
            int order = inside.size();
            if (page == null) {
                List<NavigationItem> inner = inside(item.identifier(), all);
                if (!inner.isEmpty()) {
                    inside.add(NavigationItem.folder(Section.INSIGHT, item.title(), order, inner));
                }
            } else if (page.inSidebar()) {
                boolean ofCatalog = page.blueprint() != null && folder == null;
                inside.add(NavigationItem.titled(
                        ofCatalog ? Section.CATALOG : Section.INSIGHT,
                        item.title(),
                        icon(page),
                        page(item.identifier(), page.blueprint() != null),
                        ofCatalog ? AFTER_KINDS + order : order));
            }
        }
        return inside;
    }

    /// Where a page is opened.
    ///
    /// @param table whether it shows the table of a kind
    static String page(String identifier, boolean table) {
        return table ? EntityNavigation.tablePage(identifier) : "dashboards/" + EntityNavigation.rest(identifier);
    }

    /// Its own, or that of its sort.
    static String icon(SidebarItem.PageFacts page) {
        return Objects.requireNonNullElse(page.icon(), page.blueprint() == null ? "dashboard" : "table");
    }

    /// The table of a kind, filtered.
    static String table(String blueprint, ObjectNode filter) {
        boolean all = filter.path("combinator").asString("").equals("and")
                && filter.path("rules").isEmpty();
        return "catalog/" + encode(blueprint) + (all ? "" : "?filter=" + encode(Json.write(filter)));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
