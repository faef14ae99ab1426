package io.portolan.page.ui;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.page.Page;
import io.portolan.page.PageService;
import io.portolan.ui.NavigationContributor;
import io.portolan.ui.NavigationItem;
import io.portolan.ui.NavigationItem.Section;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Where pages live in the browser, and their entries in the side navigation.
@Component
class PageNavigation implements NavigationContributor {

    private final PageService pages;

    PageNavigation(PageService pages) {
        this.pages = pages;
    }

    @Override
    public List<NavigationItem> items(Actor viewer) {
        List<NavigationItem> items = new ArrayList<>();
        items.add(NavigationItem.of(Section.START, "page.home", "house", "", 0));
        int order = 0;
        for (Page page : pages.all()) {
            if (page.inSidebar()) {
                items.add(NavigationItem.titled(
                        Section.INSIGHT,
                        page.title(),
                        Objects.requireNonNullElse(page.icon(), "dashboard"),
                        dashboard(page.identifier()),
                        order++));
            }
        }
        return items;
    }

    static String dashboard(String identifier) {
        return "dashboards/" + encode(identifier);
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
