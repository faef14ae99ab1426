package io.portolan.page.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import io.portolan.catalog.ui.LiveChanges;
import io.portolan.changelog.Change;
import io.portolan.kernel.Actor;
import io.portolan.page.LayoutRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Widgets in their rows. Each is drawn again when entities of its kind change.
class DashboardRows extends Div {

    private static final long serialVersionUID = 1L;
    private static final Set<String> KINDS = Set.of("entity", "scorecard", "blueprint");

    DashboardRows(List<LayoutRow> rows, WidgetRenderer renderer, LiveChanges live, Actor viewer) {
        addClassName("pg-rows");
        rows.forEach(row -> add(row(row, renderer, live, viewer)));
    }

    private static Component row(LayoutRow row, WidgetRenderer renderer, LiveChanges live, Actor viewer) {
        Div line = new Div();
        line.addClassName("pg-row");
        line.getStyle().set("--pg-height", row.height() + "px");
        for (LayoutRow.Cell cell : row.cells()) {
            WidgetCard card = renderer.card(cell.widget(), viewer);
            card.getStyle().set("--pg-size", String.valueOf(cell.size()));
            Optional<String> blueprint = cell.widget().blueprint();
            live.watch(card, change -> concerns(change, blueprint), card::refresh);
            line.add(card);
        }
        return line;
    }

    private static boolean concerns(Change change, Optional<String> blueprint) {
        return KINDS.contains(change.kind().resourceType())
                && (blueprint.isEmpty() || blueprint.get().equals(change.blueprint()));
    }
}
