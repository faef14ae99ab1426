package io.portolan.blueprint.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.portolan.kernel.Json;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Icons;
import io.portolan.ui.Texts;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The allowed values of a property, each with a colour.
class EnumEditor extends Div {

    private static final long serialVersionUID = 1L;

    private final class Row extends Div {
        private static final long serialVersionUID = 1L;
        private final TextField value = new TextField();
        private final ComboBox<BadgeColor> color = new ComboBox<>();

        private Row(String text, @Nullable String colorName) {
            addClassName("bp-enum-row");
            value.setValue(text);
            value.setAriaLabel(getTranslation("blueprint.enum.value"));
            value.setPlaceholder(getTranslation("blueprint.enum.value"));
            color.setItems(BadgeColor.values());
            color.setItemLabelGenerator(one -> Texts.plain(one.name()));
            color.setRenderer(new ComponentRenderer<>(one -> new EnumBadge(Texts.plain(one.name()), one)));
            color.setAriaLabel(getTranslation("blueprint.enum.color"));
            color.setPlaceholder(getTranslation("blueprint.enum.color"));
            color.setClearButtonVisible(true);
            color.setValue(BadgeColor.byName(colorName).orElse(null));
            Button remove = new Button(Icons.of("x"), event -> rows.remove(this));
            remove.addThemeVariants(ButtonVariant.TERTIARY);
            remove.setAriaLabel(getTranslation("blueprint.enum.remove"));
            add(value, color, remove);
        }
    }

    private final Div rows = new Div();

    EnumEditor() {
        addClassName("bp-enum");
        Span label = new Span(getTranslation("blueprint.enum"));
        label.addClassName("bp-label");
        rows.addClassName("bp-enum-rows");
        Button more = new Button(getTranslation("blueprint.enum.add"), Icons.of("plus"), event -> {
            Row row = new Row("", null);
            rows.add(row);
            row.value.focus();
        });
        more.addThemeVariants(ButtonVariant.TERTIARY);
        add(label, rows, more);
    }

    void show(JsonNode values, JsonNode colors) {
        rows.removeAll();
        for (JsonNode value : values) {
            String text = value.isString() ? value.stringValue() : Json.write(value);
            rows.add(new Row(text, Json.text(colors, text)));
        }
    }

    /// Adds a value with a colour; the browserless tests use it as well as the templates.
    void addValue(String text, @Nullable BadgeColor color) {
        rows.add(new Row(text, color == null ? null : color.wireName()));
    }

    /// Writes `enum` and `enumColors`.
    void writeTo(ObjectNode holder, ObjectNode colorHolder) {
        LinkedHashSet<String> values = new LinkedHashSet<>();
        Map<String, String> colors = new LinkedHashMap<>();
        rows.getChildren()
                .filter(Row.class::isInstance)
                .map(Row.class::cast)
                .filter(row -> !row.value.getValue().isBlank())
                .forEach(row -> {
                    String text = row.value.getValue().strip();
                    values.add(text);
                    if (row.color.getValue() != null) {
                        colors.put(text, row.color.getValue().wireName());
                    }
                });
        ArrayNode list = holder.putArray("enum");
        values.forEach(list::add);
        if (colors.isEmpty()) {
            colorHolder.remove("enumColors");
        } else {
            ObjectNode object = colorHolder.putObject("enumColors");
            colors.forEach(object::put);
        }
    }

    boolean isEmpty() {
        return rows.getComponentCount() == 0;
    }
}
