package io.portolan.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import io.portolan.kernel.Actor;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;

/// The shell around every view: side navigation, header with search, breadcrumbs, colour scheme and user menu.
///
/// Views use it without naming it (`@Layout`); the sign-in page opts out with `autoLayout = false`.
@Layout
@PermitAll
@Uses(CodeEditor.class)
@Uses(ChartView.class)
@Uses(GraphView.class)
@Uses(MarkdownView.class)
@Uses(RelativeTime.class)
@JsModule("./portolan/menu-items.ts")
public class MainLayout extends AppLayout implements AfterNavigationObserver {

    private static final long serialVersionUID = 1L;
    private final transient Navigation navigation;
    private final transient ObjectProvider<CurrentUser> currentUser;
    private final Div navigationHolder = new Div();
    private final Breadcrumbs breadcrumbs = new Breadcrumbs();

    MainLayout(Navigation navigation, ObjectProvider<CurrentUser> currentUser, PaletteSearch search) {
        this.navigation = navigation;
        this.currentUser = currentUser;
        setPrimarySection(Section.DRAWER);
        addClassName("pt-shell");

        Optional<Actor> viewer = viewer();
        CommandPalette palette = new CommandPalette(search, viewer.orElse(null));

        Scroller scroller = new Scroller(navigationHolder);
        scroller.addClassName("pt-nav-scroller");
        addToDrawer(new Header(brand()), scroller);

        DrawerToggle toggle = new DrawerToggle();
        toggle.setAriaLabel(getTranslation("ui.menu.toggle"));
        Div end = new Div(palette.trigger(), new SchemeToggle());
        end.addClassName("pt-navbar-end");
        end.getElement().setAttribute("role", "region").setAttribute("aria-label", getTranslation("ui.tools"));
        viewer.ifPresent(actor ->
                end.add(new UserMenu(actor, () -> currentUser.getObject().signOut())));
        addToNavbar(skipLink(), toggle, breadcrumbs, end, palette);
        refreshNavigation();
    }

    /// Builds the side navigation anew, after something it shows was created, renamed or deleted.
    public void refreshNavigation() {
        navigationHolder.removeAll();
        viewer().ifPresent(actor -> navigationHolder.add(navigation.build(actor)));
    }

    /// Builds the side navigation of this browser tab anew. Does nothing where there is no shell.
    public static void refreshNavigation(UI ui) {
        ui.getChildren()
                .filter(MainLayout.class::isInstance)
                .map(MainLayout.class::cast)
                .forEach(MainLayout::refreshNavigation);
    }

    @Override
    public void showRouterLayoutContent(HasElement content) {
        super.showRouterLayoutContent(content);
        content.getElement()
                .setAttribute("id", "content")
                .setAttribute("role", "main")
                .setAttribute("tabindex", "-1");
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        String path = event.getLocation().getPath();
        Component content = getContent();
        String title = Optional.ofNullable(UI.getCurrent())
                .map(ui -> ui.getInternals().getTitle())
                .orElse("");
        List<Crumb> trail = content instanceof HasBreadcrumbs view
                ? view.breadcrumbs()
                : viewer().map(actor -> navigation.trail(actor, path, title)).orElse(List.of());
        breadcrumbs.show(trail);
    }

    private Optional<Actor> viewer() {
        return Optional.ofNullable(currentUser.getIfAvailable()).flatMap(CurrentUser::find);
    }

    private Component brand() {
        Span mark = new Span();
        mark.addClassName("pt-brand-mark");
        Anchor brand = new Anchor("", mark, new Span("Portolan"));
        brand.addClassName("pt-brand");
        brand.setAriaLabel(getTranslation("ui.home.link"));
        return brand;
    }

    /// Moves the focus by a script: addresses begin at the base of the portal, so that `#content` alone leads to
    /// the first page.
    private Component skipLink() {
        Anchor skip = new Anchor("#content", getTranslation("ui.skip"));
        skip.addClassName("pt-skip");
        skip.setRouterIgnore(true);
        skip.addAttachListener(event -> skip.getElement().executeJs("""
                this.addEventListener('click', click => {
                  click.preventDefault();
                  document.getElementById('content')?.focus();
                });"""));
        return skip;
    }
}
