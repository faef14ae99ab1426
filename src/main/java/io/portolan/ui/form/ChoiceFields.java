package io.portolan.ui.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxBase;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.portolan.kernel.Json;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Icons;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.FieldSpec.Option;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.StringNode;

/// Controls whose value is picked: from fixed options, from a [Picker], or from what the reader types (lists of texts
/// and numbers).
final class ChoiceFields {

    private ChoiceFields() {}

    static FormField<?> options(FieldSpec spec) {
        ComponentRenderer<Component, Option> renderer = new ComponentRenderer<>(ChoiceFields::row);
        List<Option> known = new ArrayList<>();
        if (spec.many()) {
            MultiSelectComboBox<Option> control = new MultiSelectComboBox<>();
            Consumer<FieldSpec> offer = offer(control, known);
            control.setRenderer(renderer);
            control.addCustomValueSetListener(event -> {
                Set<Option> picked = new LinkedHashSet<>(control.getValue());
                picked.add(option(known, typed(spec, event.getDetail())));
                control.setValue(picked);
            });
            // after the listener, which by itself would let everything be typed
            offer.accept(spec);
            return new FormField<>(
                            spec,
                            control,
                            picked -> array(picked.stream().map(Option::value).toList()),
                            value -> set(value, item -> option(known, item)))
                    .choosing(offer);
        }
        ComboBox<Option> control = new ComboBox<>();
        Consumer<FieldSpec> offer = offer(control, known);
        control.setRenderer(renderer);
        control.addValueChangeListener(event -> {
            String icon = event.getValue() == null ? null : event.getValue().icon();
            control.setPrefixComponent(icon == null ? null : Icons.of(icon));
        });
        control.setClearButtonVisible(!spec.required());
        control.addCustomValueSetListener(event -> control.setValue(option(known, typed(spec, event.getDetail()))));
        offer.accept(spec);
        return new FormField<>(spec, control, Option::value, value -> option(known, value)).choosing(offer);
    }

    private static Consumer<FieldSpec> offer(ComboBoxBase<?, Option, ?> control, List<Option> known) {
        return present -> {
            known.clear();
            known.addAll(present.options());
            control.setItems(List.copyOf(known));
            control.setItemLabelGenerator(Option::label);
            control.setAllowCustomValue(present.choosing() == FieldSpec.Choosing.PROPOSED);
        };
    }

    /// What is no number stays a text, which is refused as such.
    private static JsonNode typed(FieldSpec spec, String text) {
        try {
            return typedValue(spec, text.strip());
        } catch (RuntimeException e) {
            return StringNode.valueOf(text);
        }
    }

    static FormField<Choice> one(FieldSpec spec) {
        ComboBox<Choice> control = new ComboBox<>();
        Picker picker = prepare(control, spec);
        control.setClearButtonVisible(!spec.required());
        return new FormField<>(
                        spec,
                        control,
                        choice -> StringNode.valueOf(choice.value()),
                        value -> picker.of(value.isObject() ? identifier(value) : FieldSpecs.text(value)))
                .choosing(present -> offer(control, present));
    }

    static FormField<?> many(FieldSpec spec) {
        return switch (spec.kind()) {
            case USER, TEAM, ENTITY -> {
                MultiSelectComboBox<Choice> control = new MultiSelectComboBox<>();
                Picker picker = prepare(control, spec);
                yield new FormField<>(
                                spec,
                                control,
                                picked -> Json.strings(
                                        picked.stream().map(Choice::value).toList()),
                                value -> set(value, item -> picker.of(FieldSpecs.text(item))))
                        .choosing(present -> offer(control, present));
            }
            default -> typed(spec);
        };
    }

    /// A list of what the reader types, Enter after each.
    private static FormField<Set<String>> typed(FieldSpec spec) {
        MultiSelectComboBox<String> control = new MultiSelectComboBox<>();
        control.setItems(List.of());
        control.setAllowCustomValue(true);
        control.setAutoOpen(false);
        control.addCustomValueSetListener(event -> {
            Set<String> values = new LinkedHashSet<>(control.getValue());
            values.add(event.getDetail().strip());
            control.setItems(values);
            control.setValue(values);
        });
        return new FormField<>(
                spec,
                control,
                picked -> array(
                        picked.stream().map(text -> typedValue(spec, text)).toList()),
                value -> {
                    Set<String> texts = set(value, FieldSpecs::text);
                    control.setItems(texts);
                    return texts;
                });
    }

    private static JsonNode typedValue(FieldSpec spec, String text) {
        return switch (spec.kind()) {
            case NUMBER -> DecimalNode.valueOf(new BigDecimal(text));
            case BOOLEAN -> Json.parse(text);
            default -> StringNode.valueOf(text);
        };
    }

    private static Picker prepare(ComboBoxBase<?, Choice, ?> control, FieldSpec spec) {
        control.setPageSize(50);
        offer(control, spec);
        control.setRenderer(new ComponentRenderer<>(choice -> row(choice, spec.kind())));
        return picker(spec);
    }

    private static void offer(ComboBoxBase<?, Choice, ?> control, FieldSpec present) {
        Picker picker = picker(present);
        control.setItems(
                query -> picker.search(query.getFilter().orElse(""), query.getOffset(), query.getLimit()).stream());
        control.setItemLabelGenerator(Choice::label);
    }

    private static Picker picker(FieldSpec spec) {
        return Objects.requireNonNullElse(spec.picker(), Picker.none());
    }

    private static Component row(Option option) {
        if (option.icon() == null) {
            return new EnumBadge(option.label(), option.color());
        }
        Div row = new Div(Icons.of(option.icon()), new Span(option.label()));
        row.addClassName("pt-choice");
        return row;
    }

    private static Component row(Choice choice, Kind kind) {
        Span label = new Span(choice.label());
        label.addClassName("pt-choice-label");
        Div texts = new Div(label);
        if (choice.detail() != null) {
            Span detail = new Span(choice.detail());
            detail.addClassName("pt-choice-detail");
            texts.add(detail);
        }
        texts.addClassName("pt-choice-texts");
        Div row = new Div(Icons.of(choice.icon() == null ? icon(kind) : choice.icon()), texts);
        row.addClassName("pt-choice");
        return row;
    }

    private static String icon(Kind kind) {
        return kind == Kind.USER ? "User" : kind == Kind.TEAM ? "Team" : "Box";
    }

    private static Option option(List<Option> known, JsonNode value) {
        return known.stream()
                .filter(option -> option.value().equals(value)
                        || FieldSpecs.text(option.value()).equals(FieldSpecs.text(value)))
                .findFirst()
                .orElseGet(() -> new Option(value, FieldSpecs.text(value), null));
    }

    private static String identifier(JsonNode entity) {
        @Nullable String identifier = Json.text(entity, "identifier");
        return identifier == null ? FieldSpecs.text(entity) : identifier;
    }

    private static ArrayNode array(List<JsonNode> values) {
        ArrayNode array = Json.array();
        values.forEach(array::add);
        return array;
    }

    private static <T> Set<T> set(JsonNode value, java.util.function.Function<JsonNode, T> reader) {
        Set<T> items = new LinkedHashSet<>();
        if (value.isArray()) {
            value.forEach(item -> items.add(reader.apply(item)));
        } else {
            items.add(reader.apply(value));
        }
        return items;
    }
}
