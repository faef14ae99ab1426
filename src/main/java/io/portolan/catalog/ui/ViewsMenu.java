package io.portolan.catalog.ui;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import io.portolan.access.CurrentActor;
import io.portolan.blueprint.Blueprint;
import io.portolan.catalog.SavedView;
import io.portolan.catalog.SavedViewService;
import io.portolan.kernel.Actor;
import io.portolan.ui.Icons;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The saved views of a table: the reader's own and those for everybody. The one that the table shows is marked.
class ViewsMenu extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Blueprint kind;
    private final transient SavedViewService views;
    private final transient CurrentActor currentActor;
    private final transient ViewDialogs dialogs;
    private final transient Consumer<TableQuery> chosen;
    private final Span label = new Span();
    private final MenuItem root;
    private transient List<Entry> entries = List.of();
    private transient Map<String, Runnable> others = Map.of();
    private transient TableQuery shown = TableQuery.EVERYTHING;

    /// A view with what it shows, and its item of the menu.
    private record Entry(SavedView view, TableQuery query, MenuItem item) {}

    /// @param chosen called with what the chosen view shows
    ViewsMenu(Blueprint kind, SavedViewService views, CurrentActor currentActor, Consumer<TableQuery> chosen) {
        this.kind = kind;
        this.views = views;
        this.currentActor = currentActor;
        this.dialogs = new ViewDialogs(kind, views, currentActor);
        this.chosen = chosen;
        addClassName("cat-views");
        label.addClassName("cat-views-label");
        MenuBar bar = new MenuBar();
        root = bar.addItem(Icons.of("bookmark"));
        root.add(label);
        add(bar);
        read();
    }

    /// Further entries at the end, by their labels.
    ViewsMenu with(Map<String, Runnable> deeds) {
        others = deeds;
        read();
        return this;
    }

    /// Marks the views that show this.
    void show(TableQuery query) {
        shown = query;
        entries.forEach(entry -> entry.item().setChecked(entry.query().equals(query)));
        String name = marked();
        label.setText(name.isEmpty() ? getTranslation("catalog.views") : getTranslation("catalog.views.one", name));
    }

    /// Name of the first view that shows what the table shows; empty when there is none.
    private String marked() {
        return entries.stream()
                .filter(entry -> entry.query().equals(shown))
                .map(entry -> entry.view().name())
                .findFirst()
                .orElse("");
    }

    /// Lists the views afresh.
    private void read() {
        Actor viewer = currentActor.require();
        List<SavedView> all = views.visible(kind.identifier(), viewer);
        SubMenu menu = root.getSubMenu();
        menu.removeAll();
        entries = all.stream().map(view -> entry(view, menu)).toList();
        if (!all.isEmpty()) {
            menu.addSeparator();
        }
        menu.addItem(getTranslation("catalog.views.save"), event -> dialogs.save(shown, marked(), this::read));
        if (all.stream().anyMatch(view -> view.changeableBy(viewer))) {
            menu.addItem(getTranslation("catalog.views.manage"), event -> dialogs.manage(this::read));
        }
        if (!others.isEmpty()) {
            menu.addSeparator();
            others.forEach((label, deed) -> menu.addItem(label, event -> deed.run()));
        }
        show(shown);
    }

    private Entry entry(SavedView view, SubMenu menu) {
        TableQuery query = TableQuery.of(view.state());
        MenuItem item = menu.addItem(view.name(), event -> choose(query));
        item.setCheckable(true);
        if (view.shared()) {
            Span hint = new Span(getTranslation("catalog.views.shared"));
            hint.addClassNames("pt-muted", "cat-views-hint");
            item.add(hint);
        }
        return new Entry(view, query, item);
    }

    private void choose(TableQuery wanted) {
        if (wanted.equals(shown)) {
            // the click has taken the mark away
            show(shown);
        } else {
            chosen.accept(wanted);
        }
    }
}
