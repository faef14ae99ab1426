package io.portolan.page.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.catalog.ui.LiveChanges;
import io.portolan.kernel.Actor;
import io.portolan.page.PageService;
import io.portolan.page.SidebarService;
import io.portolan.ui.Icons;
import io.portolan.ui.MainLayout;
import io.portolan.ui.PageHeader;
import jakarta.annotation.security.PermitAll;
import java.util.Set;

/// All folders and pages, to be made, ordered, locked, shared and deleted. Whoever does not manage pages changes own
/// private ones only.
@Route(PagesView.ROUTE)
@PermitAll
@CssImport("./page/page.css")
class PagesView extends Div implements HasDynamicTitle {

    static final String ROUTE = "pages";

    private static final long serialVersionUID = 1L;
    private static final Set<String> SHOWN = Set.of("page", "private_page", "folder");

    private final transient PageDeeds deeds;
    private final PageTree tree;

    PagesView(
            PageService pages,
            SidebarService sidebar,
            Permissions permissions,
            CurrentActor currentActor,
            LiveChanges live) {
        Actor viewer = currentActor.require();
        permissions.require(viewer, Permission.CREATE_PRIVATE_PAGES);
        boolean manages = permissions.allows(viewer, Permission.MANAGE_PAGES);
        this.deeds = new PageDeeds(pages, sidebar, viewer, manages, this::changed);
        this.tree = new PageTree(deeds);
        addClassName("pt-page");
        Button dashboard = new Button(
                getTranslation("page.pages.newDashboard"), Icons.of("plus"), click -> deeds.createDashboard());
        dashboard.addThemeVariants(ButtonVariant.PRIMARY);
        Button folder =
                new Button(getTranslation("page.pages.newFolder"), Icons.of("folder"), click -> deeds.createFolder());
        folder.setVisible(manages);
        add(
                new PageHeader(getPageTitle())
                        .description(getTranslation(manages ? "page.pages.intro" : "page.pages.intro.member"))
                        .icon("layout-grid")
                        .actions(folder, dashboard),
                tree);
        live.watch(this, change -> SHOWN.contains(change.kind().resourceType()), () -> tree.show(deeds.read(), null));
        tree.show(deeds.read(), null);
    }

    @Override
    public final String getPageTitle() {
        return getTranslation("page.pages");
    }

    private void changed(String identifier) {
        tree.show(deeds.read(), identifier);
        MainLayout.refreshNavigation(UI.getCurrent());
    }
}
