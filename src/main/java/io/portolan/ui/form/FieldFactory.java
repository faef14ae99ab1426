package io.portolan.ui.form;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.HasHelper;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.HasPlaceholder;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.portolan.kernel.Json;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.Icons;
import io.portolan.ui.JsonEditor;
import io.portolan.ui.Texts;
import io.portolan.ui.form.FieldSpec.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Makes the control for a [FieldSpec]. Each kind has exactly one, so a value looks the same wherever it is edited.
public final class FieldFactory {

    private FieldFactory() {}

    /// The control, labelled, with help text, limits shown and the default filled in.
    public static FormField<?> create(FieldSpec spec) {
        FormField<?> field = control(spec);
        label(field);
        field.readOnly(spec.readOnly());
        field.write(spec.defaultValue());
        return field;
    }

    private static FormField<?> control(FieldSpec spec) {
        if (spec.choosing() != FieldSpec.Choosing.FREELY) {
            return ChoiceFields.options(spec);
        }
        if (spec.many()) {
            return spec.kind() == Kind.OBJECT ? code(spec, CodeEditor.Language.JSON) : ChoiceFields.many(spec);
        }
        return switch (spec.kind()) {
            case STRING -> text(spec, new TextField());
            case URL -> url(spec);
            case EMAIL -> text(spec, new EmailField());
            case SECRET -> text(spec, new PasswordField());
            case TEXT -> text(spec, new TextArea());
            case NUMBER -> number(spec);
            case BOOLEAN -> new FormField<>(spec, new Checkbox(), BooleanNode::valueOf, JsonNode::asBoolean);
            case DATE_TIME -> dateTime(spec);
            case MARKDOWN -> code(spec, CodeEditor.Language.MARKDOWN);
            case YAML -> code(spec, CodeEditor.Language.YAML);
            case JQ -> code(spec, CodeEditor.Language.JQ);
            case OBJECT -> code(spec, CodeEditor.Language.JSON);
            case LINK -> new FormField<>(spec, new LinkField(), LinkField::toJson, LinkField::fromJson);
            case SEALED ->
                new FormField<>(
                        spec, new SealedField(String.valueOf(spec.key())), StringNode::valueOf, FieldSpecs::text);
            case USER, TEAM, ENTITY -> ChoiceFields.one(spec);
        };
    }

    private static <C extends AbstractField<C, String>> FormField<String> text(FieldSpec spec, C control) {
        if (control instanceof com.vaadin.flow.data.value.HasValueChangeMode eager) {
            eager.setValueChangeMode(ValueChangeMode.ON_CHANGE);
        }
        return new FormField<>(spec, control, StringNode::valueOf, FieldSpecs::text);
    }

    private static FormField<String> url(FieldSpec spec) {
        TextField control = new TextField();
        control.setPrefixComponent(Icons.of("link"));
        return text(spec, control);
    }

    private static FormField<Double> number(FieldSpec spec) {
        NumberField control = new NumberField();
        control.setStepButtonsVisible(false);
        return new FormField<>(
                spec,
                control,
                value -> DecimalNode.valueOf(BigDecimal.valueOf(value).stripTrailingZeros()),
                value -> value.isString() ? Double.valueOf(value.stringValue()) : Double.valueOf(value.doubleValue()));
    }

    private static FormField<LocalDateTime> dateTime(FieldSpec spec) {
        DateTimePicker control = new DateTimePicker();
        control.setStep(Duration.ofMinutes(15));
        control.setDatePlaceholder(Texts.get("ui.form.date"));
        control.setTimePlaceholder(Texts.get("ui.form.time"));
        return new FormField<>(
                spec,
                control,
                value -> StringNode.valueOf(
                        value.atZone(Zones.reader()).toInstant().toString()),
                value -> LocalDateTime.ofInstant(instant(value), Zones.reader()).truncatedTo(ChronoUnit.MINUTES));
    }

    private static Instant instant(JsonNode value) {
        String text = FieldSpecs.text(value);
        return text.length() == 10
                ? Instant.parse(text + "T00:00:00Z")
                : OffsetDateTime.parse(text).toInstant();
    }

    private static FormField<String> code(FieldSpec spec, CodeEditor.Language language) {
        ObjectNode schema = spec.schema();
        CodeEditor control = schema == null ? new CodeEditor(language) : described(spec, schema);
        if (language != CodeEditor.Language.JSON) {
            return new FormField<>(spec, control, StringNode::valueOf, FieldSpecs::text);
        }
        return new FormField<>(
                spec, control, Json::parse, value -> value.isString() ? value.stringValue() : Json.pretty(value));
    }

    /// Completes and explains what the schema says.
    private static CodeEditor described(FieldSpec spec, ObjectNode schema) {
        JsonEditor control = new JsonEditor(spec.title());
        control.setSchema(schema);
        return control;
    }

    private static void label(FormField<?> field) {
        FieldSpec spec = field.spec();
        if (field.component() instanceof HasLabel labelled) {
            labelled.setLabel(spec.title());
        }
        if (field.component() instanceof HasHelper helped && spec.description() != null) {
            helped.setHelperText(spec.description());
        }
        if (field.component() instanceof HasPlaceholder hinted && spec.placeholder() != null) {
            hinted.setPlaceholder(spec.placeholder());
        }
        if (field.component() instanceof HasValue<?, ?> control) {
            control.setRequiredIndicatorVisible(spec.required());
        }
        field.component().addClassName("pt-field");
    }
}
