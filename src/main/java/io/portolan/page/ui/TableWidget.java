package io.portolan.page.ui;

import io.portolan.kernel.Json;
import io.portolan.page.Page;
import io.portolan.page.Widget;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The one `table-entities-explorer` of a page that shows the table of a kind (dialect sections 3.3 and 7.1).
final class TableWidget {

    private static final String TYPE = "table-entities-explorer";

    private TableWidget() {}

    /// Makes a document the page of a table.
    ///
    /// @param firm whether the filter always holds; otherwise the table only begins with it
    static void write(
            ObjectNode page, String blueprint, @Nullable ObjectNode filter, boolean firm, ObjectNode settings) {
        page.put("type", Page.TABLE).put("blueprint", blueprint);
        ObjectNode table = page.putArray("widgets").addObject();
        table.put("id", "table").put("type", TYPE).put("blueprint", blueprint);
        table.set("title", page.path("title"));
        ObjectNode shown = settings.deepCopy();
        table.set("dataset", filter != null && firm ? filter.deepCopy() : new Widget(table).datasetJson());
        if (filter != null && !firm) {
            shown.putObject("filterSettings").set("filterBy", filter.deepCopy());
        }
        table.putArray("excludedFields");
        table.putObject("blueprintConfig").set(blueprint, shown);
    }

    /// The widgets of a page with other settings for its table.
    static void keep(ArrayNode widgets, String blueprint, ObjectNode settings) {
        widgets.valueStream()
                .filter(widget -> TYPE.equals(Json.text(widget, "type")))
                .findFirst()
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseGet(() ->
                        widgets.addObject().put("id", "table").put("type", TYPE).put("blueprint", blueprint))
                .withObject("/blueprintConfig")
                .set(blueprint, settings);
    }

    static Optional<Widget> of(Page page) {
        return page.definition()
                .path("widgets")
                .valueStream()
                .filter(ObjectNode.class::isInstance)
                .map(widget -> new Widget((ObjectNode) widget))
                .filter(widget -> widget.type().equals(TYPE))
                .findFirst();
    }

    /// Rules that always hold; null for none.
    static @Nullable ObjectNode dataset(Widget table) {
        ObjectNode dataset = table.json().get("dataset") instanceof ObjectNode given ? given : table.datasetJson();
        return dataset.path("rules").isEmpty() ? null : dataset;
    }

    /// Properties and relations that are no columns, without the `property#` before them.
    static Set<String> excluded(Widget table) {
        Set<String> excluded = new HashSet<>();
        table.json().path("excludedFields").forEach(field -> {
            String text = field.asString("");
            excluded.add(text.substring(text.indexOf('#') + 1));
        });
        return excluded;
    }

    static ObjectNode settings(Widget table, String blueprint) {
        JsonNode settings = table.json().path("blueprintConfig").path(blueprint);
        return settings instanceof ObjectNode found ? found : Json.object();
    }
}
