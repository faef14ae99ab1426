package io.portolan.page.ui;

import com.vaadin.flow.component.UI;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.blueprint.Blueprint;
import io.portolan.catalog.ui.CatalogPage;
import io.portolan.catalog.ui.CatalogPages;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.page.PageService;
import io.portolan.page.SidebarService;
import io.portolan.page.Widget;
import io.portolan.ui.MainLayout;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/// Pages of the type `blueprint-entities`, as the tables of the catalog see them.
@Service
class KindPages implements CatalogPages {

    private final PageService pages;
    private final SidebarService sidebar;
    private final Permissions permissions;

    KindPages(PageService pages, SidebarService sidebar, Permissions permissions) {
        this.pages = pages;
        this.sidebar = sidebar;
        this.permissions = permissions;
    }

    @Override
    public Optional<CatalogPage> find(String identifier, Actor viewer) {
        return pages.find(identifier, viewer)
                .flatMap(page -> page.tableOf().map(blueprint -> {
                    Widget table = TableWidget.of(page).orElseGet(() -> new Widget(Json.object()));
                    return new CatalogPage(
                            page.identifier(),
                            page.title(),
                            page.icon(),
                            page.description(),
                            blueprint,
                            TableWidget.dataset(table),
                            TableWidget.excluded(table),
                            TableWidget.settings(table, blueprint),
                            !page.isLocked() && pages.mayChange(page, viewer));
                }));
    }

    @Override
    public boolean mayCreate(Actor viewer) {
        return permissions.allows(viewer, Permission.CREATE_PRIVATE_PAGES);
    }

    @Override
    public void create(Blueprint kind, @Nullable ObjectNode filter, ObjectNode settings, Actor viewer) {
        boolean manages = permissions.allows(viewer, Permission.MANAGE_PAGES);
        PageDeeds deeds = new PageDeeds(
                pages, sidebar, viewer, manages, identifier -> MainLayout.refreshNavigation(UI.getCurrent()));
        deeds.read();
        deeds.createTable(kind, filter, settings);
    }

    @Override
    public void keep(CatalogPage page, ObjectNode settings, Actor viewer) {
        pages.widgets(
                page.identifier(),
                widgets -> {
                    TableWidget.keep(widgets, page.blueprint(), settings);
                    return widgets;
                },
                viewer);
    }
}
