package io.portolan.automation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.portolan.action.Action;
import io.portolan.action.ActionService;
import io.portolan.automation.EventType;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.blueprint.PropertyFormat;
import io.portolan.kernel.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Name, trigger and condition of an automation as fields over its definition. What the fields do not show stays in the
/// definition as it is.
final class TriggerForm extends Div {

    private static final long serialVersionUID = 1L;

    private final transient BlueprintService blueprints;
    private final transient ActionService actions;
    private final transient Runnable onChange;
    private final TextField title = new TextField();
    private final TextField identifier = new TextField();
    private final ComboBox<EventType> event = new ComboBox<>();
    private final ComboBox<String> subject = new ComboBox<>();
    private final ComboBox<String> property = new ComboBox<>();
    private final TextArea conditions = new TextArea();
    private final RadioButtonGroup<String> combinator = new RadioButtonGroup<>();
    private boolean showing;

    TriggerForm(BlueprintService blueprints, ActionService actions, Runnable onChange) {
        this.blueprints = blueprints;
        this.actions = actions;
        this.onChange = onChange;
        addClassName("am-form");
        title.setLabel(getTranslation("automation.form.title"));
        title.setRequiredIndicatorVisible(true);
        identifier.setLabel(getTranslation("automation.form.identifier"));
        identifier.setRequiredIndicatorVisible(true);
        event.setLabel(getTranslation("automation.form.event"));
        event.setItems(EventType.values());
        event.setItemLabelGenerator(TriggerTexts::event);
        event.setRequiredIndicatorVisible(true);
        subject.setRequiredIndicatorVisible(true);
        subject.setItemLabelGenerator(this::subjectLabel);
        property.setLabel(getTranslation("automation.form.property"));
        property.setItemLabelGenerator(this::propertyLabel);
        conditions.setLabel(getTranslation("automation.form.conditions"));
        conditions.setHelperText(getTranslation("automation.form.conditions.help"));
        conditions.setMinRows(3);
        conditions.addClassName("am-code");
        combinator.setLabel(getTranslation("automation.form.combinator"));
        combinator.setItems("and", "or");
        combinator.setItemLabelGenerator(value -> getTranslation("automation.form.combinator." + value));
        for (Component field : List.of(title, identifier, event, subject, property, conditions, combinator)) {
            add(field);
        }
        title.addValueChangeListener(change -> changed());
        identifier.addValueChangeListener(change -> changed());
        event.addValueChangeListener(change -> {
            offer();
            changed();
        });
        subject.addValueChangeListener(change -> {
            offerProperties();
            changed();
        });
        property.addValueChangeListener(change -> changed());
        conditions.addValueChangeListener(change -> changed());
        combinator.addValueChangeListener(change -> changed());
    }

    void show(ObjectNode definition) {
        showing = true;
        title.setValue(orEmpty(Json.text(definition, "title")));
        identifier.setValue(orEmpty(Json.text(definition, "identifier")));
        JsonNode on = definition.path("trigger").path("event");
        EventType type = Arrays.stream(EventType.values())
                .filter(candidate -> candidate.name().equals(Json.text(on, "type")))
                .findFirst()
                .orElse(null);
        event.setValue(type);
        offer();
        subject.setValue(
                type == null ? null : Json.text(on, type.isAboutRuns() ? "actionIdentifier" : "blueprintIdentifier"));
        offerProperties();
        property.setValue(Json.text(on, "propertyIdentifier"));
        JsonNode condition = definition.path("trigger").path("condition");
        conditions.setValue(String.join(
                "\n",
                condition
                        .path("expressions")
                        .valueStream()
                        .map(expression -> expression.asString("").replace('\n', ' '))
                        .toList()));
        combinator.setValue("or".equals(Json.text(condition, "combinator")) ? "or" : "and");
        showing = false;
    }

    /// Writes the fields into the definition.
    void write(ObjectNode definition) {
        definition.put("identifier", identifier.getValue().strip());
        definition.put("title", title.getValue().strip());
        ObjectNode trigger = definition.withObject("/trigger");
        trigger.put("type", "automation");
        ObjectNode on = Json.object();
        EventType type = event.getValue();
        if (type != null) {
            on.put("type", type.name());
            if (subject.getValue() != null) {
                on.put(type.isAboutRuns() ? "actionIdentifier" : "blueprintIdentifier", subject.getValue());
            }
            if (type == EventType.TIMER_PROPERTY_EXPIRED && property.getValue() != null) {
                on.put("propertyIdentifier", property.getValue());
            }
        }
        trigger.set("event", on);
        List<String> expressions = conditions
                .getValue()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (expressions.isEmpty()) {
            trigger.remove("condition");
        } else {
            ObjectNode condition = Json.object().put("type", "JQ");
            ArrayNode list = condition.putArray("expressions");
            expressions.forEach(list::add);
            condition.put("combinator", combinator.getValue());
            trigger.set("condition", condition);
        }
    }

    private void changed() {
        if (!showing) {
            onChange.run();
        }
    }

    private void offer() {
        EventType type = event.getValue();
        boolean runs = type != null && type.isAboutRuns();
        String chosen = subject.getValue();
        subject.setLabel(getTranslation(runs ? "automation.form.action" : "automation.form.blueprint"));
        List<String> choices = runs
                ? actions.all().stream().map(Action::identifier).toList()
                : blueprints.all().stream().map(Blueprint::identifier).toList();
        subject.setItems(choices);
        if (chosen != null && choices.contains(chosen)) {
            subject.setValue(chosen);
        }
        property.setVisible(type == EventType.TIMER_PROPERTY_EXPIRED);
        offerProperties();
    }

    private void offerProperties() {
        String chosen = property.getValue();
        List<String> choices = blueprint().stream()
                .flatMap(blueprint -> blueprint.properties().values().stream())
                .filter(definition -> definition.hasFormat(PropertyFormat.TIMER))
                .map(PropertyDefinition::identifier)
                .toList();
        property.setItems(choices);
        if (chosen != null && choices.contains(chosen)) {
            property.setValue(chosen);
        }
    }

    private Optional<Blueprint> blueprint() {
        String name = subject.getValue();
        EventType type = event.getValue();
        return name == null || type == null || type.isAboutRuns() ? Optional.empty() : blueprints.find(name);
    }

    private String subjectLabel(String name) {
        EventType type = event.getValue();
        return type != null && type.isAboutRuns()
                ? actions.find(name).map(Action::title).orElse(name)
                : blueprints.find(name).map(Blueprint::title).orElse(name);
    }

    private String propertyLabel(String name) {
        return blueprint()
                .flatMap(blueprint -> Optional.ofNullable(blueprint.properties().get(name)))
                .map(PropertyDefinition::title)
                .orElse(name);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
