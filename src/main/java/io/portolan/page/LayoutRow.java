package io.portolan.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A row of widgets.
///
/// @param height in pixels, at least 200
public record LayoutRow(int height, List<Cell> cells) {

    /// A widget and its width in twelfths.
    public record Cell(Widget widget, int size) {}

    public LayoutRow {
        cells = List.copyOf(cells);
    }

    /// Rows of a page's `widgets`: as laid out by each `dashboard-widget`; widgets without a place come two in a row.
    static List<LayoutRow> of(JsonNode widgets) {
        List<LayoutRow> rows = new ArrayList<>();
        Map<String, Widget> loose = new LinkedHashMap<>();
        for (JsonNode node : widgets) {
            if (node instanceof ObjectNode widget) {
                if (widget.path("type").asString("").equals("dashboard-widget")) {
                    rows.addAll(dashboard(widget));
                } else {
                    loose.put("#" + loose.size(), new Widget(widget));
                }
            }
        }
        rows.addAll(pairs(loose.values()));
        return rows;
    }

    private static List<LayoutRow> dashboard(ObjectNode dashboard) {
        Map<String, Widget> widgets = new LinkedHashMap<>();
        for (JsonNode node : dashboard.path("widgets")) {
            if (node instanceof ObjectNode widget) {
                String id = widget.path("id").asString("");
                widgets.put(id.isEmpty() ? "#" + widgets.size() : id, new Widget(widget));
            }
        }
        List<LayoutRow> rows = new ArrayList<>();
        for (JsonNode row : dashboard.path("layout")) {
            List<Cell> cells = new ArrayList<>();
            for (JsonNode column : row.path("columns")) {
                Widget widget = widgets.remove(column.path("id").asString(""));
                if (widget != null) {
                    cells.add(new Cell(widget, Math.clamp(column.path("size").asInt(12), 1, 12)));
                }
            }
            if (!cells.isEmpty()) {
                rows.add(new LayoutRow(Math.clamp(row.path("height").asInt(400), 200, 2000), cells));
            }
        }
        rows.addAll(pairs(widgets.values()));
        return rows;
    }

    private static List<LayoutRow> pairs(Iterable<Widget> widgets) {
        List<LayoutRow> rows = new ArrayList<>();
        List<Cell> cells = new ArrayList<>();
        for (Widget widget : widgets) {
            cells.add(new Cell(widget, 6));
            if (cells.size() == 2) {
                rows.add(new LayoutRow(400, cells));
                cells = new ArrayList<>();
            }
        }
        if (!cells.isEmpty()) {
            rows.add(new LayoutRow(400, cells));
        }
        return rows;
    }
}
