package io.portolan.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import io.portolan.kernel.Json;
import io.portolan.query.Operator;
import io.portolan.ui.Icons;
import io.portolan.ui.Texts;
import io.portolan.ui.form.FieldFactory;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FormField;
import io.portolan.ui.form.Pickers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One condition of a filter: what, how, and the value to compare with.
class FilterRule extends Div {

    private static final long serialVersionUID = 1L;

    private final ComboBox<FilterSubject> subject = new ComboBox<>();
    private final Select<Operator> operator = new Select<>();
    private final Div valueHolder = new Div();
    private final transient Pickers pickers;
    private final transient Runnable changed;
    private transient @Nullable FormField<?> value;
    private boolean showing;

    FilterRule(List<FilterSubject> subjects, Pickers pickers, Runnable changed, Runnable remove) {
        this.pickers = pickers;
        this.changed = changed;
        addClassName("cat-rule");
        subject.setItems(subjects);
        subject.setItemLabelGenerator(FilterSubject::label);
        subject.setAriaLabel(getTranslation("catalog.filter.subject"));
        subject.setPlaceholder(getTranslation("catalog.filter.subject"));
        operator.setAriaLabel(getTranslation("catalog.filter.operator"));
        operator.setItemLabelGenerator(one -> Texts.get("catalog.operator." + one.name()));
        valueHolder.addClassName("cat-rule-value");
        Button gone = new Button(Icons.of("x"), event -> remove.run());
        gone.addThemeVariants(ButtonVariant.TERTIARY);
        gone.setAriaLabel(getTranslation("catalog.filter.remove"));
        add(subject, operator, valueHolder, gone);
        operator.setVisible(false);
        subject.addValueChangeListener(event -> {
            if (!showing && event.getValue() != null) {
                choose(event.getValue(), null);
                changed();
            }
        });
        operator.addValueChangeListener(event -> {
            if (!showing) {
                ask(null);
                changed();
            }
        });
    }

    /// Shows a rule; one that this row cannot show leaves it empty.
    void show(List<FilterSubject> subjects, JsonNode rule) {
        Operator wanted =
                Operator.byWireName(rule.path("operator").asString("")).orElse(null);
        subjects.stream().filter(one -> one.isOf(rule)).findFirst().ifPresent(found -> {
            showing = true;
            subject.setValue(found);
            choose(found, wanted);
            ask(fromRule(rule.get("value")));
            showing = false;
        });
    }

    /// The rule in the search language; null while something is missing.
    @Nullable
    ObjectNode rule() {
        FilterSubject what = subject.getValue();
        Operator how = operator.getValue();
        if (what == null || how == null) {
            return null;
        }
        ObjectNode rule = what.rule(how);
        if (how.isUnary()) {
            return rule;
        }
        JsonNode read = value == null ? null : value.read();
        if (read == null || (read.isArray() && read.isEmpty())) {
            return null;
        }
        rule.set("value", toRule(how, read));
        return rule;
    }

    void focusFirst() {
        subject.focus();
    }

    private void choose(FilterSubject what, @Nullable Operator wanted) {
        boolean was = showing;
        showing = true;
        List<Operator> operators = what.kind().operators();
        operator.setItems(operators);
        operator.setVisible(true);
        operator.setValue(wanted != null && operators.contains(wanted) ? wanted : operators.getFirst());
        showing = was;
        ask(null);
    }

    private void ask(@Nullable JsonNode start) {
        valueHolder.removeAll();
        value = null;
        FilterSubject what = subject.getValue();
        Operator how = operator.getValue();
        FieldSpec spec = what == null || how == null ? null : what.value(how, pickers);
        if (spec == null) {
            return;
        }
        FormField<?> field = FieldFactory.create(spec);
        field.write(start);
        Component control = field.component();
        if (control instanceof com.vaadin.flow.component.HasLabel labelled) {
            labelled.setLabel(null);
        }
        control.getElement().setProperty("accessibleName", spec.title());
        if (control instanceof HasValue<?, ?> input) {
            input.addValueChangeListener(event -> changed());
        }
        value = field;
        valueHolder.add(control);
    }

    private void changed() {
        if (!showing) {
            changed.run();
        }
    }

    private static JsonNode toRule(Operator how, JsonNode read) {
        if (how == Operator.BETWEEN || how == Operator.NOT_BETWEEN) {
            return Json.object().set("preset", read);
        }
        if (read.isString() && read.stringValue().equals(FilterSubject.ME)) {
            return Json.object().put("context", "user").put("property", "$identifier");
        }
        return read;
    }

    private static @Nullable JsonNode fromRule(@Nullable JsonNode value) {
        if (value == null || !value.isObject()) {
            return value;
        }
        return value.has("context")
                ? tools.jackson.databind.node.StringNode.valueOf(FilterSubject.ME)
                : value.get("preset");
    }
}
