package io.portolan.page.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import io.portolan.access.CurrentActor;
import io.portolan.catalog.ui.EntityNavigation;
import io.portolan.catalog.ui.LiveChanges;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.page.LayoutRow;
import io.portolan.page.Page;
import io.portolan.page.PageService;
import io.portolan.ui.ConfirmDialogs;
import io.portolan.ui.Crumb;
import io.portolan.ui.EmptyState;
import io.portolan.ui.HasBreadcrumbs;
import io.portolan.ui.Icons;
import io.portolan.ui.MainLayout;
import io.portolan.ui.Notices;
import io.portolan.ui.PageHeader;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A dashboard. A widget is drawn again when entities of its kind change.
@Route("dashboards/:page*")
@PermitAll
@CssImport("./catalog/catalog.css")
@CssImport("./page/page.css")
class DashboardView extends Div implements BeforeEnterObserver, HasDynamicTitle, HasBreadcrumbs {

    private static final long serialVersionUID = 1L;

    private final transient PageService pages;
    private final transient WidgetRenderer renderer;
    private final transient LiveChanges live;
    private final transient Actor viewer;
    private @Nullable String shown;
    private String title = "";

    DashboardView(PageService pages, WidgetRenderer renderer, LiveChanges live, CurrentActor currentActor) {
        this.pages = pages;
        this.renderer = renderer;
        this.live = live;
        this.viewer = currentActor.require();
        addClassName("pt-page");
    }

    @Override
    public String getPageTitle() {
        return title;
    }

    @Override
    public List<Crumb> breadcrumbs() {
        return List.of(Crumb.here(title));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        shown = EntityNavigation.rest("page", event.getRouteParameters());
        Page page = pages.find(shown, viewer).orElseThrow(NotFoundException::new);
        if (page.tableOf().isPresent()) {
            event.forwardTo(PageNavigation.page(page.identifier(), true));
            return;
        }
        show(page);
    }

    private void show(Page page) {
        title = page.title();
        removeAll();
        PageHeader header = new PageHeader(title)
                .description(page.description())
                .icon(Objects.requireNonNullElse(page.icon(), "dashboard"));
        boolean manages = pages.mayChange(page, viewer);
        header.facts(PageBadges.of(page.isPrivate(), page.isLocked()));
        if (manages) {
            header.actions(page.isLocked() ? new Component[] {unlock(page)} : actions(page));
        }
        add(header);
        List<LayoutRow> rows = page.layout();
        if (rows.isEmpty()) {
            add(new EmptyState(
                    "dashboard",
                    getTranslation("page.dashboard.empty.title"),
                    getTranslation(manages ? "page.dashboard.empty.admin" : "page.dashboard.empty.text")));
        }
        add(new DashboardRows(rows, renderer, live, viewer));
    }

    private Component unlock(Page page) {
        return new Button(getTranslation("page.unlock"), Icons.of("lock-open"), click -> {
            try {
                show(pages.merge(page.identifier(), Json.object().put("locked", false), viewer));
            } catch (PortalException e) {
                Notices.failure(e);
            }
        });
    }

    private Component[] actions(Page page) {
        List<Component> actions = new ArrayList<>();
        actions.add(new Button(
                getTranslation("page.edit"),
                click -> new PageEditor(page, edited -> {
                            Page saved = pages.replace(page.identifier(), edited, viewer);
                            MainLayout.refreshNavigation(UI.getCurrent());
                            if (saved.identifier().equals(page.identifier())) {
                                show(saved);
                            } else {
                                UI.getCurrent().navigate(PageNavigation.page(saved.identifier(), false));
                            }
                        })
                        .open()));
        Button delete = new Button(
                getTranslation("ui.delete"),
                click -> ConfirmDialogs.delete(page.title(), getTranslation("page.delete.text"), () -> {
                    pages.delete(page.identifier(), viewer);
                    Notices.success(getTranslation("page.deleted"));
                    MainLayout.refreshNavigation(UI.getCurrent());
                    UI.getCurrent().navigate("");
                }));
        delete.addThemeVariants(ButtonVariant.ERROR);
        actions.add(delete);
        return actions.toArray(Component[]::new);
    }
}
