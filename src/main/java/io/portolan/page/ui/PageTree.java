package io.portolan.page.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.grid.dnd.GridDropLocation;
import com.vaadin.flow.component.grid.dnd.GridDropMode;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.treegrid.TreeGrid;
import com.vaadin.flow.data.provider.hierarchy.TreeData;
import com.vaadin.flow.data.provider.hierarchy.TreeDataProvider;
import com.vaadin.flow.function.SerializableRunnable;
import io.portolan.page.SidebarItem;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EmptyState;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.HiddenText;
import io.portolan.ui.Icons;
import io.portolan.ui.RelativeTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Folders and pages as they stand in the side navigation. Rows move by dragging and, for the keyboard, through the
/// menu of each row, which keeps the focus.
class PageTree extends TreeGrid<SidebarItem> {

    private static final long serialVersionUID = 1L;

    private static final int SETTLED_MILLIS = 200;
    private static final String FOCUS = "if (!this.matches(':focus-within')) this.focus();";

    private final transient PageDeeds deeds;
    private final Set<String> closed = new HashSet<>();
    private transient List<SidebarItem> shown = List.of();
    private transient @Nullable SidebarItem dragged;
    private @Nullable String focused;
    private @Nullable Component reached;

    PageTree(PageDeeds deeds) {
        this.deeds = deeds;
        addComponentHierarchyColumn(this::cell)
                .setHeader(getTranslation("page.column.title"))
                .setFlexGrow(1);
        addComponentColumn(this::menu)
                .setHeader(new HiddenText(getTranslation("ui.column.actions")))
                // the width of its button, or that would hide behind an overflow
                .setWidth("6rem")
                .setFlexGrow(0)
                .setFrozenToEnd(true);
        setSelectionMode(SelectionMode.NONE);
        setHeight("calc(100dvh - 14rem)");
        setMinHeight("24rem");
        getElement().setAttribute("aria-label", getTranslation("page.pages"));
        setEmptyStateComponent(new EmptyState(
                "dashboard", getTranslation("page.pages.empty.title"), getTranslation("page.pages.empty.text")));
        addCollapseListener(event -> event.getItems().forEach(item -> closed.add(item.identifier())));
        addExpandListener(event -> event.getItems().forEach(item -> closed.remove(item.identifier())));
        setRowsDraggable(true);
        setDragFilter(SidebarItem::mayChange);
        setDropMode(GridDropMode.ON_TOP_OR_BETWEEN);
        addDragStartListener(event -> dragged = event.getDraggedItems().isEmpty()
                ? null
                : event.getDraggedItems().getFirst());
        addDragEndListener(event -> dragged = null);
        addDropListener(event -> event.getDropTargetItem().ifPresent(target -> drop(target, event.getDropLocation())));
    }

    /// @param changed the row whose menu gets the focus; null where none was changed
    final void show(List<SidebarItem> items, @Nullable String changed) {
        if (items.equals(shown)) {
            return;
        }
        shown = List.copyOf(items);
        focused = changed;
        reached = null;
        TreeData<SidebarItem> data = new TreeData<>();
        Map<String, SidebarItem> folders = new HashMap<>();
        for (SidebarItem item : items) {
            data.addItem(item.parent() == null ? null : folders.get(item.parent()), item);
            if (item.isFolder()) {
                folders.put(item.identifier(), item);
            }
        }
        setDataProvider(new TreeDataProvider<>(data));
        expand(folders.values().stream()
                .filter(folder -> !closed.contains(folder.identifier()))
                .toList());
        // the rows that are not in sight are not drawn, so nothing in them could get the focus
        items.stream()
                .filter(item -> item.identifier().equals(changed))
                .findFirst()
                .ifPresent(this::bringIntoSight);
    }

    /// Once more when the rows on the way have their heights: until then it may fall short. What has the focus by then
    /// is left alone when it is the row's own menu.
    private void bringIntoSight(SidebarItem item) {
        scrollToItem(item);
        later(() -> {
            if (shown.contains(item)) {
                scrollToItem(item);
                later(() -> {
                    if (reached != null && reached.isAttached()) {
                        reached.getElement().executeJs(FOCUS);
                    }
                });
            }
        });
    }

