package io.portolan.scorecard.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.portolan.blueprint.Blueprint;
import io.portolan.kernel.Json;
import io.portolan.query.Operator;
import io.portolan.ui.Icons;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The form of one rule with one condition; writes into the rule's JSON as it is typed. A rule with more is shown by
/// its name only, to be edited as JSON.
class RuleRow extends Div {

    private static final long serialVersionUID = 1L;

    private static final List<Operator> OPERATORS = List.of(
            Operator.IS_NOT_EMPTY,
            Operator.IS_EMPTY,
            Operator.EQUALS,
            Operator.NOT_EQUALS,
            Operator.GREATER,
            Operator.GREATER_OR_EQUAL,
            Operator.LESS,
            Operator.LESS_OR_EQUAL,
            Operator.CONTAINS,
            Operator.DOES_NOT_CONTAIN,
            Operator.BEGINS_WITH,
            Operator.ENDS_WITH);

    private final transient ObjectNode rule;
    private final transient Blueprint blueprint;
    private final transient Runnable onChange;
    private final TextField value = new TextField();

    RuleRow(ObjectNode rule, List<String> levels, Blueprint blueprint, Runnable onChange, Runnable onRemove) {
        this.rule = rule;
        this.blueprint = blueprint;
        this.onChange = onChange;
        addClassName("sc-form-row");
        TextField title = new TextField(getTranslation("scorecard.form.rule.title"));
        title.setValue(text(rule, "title"));
        title.addValueChangeListener(event -> {
            rule.put("title", event.getValue());
            onChange.run();
        });
        Select<String> level = new Select<>();
        level.setLabel(getTranslation("scorecard.form.rule.level"));
        level.setItems(levels);
        level.setValue(levels.contains(text(rule, "level")) ? text(rule, "level") : null);
        level.addValueChangeListener(event -> {
            rule.put("level", event.getValue());
            onChange.run();
        });
        add(title, level);
        Optional<ObjectNode> condition = condition();
        if (condition.isPresent()) {
            condition(condition.get());
        } else {
            add(new Paragraph(getTranslation("scorecard.form.rule.complex")));
        }
        Button remove = new Button(Icons.of("trash"), click -> onRemove.run());
        remove.addThemeVariants(ButtonVariant.TERTIARY);
        remove.setAriaLabel(getTranslation("scorecard.form.rule.remove", text(rule, "title")));
        add(remove);
    }

    private Optional<ObjectNode> condition() {
        if (rule.path("query").path("conditions") instanceof ArrayNode conditions
                && conditions.size() == 1
                && conditions.get(0) instanceof ObjectNode condition
                && condition.path("property").isString()
                && !condition.has("not")
                && Operator.byWireName(text(condition, "operator"))
                        .filter(OPERATORS::contains)
                        .isPresent()
                && !condition.path("value").isContainer()) {
            return Optional.of(condition);
        }
        return Optional.empty();
    }

    private void condition(ObjectNode condition) {
        ComboBox<String> property = new ComboBox<>(getTranslation("scorecard.form.rule.property"));
        List<String> names = new ArrayList<>(names());
        String current = text(condition, "property");
        if (!names.contains(current) && !current.isEmpty()) {
            names.add(current);
        }
        Explanation explanation = new Explanation(blueprint);
        property.setItems(names);
        property.setItemLabelGenerator(explanation::title);
        property.setValue(current.isEmpty() ? null : current);
        Select<Operator> operator = new Select<>();
        operator.setLabel(getTranslation("scorecard.form.rule.operator"));
        operator.setItems(OPERATORS);
        operator.setItemLabelGenerator(one -> getTranslation("scorecard.operator." + one.name()));
        operator.setValue(Operator.byWireName(text(condition, "operator")).orElse(Operator.IS_NOT_EMPTY));
        value.setLabel(getTranslation("scorecard.form.rule.value"));
        value.setValue(plain(condition.get("value")));
        value.setVisible(!operator.getValue().isUnary());
        Runnable write = () -> {
            condition.put("property", Objects.requireNonNullElse(property.getValue(), ""));
            condition.put("operator", operator.getValue().wireName());
            value.setVisible(!operator.getValue().isUnary());
            if (operator.getValue().isUnary()) {
                condition.remove("value");
            } else {
                condition.set("value", typed(property.getValue(), value.getValue()));
            }
            onChange.run();
        };
        property.addValueChangeListener(event -> write.run());
        operator.addValueChangeListener(event -> write.run());
        value.addValueChangeListener(event -> write.run());
        add(property, operator, value);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(blueprint.properties().keySet());
        names.addAll(blueprint.mirrors().keySet());
        names.addAll(blueprint.calculations().keySet());
        names.addAll(blueprint.aggregations().keySet());
        names.addAll(List.of("$team", "$title", "$identifier", "$createdAt", "$updatedAt"));
        return names;
    }

    private JsonNode typed(@Nullable String property, String text) {
        String type = property == null
                ? "string"
                : blueprint
                        .definition()
                        .path("schema")
                        .path("properties")
                        .path(property)
                        .path("type")
                        .asString(blueprint.aggregations().containsKey(property) ? "number" : "string");
        var nodes = Json.mapper().getNodeFactory();
        if (type.equals("boolean")) {
            return nodes.booleanNode(Boolean.parseBoolean(text.strip()));
        }
        if (type.equals("number")) {
            try {
                return nodes.numberNode(new java.math.BigDecimal(text.strip().replace(',', '.')));
            } catch (NumberFormatException _) {
                return nodes.stringNode(text);
            }
        }
        return nodes.stringNode(text);
    }

    private static String plain(@Nullable JsonNode node) {
        return node == null || node.isNull() ? "" : node.asString("");
    }

    private static String text(JsonNode node, String key) {
        return Objects.requireNonNullElse(Json.text(node, key), "");
    }
}
