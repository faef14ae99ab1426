package io.portolan.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import io.portolan.kernel.Actor;
import io.portolan.ui.NavigationItem.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;

/// The side navigation out of what the features contribute.
@org.springframework.stereotype.Component
class Navigation {

    private final ObjectProvider<NavigationContributor> contributors;

    Navigation(ObjectProvider<NavigationContributor> contributors) {
        this.contributors = contributors;
    }

    /// One collapsible group per section that has entries for this viewer.
    Component build(Actor viewer) {
        Div groups = new Div();
        groups.addClassName("pt-nav");
        List<NavigationItem> all = items(viewer);
        for (Section section : Section.values()) {
            List<NavigationItem> items =
                    all.stream().filter(item -> item.section() == section).toList();
            if (!items.isEmpty()) {
                groups.add(group(section, items));
            }
        }
        return groups;
    }

    /// The breadcrumbs of a view that does not name its own: its entry in the navigation, then its title.
    List<Crumb> trail(Actor viewer, String path, String title) {
        Optional<NavigationItem> owner = leaves(viewer).stream()
                .filter(item -> !item.path().isEmpty())
                .filter(item -> path.equals(item.path()) || path.startsWith(item.path() + "/"))
                .max(Comparator.comparingInt(item -> item.path().length()));
        List<Crumb> trail = new ArrayList<>();
        owner.ifPresent(item ->
                trail.add(path.equals(item.path()) ? Crumb.here(label(item)) : new Crumb(label(item), item.path())));
        if (trail.isEmpty() || trail.getLast().path() != null) {
            if (!title.isBlank() && !path.isEmpty()) {
                trail.add(Crumb.here(title));
            }
        }
        return trail;
    }

    /// Entries this viewer may see, in order.
    List<NavigationItem> items(Actor viewer) {
        return contributors
                .orderedStream()
                .flatMap(contributor -> contributor.items(viewer).stream())
                .filter(item -> item.visibleTo(viewer))
                .sorted(Comparator.comparing(NavigationItem::section)
                        .thenComparingInt(NavigationItem::order)
                        .thenComparing(Navigation::label, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /// Entries that lead somewhere, also those in folders.
    List<NavigationItem> leaves(Actor viewer) {
        return items(viewer).stream().flatMap(NavigationItem::leaves).toList();
    }

    static String label(NavigationItem item) {
        return item.translated() ? Texts.get(item.label()) : item.label();
    }

    private static SideNav group(Section section, List<NavigationItem> items) {
        SideNav nav = new SideNav();
        if (section == Section.START) {
            nav.getElement().setAttribute("aria-label", Texts.get(section.labelKey()));
        } else {
            nav.setLabel(Texts.get(section.labelKey()));
            nav.setCollapsible(true);
        }
        List<NavigationItem> leaves =
                items.stream().flatMap(NavigationItem::leaves).toList();
        items.forEach(item -> nav.addItem(entry(item, leaves)));
        return nav;
    }

    /// A folder opens by itself where the current page is in it.
    private static SideNavItem entry(NavigationItem item, List<NavigationItem> leaves) {
        if (item.isFolder()) {
            SideNavItem folder = new SideNavItem(label(item));
            folder.setPrefixComponent(Icons.of(item.icon()));
            item.inside().forEach(inner -> folder.addItem(entry(inner, leaves)));
            return folder;
        }
        SideNavItem entry = new SideNavItem(label(item), item.path(), Icons.of(item.icon()));
        entry.setMatchNested(!item.path().isEmpty() && !isAbove(item, leaves));
        return entry;
    }

    /// An entry with others below its path is current on its own page only.
    private static boolean isAbove(NavigationItem item, List<NavigationItem> items) {
        return items.stream().anyMatch(other -> other.path().startsWith(item.path() + "/"));
    }
}