    private void later(SerializableRunnable deed) {
        getElement()
                .executeJs("return new Promise(done => setTimeout(done, $0))", SETTLED_MILLIS)
                .then(done -> deed.run());
    }

    private void drop(SidebarItem target, GridDropLocation where) {
        SidebarItem moved = dragged;
        if (moved == null || moved.identifier().equals(target.identifier())) {
            return;
        }
        if (where == GridDropLocation.ON_TOP && target.isFolder()) {
            closed.remove(target.identifier());
            deeds.moveInto(moved, target.identifier());
        } else if (where == GridDropLocation.ABOVE) {
            deeds.move(
                    moved,
                    target.parent(),
                    Objects.equals(target.after(), moved.identifier()) ? moved.after() : target.after());
        } else {
            deeds.move(moved, target.parent(), target.identifier());
        }
    }

    private Component cell(SidebarItem item) {
        SidebarItem.PageFacts page = item.page();
        Div cell = new Div();
        cell.addClassName("pg-tree-cell");
        if (page == null) {
            cell.add(Icons.of("folder"), new Span(item.title()));
            return cell;
        }
        cell.add(Icons.of(PageNavigation.icon(page)));
        if (page.isOpened()) {
            Anchor link = new Anchor(PageNavigation.page(item.identifier(), page.blueprint() != null), item.title());
            // what is dragged is the row, not the address
            link.getElement().setAttribute("draggable", "false");
            cell.add(link);
        } else {
            cell.add(new Span(item.title()));
        }
        cell.add(PageBadges.of(page.isPrivate(), page.locked()));
        if (page.isOpened() && !page.inSidebar()) {
            cell.add(new EnumBadge(getTranslation("page.pages.notInSidebar"), BadgeColor.LIGHT_GRAY));
        }
        Span changed = new Span(new RelativeTime(page.updatedAt()), new Span(" · " + page.updatedBy()));
        changed.addClassName("pt-muted");
        cell.add(changed);
        return cell;
    }

    private Component menu(SidebarItem item) {
        MenuBar menu = new MenuBar();
        menu.addThemeVariants(MenuBarVariant.TERTIARY);
        if (!item.mayChange()) {
            menu.setVisible(false);
            return menu;
        }
        MenuItem root = menu.addItem(Icons.of("ellipsis"));
        root.setAriaLabel(getTranslation("page.pages.more", item.title()));
        SidebarItem.PageFacts page = item.page();
        boolean locked = page != null && page.locked();
        if (!locked) {
            entry(root, "page.pages.settings", () -> deeds.edit(item));
        }
        entry(root, "page.pages.up", () -> deeds.moveUp(item)).setEnabled(!deeds.isFirst(item));
        entry(root, "page.pages.down", () -> deeds.moveDown(item)).setEnabled(!deeds.isLast(item));
        entry(root, "page.pages.elsewhere", () -> deeds.moveElsewhere(item));
        if (page != null) {
            entry(root, locked ? "page.unlock" : "page.lock", () -> deeds.lock(item, !locked));
            if (!locked && deeds.manages()) {
                entry(
                        root,
                        page.isPrivate() ? "page.pages.share" : "page.pages.hide",
                        () -> deeds.share(item, page.isPrivate()));
            }
        }
        if (!locked) {
            entry(root, "ui.delete", () -> deeds.delete(item));
        }
        if (item.identifier().equals(focused)) {
            reached = menu;
            // it is drawn after this, and a dialog that closes gives the focus back to where it was
            menu.getElement().executeJs("setTimeout(() => requestAnimationFrame(() => { " + FOCUS + " }))");
        }
        return menu;
    }

    private MenuItem entry(MenuItem root, String key, Runnable deed) {
        return root.getSubMenu().addItem(getTranslation(key), click -> deed.run());
    }
}
