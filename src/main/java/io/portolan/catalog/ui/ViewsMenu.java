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
    private transient TableQuery shown = TableQuery.EVERYTHING;

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
    }

    /// Lists the views afresh and marks those that show this.
    void show(TableQuery query) {
        shown = query;
        Actor viewer = currentActor.require();
        List<SavedView> all = views.visible(kind.identifier(), viewer);
        List<SavedView> marked = all.stream()
                .filter(view -> TableQuery.of(view.state()).equals(query))
                .toList();
        label.setText(
                marked.isEmpty()
                        ? getTranslation("catalog.views")
                        : getTranslation("catalog.views.one", marked.getFirst().name()));
        SubMenu menu = root.getSubMenu();
        menu.removeAll();
        for (SavedView view : all) {
            MenuItem item = menu.addItem(view.name(), event -> choose(view));
            item.setCheckable(true);
            item.setChecked(marked.contains(view));
            if (view.shared()) {
                Span hint = new Span(getTranslation("catalog.views.shared"));
                hint.addClassNames("pt-muted", "cat-views-hint");
                item.add(hint);
            }
        }
        if (!all.isEmpty()) {
            menu.addSeparator();
        }
        String proposed = marked.isEmpty() ? "" : marked.getFirst().name();
        menu.addItem(getTranslation("catalog.views.save"), event -> dialogs.save(shown, proposed, this::refresh));
        if (all.stream().anyMatch(view -> view.changeableBy(viewer))) {
            menu.addItem(getTranslation("catalog.views.manage"), event -> dialogs.manage(this::refresh));
        }
    }

    private void refresh() {
        show(shown);
    }

    private void choose(SavedView view) {
        TableQuery wanted = TableQuery.of(view.state());
        if (wanted.equals(shown)) {
            refresh();
        } else {
            chosen.accept(wanted);
        }
    }
}
