package io.portolan.catalog.ui;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.ui.NavigationContributor;
import io.portolan.ui.NavigationItem;
import io.portolan.ui.NavigationItem.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/// The kinds of the catalog in the side navigation: all of them while they are few, else the overview only leads on.
@Component
class CatalogNavigation implements NavigationContributor {

    private static final int MOST = 25;

    private final BlueprintService blueprints;

    CatalogNavigation(BlueprintService blueprints) {
        this.blueprints = blueprints;
    }

    @Override
    public List<NavigationItem> items(Actor viewer) {
        List<NavigationItem> items = new ArrayList<>();
        items.add(NavigationItem.of(Section.CATALOG, "catalog.page.all", "layers", "catalog", 0));
        List<Blueprint> kinds = blueprints.all().stream()
                .filter(kind -> !kind.isProtected() && kind.hasCatalogPage())
                .sorted(Comparator.comparing(Blueprint::title, String.CASE_INSENSITIVE_ORDER))
                .limit(MOST)
                .toList();
        for (Blueprint kind : kinds) {
            items.add(NavigationItem.titled(
                    Section.CATALOG,
                    kind.title(),
                    kind.icon() == null ? "box" : kind.icon(),
                    EntityNavigation.table(kind.identifier()),
                    10));
        }
        return items;
    }
}
