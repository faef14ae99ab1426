package io.portolan.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.shared.Registration;
import io.portolan.kernel.Json;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A chart: pie, bars or lines. Beside the drawing there is the same data as a table for screen readers and for those
/// who prefer it.
@Tag("portolan-chart")
@NpmPackage(value = "echarts", version = "6.1.0")
@JsModule("./portolan/chart-view.ts")
public class ChartView extends Component implements HasSize, HasStyle {

    private static final long serialVersionUID = 1L;

    /// How the data is drawn.
    public enum Type {
        PIE,
        BAR,
        LINE
    }

    /// One row of numbers.
    ///
    /// @param values one per category, null where there is none
    /// @param color as [BadgeColor] knows it; null for the next of the palette
    public record Series(
            String name,
            List<@Nullable Double> values,
            @Nullable String color) {}

    /// A slice, bar or point was clicked.
    @DomEvent("portolan-category")
    public static class CategoryEvent extends ComponentEvent<ChartView> {
        private static final long serialVersionUID = 1L;
        private final String category;

        public CategoryEvent(
                ChartView source, boolean fromClient, @EventData("event.detail.category") String category) {
            super(source, fromClient);
            this.category = category;
        }

        public String category() {
            return category;
        }
    }

    /// @param label what the chart shows, read out by screen readers
    public ChartView(Type type, String label) {
        getElement().setProperty("type", type.name().toLowerCase(Locale.ROOT));
        getElement().setProperty("label", label);
        getElement().setAttribute("text-empty", getTranslation("ui.chart.empty"));
        getElement().setAttribute("text-category", getTranslation("ui.chart.category"));
    }

    /// Shows other data.
    ///
    /// @param categories slices of the pie, or places on the horizontal axis (ISO dates are drawn as time)
    /// @param colors one per category as [BadgeColor] knows it, for pies and single rows of bars; may be empty
    public void show(List<String> categories, List<Series> series, List<String> colors) {
        ObjectNode data = Json.object();
        data.set("categories", Json.strings(categories));
        ArrayNode colorRow = data.putArray("colors");
        colors.forEach(color ->
                colorRow.add(BadgeColor.byName(color).map(BadgeColor::cssName).orElse(null)));
        ArrayNode rows = data.putArray("series");
        for (Series one : series) {
            ObjectNode row = rows.addObject();
            row.put("name", one.name());
            row.put(
                    "color",
                    BadgeColor.byName(one.color()).map(BadgeColor::cssName).orElse(null));
            ArrayNode values = row.putArray("values");
            one.values().forEach(values::add);
        }
        getElement().setPropertyJson("data", data);
    }

    public Registration addCategoryListener(ComponentEventListener<CategoryEvent> listener) {
        return addListener(CategoryEvent.class, listener);
    }
}
