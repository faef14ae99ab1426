package io.portolan.catalog.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import io.portolan.blueprint.PropertyFormat;
import io.portolan.blueprint.PropertyType;
import io.portolan.catalog.EntitySearch.Group;
import io.portolan.kernel.Json;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Texts;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Counts what a table shows by the values of one property; a click on a value narrows the table to it.
class FacetBar extends Div {

    private static final long serialVersionUID = 1L;
    private static final String TEAM = "$team";

    private record By(String key, String label, @Nullable EntityField field) {}

    private final Select<By> by = new Select<>();
    private final Div values = new Div();
    private final transient List<By> offered = new ArrayList<>();
    private final transient Consumer<ObjectNode> narrow;
    private boolean showing;

    /// @param chosen called with the key of the property to count by; empty for none
    /// @param narrow called with the rule that a click means
    FacetBar(List<EntityField> fields, Consumer<String> chosen, Consumer<ObjectNode> narrow) {
        this.narrow = narrow;
        addClassName("cat-facets");
        offered.add(new By(TEAM, getTranslation("catalog.team"), null));
        fields.stream()
                .filter(FacetBar::countable)
                .map(field -> new By(field.id(), field.title(), field))
                .forEach(offered::add);
        by.setItems(offered);
        by.setItemLabelGenerator(one -> one == null ? getTranslation("catalog.group.none") : one.label());
        by.setEmptySelectionAllowed(true);
        by.setEmptySelectionCaption(getTranslation("catalog.group.none"));
        by.setPrefixComponent(new Span(getTranslation("catalog.group")));
        by.setAriaLabel(getTranslation("catalog.group"));
        by.addValueChangeListener(event -> {
            if (!showing) {
                chosen.accept(event.getValue() == null ? "" : event.getValue().key());
            }
        });
        values.addClassName("cat-facet-values");
        add(values);
    }

    /// The control that chooses the property; it stands among the tools of the table.
    Select<By> chooser() {
        return by;
    }

    /// Whether entities can be counted by this.
    boolean offers(String key) {
        return offered.stream().anyMatch(one -> one.key().equals(key));
    }

    void choose(String key) {
        showing = true;
        by.setValue(offered.stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElse(null));
        showing = false;
        setVisible(by.getValue() != null);
        if (by.getValue() == null) {
            values.removeAll();
        }
    }

    void show(List<Group> groups) {
        values.removeAll();
        By property = by.getValue();
        if (property == null) {
            return;
        }
        for (Group group : groups) {
            String label = group.other()
                    ? getTranslation("catalog.group.others")
                    : group.key() == null ? getTranslation("catalog.group.empty") : label(property, group.key());
            EnumBadge badge = new EnumBadge(label, color(property, group.key()));
            Span number =
                    new Span(NumberFormat.getIntegerInstance(Texts.locale()).format(group.count()));
            number.addClassName("cat-facet-count");
            Button value = new Button();
            value.getElement().appendChild(badge.getElement(), number.getElement());
            value.addThemeVariants(ButtonVariant.TERTIARY);
            value.setEnabled(!group.other());
            value.addClickListener(event -> narrow.accept(rule(property, group.key())));
            values.add(value);
        }
    }

    private static boolean countable(EntityField field) {
        boolean person =
                field.shape().hasFormat(PropertyFormat.USER) || field.shape().hasFormat(PropertyFormat.TEAM);
        return person
                || !field.shape().enumValues().isEmpty()
                || field.shape().type() == PropertyType.BOOLEAN
                || field.shape().type() == PropertyType.ARRAY;
    }

    private static ObjectNode rule(By property, @Nullable String key) {
        ObjectNode rule = Json.object().put("property", property.key());
        if (key == null) {
            return rule.put("operator", "isEmpty");
        }
        PropertyType type = property.field() == null
                ? PropertyType.ARRAY
                : property.field().shape().type();
        if (property.key().equals(TEAM)) {
            rule.put("operator", "containsAny").putArray("value").add(key);
            return rule;
        }
        return switch (type) {
            case BOOLEAN -> rule.put("operator", "=").put("value", Boolean.parseBoolean(key));
            case ARRAY -> rule.put("operator", "contains").put("value", key);
            case STRING, NUMBER, OBJECT -> {
                if (property.field() != null
                        && !property.field().shape().enumValues().isEmpty()) {
                    rule.put("operator", "in").putArray("value").add(enumValue(property.field(), key));
                } else {
                    rule.put("operator", "=").put("value", key);
                }
                yield rule;
            }
        };
    }

    private static tools.jackson.databind.JsonNode enumValue(EntityField field, String key) {
        return field.shape().enumValues().stream()
                .filter(value -> ValueTexts.plain(value).equals(key))
                .findFirst()
                .orElseGet(() -> tools.jackson.databind.node.StringNode.valueOf(key));
    }

    private String label(By property, String key) {
        boolean bool = property.field() != null && property.field().shape().type() == PropertyType.BOOLEAN;
        return bool ? getTranslation(key.equals("true") ? "catalog.yes" : "catalog.no") : key;
    }

    private static @Nullable String color(By property, @Nullable String key) {
        return property.field() == null || key == null
                ? null
                : Objects.requireNonNullElse(
                        property.field().shape().enumColors().get(key), BadgeColor.LIGHT_GRAY.wireName());
    }
}
