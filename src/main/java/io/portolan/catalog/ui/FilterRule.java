package io.portolan.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import io.portolan.catalog.JsonEquality;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.query.Operator;
import io.portolan.query.QueryParser;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.Icons;
import io.portolan.ui.Texts;
import io.portolan.ui.form.FieldFactory;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FormField;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// One condition of a filter: what, how, and the value to compare with. Whatever the parts cannot say is written as
/// JSON, so that no condition that comes from an address or a saved view is lost.
class FilterRule extends Div {

    private static final long serialVersionUID = 1L;

    private final ComboBox<FilterSubject> subject = new ComboBox<>();
    private final Div pathHolder = new Div();
    private final Select<Operator> operator = new Select<>();
    private final Div valueHolder = new Div();
    private final transient FilterOffer offer;
    private final transient Runnable changed;
    private transient @Nullable PathChooser path;
    private transient @Nullable FormField<?> value;
    private boolean showing;

    FilterRule(FilterOffer offer, Runnable changed, Runnable remove) {
        this.offer = offer;
        this.changed = changed;
        addClassName("cat-rule");
        subject.setItems(offer.subjects());
        subject.setItemLabelGenerator(FilterSubject::label);
        subject.setAriaLabel(getTranslation("catalog.filter.subject"));
        subject.setPlaceholder(getTranslation("catalog.filter.subject"));
        operator.setAriaLabel(getTranslation("catalog.filter.operator"));
        operator.setItemLabelGenerator(one -> Texts.get("catalog.operator." + one.name()));
        pathHolder.addClassName("cat-path-holder");
        valueHolder.addClassName("cat-rule-value");
        Button gone = new Button(Icons.of("x"), event -> remove.run());
        gone.addThemeVariants(ButtonVariant.TERTIARY);
        gone.setAriaLabel(getTranslation("catalog.filter.remove"));
        add(subject, pathHolder, operator, valueHolder, gone);
        operator.setVisible(false);
        subject.addValueChangeListener(event -> {
            if (!showing && event.getValue() != null) {
                JsonNode before = event.getOldValue() == null ? null : written(event.getOldValue());
                choose(event.getValue(), null);
                if (event.getValue().kind() == FilterKind.JSON && before != null) {
                    ask(before);
                }
                changed();
            }
        });
        operator.addValueChangeListener(event -> {
            if (!showing) {
                askAgain();
                changed();
            }
        });
    }

    /// Shows a rule: by its parts, or as JSON when the parts cannot say all that it does.
    void show(JsonNode rule) {
        showing = true;
        boolean shown = offer.subjects().stream()
                .filter(one -> one.isOf(rule))
                .findFirst()
                .filter(found -> fill(found, rule))
                .isPresent();
        if (!shown) {
            subject.setValue(offer.json());
            choose(offer.json(), null);
            ask(rule);
        }
        showing = false;
    }

    private boolean fill(FilterSubject found, JsonNode rule) {
        Operator wanted =
                Operator.byWireName(rule.path("operator").asString("")).orElse(null);
        subject.setValue(found);
        choose(found, wanted);
        if (path != null && !path.show(rule.path("property"))) {
            return false;
        }
        ask(fromRule(rule.get("value")));
        ObjectNode written = written(found);
        return written != null && says(written, rule);
    }

    /// Whether a rule that the parts say is the given one; a single value may stand for a list of one.
    private static boolean says(ObjectNode written, JsonNode rule) {
        if (written.path("value").size() == 1 && rule.path("value").isString()) {
            written.set("value", written.path("value").path(0));
        }
        return JsonEquality.equal(written, rule);
    }

    /// The rule in the search language; null while something is missing or wrong.
    @Nullable
    ObjectNode rule() {
        FilterSubject what = subject.getValue();
        return what == null ? null : written(what);
    }

    void focusFirst() {
        subject.focus();
    }

    private @Nullable ObjectNode written(FilterSubject what) {
        if (what.kind() == FilterKind.JSON) {
            return typed();
        }
        Operator how = operator.getValue();
        if (how == null) {
            return null;
        }
        ObjectNode rule = what.rule(how);
        if (path != null) {
            ObjectNode property = path.property();
            if (property == null) {
                return null;
            }
            rule.set("property", property);
        }
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

    /// The rule that stands there as JSON; says beside it what is wrong.
    private @Nullable ObjectNode typed() {
        FormField<?> field = value;
        JsonNode read = field == null ? null : field.read();
        if (field == null || read == null) {
            if (field != null) {
                field.error(field.check());
            }
            return null;
        }
        try {
            QueryParser.parseLenient(Json.array().add(read), "");
            field.error(null);
            return read instanceof ObjectNode rule ? rule : null;
        } catch (PortalException.Invalid e) {
            field.error(e.violations().stream()
                    .map(one -> one.pointer().replaceFirst("^/0", "") + " " + one.reason())
                    .map(String::strip)
                    .collect(Collectors.joining("; ")));
            return null;
        }
    }

    private void choose(FilterSubject what, @Nullable Operator wanted) {
        boolean was = showing;
        showing = true;
        path = what.kind().hasPath()
                ? new PathChooser(offer.model(), offer.kind(), what.kind() == FilterKind.REACHED, this::changedPath)
                : null;
        pathHolder.removeAll();
        if (path != null) {
            pathHolder.add(path);
        }
        List<Operator> operators = what.kind().operators();
        operator.setItems(operators);
        operator.setVisible(operators.size() > 1);
        operator.setValue(
                wanted != null && operators.contains(wanted)
                        ? wanted
                        : operators.stream().findFirst().orElse(null));
        setClassName("cat-rule-json", what.kind() == FilterKind.JSON);
        setClassName("cat-rule-path", path != null);
        showing = was;
        ask(null);
    }

    /// Another path may lead to other entities.
    private void changedPath() {
        ask(null);
        changed();
    }

    private void ask(@Nullable JsonNode start) {
        valueHolder.removeAll();
        value = null;
        FilterSubject what = subject.getValue();
        Operator how = what != null && what.kind() == FilterKind.JSON ? Operator.EQUALS : operator.getValue();
        String asked = path == null ? null : path.asked();
        FieldSpec spec = what == null || how == null ? null : what.value(how, offer.pickers(), asked);
        if (spec == null) {
            return;
        }
        FormField<?> field = FieldFactory.create(spec);
        field.write(start);
        Component control = field.component();
        if (control instanceof CodeEditor editor) {
            editor.setMinLines(3);
        } else if (control instanceof HasLabel labelled) {
            labelled.setLabel(null);
        }
        control.getElement().setProperty("accessibleName", spec.title());
        if (control instanceof HasValue<?, ?> input) {
            input.addValueChangeListener(event -> changed());
        }
        value = field;
        valueHolder.add(control);
    }

    /// Another comparison asks for the same value, as far as it can: one becomes a list of one and the other way round.
    private void askAgain() {
        FormField<?> before = value;
        JsonNode given = before == null ? null : before.read();
        ask(null);
        FormField<?> now = value;
        if (before == null
                || given == null
                || now == null
                || now.spec().kind() != before.spec().kind()) {
            return;
        }
        boolean was = showing;
        showing = true;
        if (now.spec().options().equals(before.spec().options())) {
            now.write(
                    now.spec().many() == given.isArray()
                            ? given
                            : given.isArray() ? given.get(0) : Json.array().add(given));
        }
        showing = was;
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
        return value.has("context") ? StringNode.valueOf(FilterSubject.ME) : value.get("preset");
    }
}
