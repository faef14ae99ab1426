package io.portolan.catalog.ui;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.EntitySearch;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Slice;
import io.portolan.ui.Icons;
import io.portolan.ui.Texts;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/// A table as a file: what it shows at the moment, up to [#MOST] rows.
final class TableExport {

    static final int MOST = 10_000;

    private TableExport() {}

    /// The menu that saves a table.
    static MenuBar menu(String name, Supplier<List<TableColumn>> columns, Supplier<List<TableRow>> rows) {
        MenuBar bar = new MenuBar();
        MenuItem export = bar.addItem(Icons.of("download"));
        export.setAriaLabel(Texts.get("catalog.export"));
        export.add(new Span(Texts.get("catalog.export")));
        // the entry takes the click for its link, which the keyboard would not reach
        for (Anchor file : List.of(new Anchor(csv(name, columns, rows), "CSV"), new Anchor(json(name, rows), "JSON"))) {
            file.addClassName("cat-export");
            export.getSubMenu().addItem(file, event -> file.getElement().executeJs("this.click()"));
        }
        return bar;
    }

    /// Comma-separated values of the shown columns, with a line of titles.
    static DownloadHandler csv(String name, Supplier<List<TableColumn>> columns, Supplier<List<TableRow>> rows) {
        return download(name + ".csv", "text/csv; charset=utf-8", () -> {
            List<TableColumn> shown = columns.get();
            StringBuilder text = new StringBuilder();
            line(text, shown, TableColumn::title);
            rows.get().forEach(row -> line(text, shown, column -> column.text().apply(row)));
            return text.toString();
        });
    }

    /// The entities in the wire form, whole.
    static DownloadHandler json(String name, Supplier<List<TableRow>> rows) {
        return download(name + ".json", "application/json", () -> {
            ArrayNode entities = Json.array();
            rows.get().forEach(row -> entities.add(row.entity().toJson()));
            return Json.pretty(entities);
        });
    }

    /// Everything that a search finds, up to [#MOST].
    static List<Entity> read(EntitySearch search, EntityQuery query, Actor viewer) {
        List<Entity> found = new ArrayList<>();
        @Nullable String next = null;
        do {
            Slice<Entity> slice = search.search(query.limit(EntityQuery.MOST).from(next), viewer);
            found.addAll(slice.items());
            next = slice.next();
        } while (next != null && found.size() < MOST);
        return found;
    }

    private static DownloadHandler download(String file, String type, Supplier<String> content) {
        return DownloadHandler.fromInputStream(event -> {
            byte[] bytes = content.get().getBytes(StandardCharsets.UTF_8);
            return new DownloadResponse(new ByteArrayInputStream(bytes), file, type, bytes.length);
        });
    }

    private static void line(StringBuilder text, List<TableColumn> columns, Function<TableColumn, String> value) {
        for (int i = 0; i < columns.size(); i++) {
            text.append(i == 0 ? "" : ",").append(cell(value.apply(columns.get(i))));
        }
        text.append("\r\n");
    }

    /// Quoted where needed; what a spreadsheet would take for a formula is made text.
    static String cell(String value) {
        String safe = !value.isEmpty() && "=+-@\t".indexOf(value.charAt(0)) >= 0 && !value.matches("-?[0-9.]+")
                ? "'" + value
                : value;
        return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
