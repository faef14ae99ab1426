package io.portolan.catalog.ui;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import com.vaadin.flow.component.grid.contextmenu.GridMenuItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.portolan.catalog.Entity;
import io.portolan.ui.Icons;
import io.portolan.ui.Texts;
import java.util.List;
import java.util.function.Function;

/// What can be done with one row of a table: behind the button at its end, by a right click, a long touch or the menu
/// key. Made when it is asked for.
final class RowMenu {

    private static final String BUTTON = """
            <button class="cat-row-menu" type="button" focus-target aria-haspopup="menu" ?hidden="${!item.more}"
                aria-label="${item.more}" title="${item.more}" .innerHTML="${item.dots}"
                @click="${(event) => {
                  event.stopPropagation();
                  const at = event.currentTarget.getBoundingClientRect();
                  event.currentTarget.dispatchEvent(new MouseEvent('contextmenu',
                    { bubbles: true, composed: true, cancelable: true, clientX: at.left, clientY: at.bottom }));
                }}"></button>""";

    private final Grid<TableLine> grid;

    /// @param deeds what the reader can do with an entity, in the order of the menu
    RowMenu(Grid<TableLine> grid, Function<Entity, List<SelectionContributor.Deed>> deeds) {
        this.grid = grid;
        GridContextMenu<TableLine> menu = grid.addContextMenu();
        menu.setDynamicContentHandler(line -> {
            menu.removeAll();
            if (!(line instanceof TableRow row)) {
                return false;
            }
            List<SelectionContributor.Deed> offered = deeds.apply(row.entity());
            offered.forEach(deed -> add(menu, deed));
            return !offered.isEmpty();
        });
    }

    private static void add(GridContextMenu<TableLine> menu, SelectionContributor.Deed deed) {
        GridMenuItem<TableLine> item = menu.addItem(
                Icons.with(deed.icon(), deed.title()), event -> deed.run().run());
        item.addClassName("cat-row-deed");
        if (deed.dangerous()) {
            item.addClassName("cat-row-danger");
        }
    }

    /// Puts the buttons into a last column.
    void column() {
        String dots = Icons.of("ellipsis").getElement().getOuterHTML();
        Span header = new Span(Texts.get("catalog.row.menu"));
        header.addClassName("pt-visually-hidden");
        grid.addColumn(LitRenderer.<TableLine>of(BUTTON)
                        .withProperty("dots", line -> dots)
                        .withProperty(
                                "more",
                                line -> line instanceof TableRow row
                                        ? Texts.get(
                                                "catalog.row.more", row.entity().displayTitle())
                                        : null))
                .setHeader(header)
                .setWidth("3.4rem")
                .setFlexGrow(0)
                .setFrozenToEnd(true);
    }
}
