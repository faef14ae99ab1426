package io.portolan.ui.form;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasLabel;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.value.HasValueChangeMode;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.portolan.kernel.Json;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One control of a form together with what it asks for. Made by [FieldFactory].
///
/// @param <T> the control's own value type
public final class FormField<T> {

    private FieldSpec spec;
    private final Component component;
    private final HasValue<?, T> control;
    private final Function<T, @Nullable JsonNode> toJson;
    private final Function<JsonNode, T> fromJson;
    private @Nullable String unreadable;
    private @Nullable Component files;
    private Component whole;
    private Consumer<FieldSpec> chooser = present -> {};

    FormField(
            FieldSpec spec,
            AbstractField<?, T> control,
            Function<T, @Nullable JsonNode> toJson,
            Function<JsonNode, T> fromJson) {
        this.spec = spec;
        this.component = control;
        this.whole = control;
        this.control = control;
        this.toJson = toJson;
        this.fromJson = fromJson;
    }

    public FieldSpec spec() {
        return spec;
    }

    /// The control, to be put into a layout.
    public Component component() {
        return component;
    }

    /// The control with a way to fill it from a file, where one can; otherwise the control.
    Component withFiles() {
        if (!FileUpload.suits(spec)) {
            return component;
        }
        FileUpload upload = new FileUpload(this);
        upload.setVisible(!spec.readOnly());
        files = upload;
        Div both = new Div(component, upload);
        both.addClassName("pt-filled");
        whole = both;
        return both;
    }

    /// What stands in the layout: the control, or the control with the way to fill it from a file.
    Component whole() {
        return whole;
    }

    void visible(boolean visible) {
        component.setVisible(visible);
        whole.setVisible(visible);
    }

    /// The value; null when the field is empty or what was typed cannot be read (see [#check]).
    public @Nullable JsonNode read() {
        unreadable = null;
        T value = control.getValue();
        if (value == null || control.isEmpty()) {
            return null;
        }
        try {
            return toJson.apply(value);
        } catch (RuntimeException e) {
            unreadable = String.valueOf(e.getMessage());
            return null;
        }
    }

    /// Shows a value; null empties the field. A value of the wrong type is shown as well as the control can.
    public void write(@Nullable JsonNode value) {
        error(null);
        if (value == null || value.isNull()) {
            control.clear();
            return;
        }
        try {
            control.setValue(fromJson.apply(value));
        } catch (RuntimeException e) {
            control.clear();
            error(String.valueOf(e.getMessage()));
        }
    }

    /// What is wrong with the present value, or null.
    public @Nullable String check() {
        JsonNode value = read();
        return unreadable != null ? unreadable : FieldChecks.reason(spec, value);
    }

    /// Shows or removes a message beside the field.
    public void error(@Nullable String message) {
        if (component instanceof HasValidation validated) {
            validated.setErrorMessage(message == null ? "" : message);
            validated.setInvalid(message != null);
        }
    }

    public void focus() {
        if (component instanceof Focusable<?> focusable) {
            focusable.focus();
        }
        component.scrollIntoView();
    }

    public void readOnly(boolean readOnly) {
        control.setReadOnly(readOnly || spec.readOnly());
        if (files != null) {
            files.setVisible(!readOnly && !spec.readOnly());
        }
    }

    /// Makes the field required or not from now on.
    public void required(boolean required) {
        spec = spec.asRequired(required);
        control.setRequiredIndicatorVisible(required);
    }

    /// Called with each new set of options.
    FormField<T> choosing(Consumer<FieldSpec> listener) {
        chooser = listener;
        return this;
    }

    /// Takes over the limits and options of a form that has changed. A value that is no longer among the options goes.
    public void follow(FieldSpec present) {
        boolean same = present.options().equals(spec.options())
                && present.choosing() == spec.choosing()
                && Objects.equals(present.picker(), spec.picker());
        JsonNode value = same ? null : read();
        spec = spec.withLimits(present.limits())
                .withOptions(present.options())
                .asChoosing(present.choosing())
                .withPicker(present.picker());
        if (!same) {
            chooser.accept(spec);
            JsonNode kept = value == null ? null : allowed(value);
            write(kept);
        }
    }

    private @Nullable JsonNode allowed(JsonNode value) {
        Picker picker = spec.picker();
        Predicate<JsonNode> fits = spec.choosing() == FieldSpec.Choosing.ONLY
                ? spec.options().stream().map(FieldSpec.Option::value).toList()::contains
                : picker == null ? one -> true : one -> picker.offers(FieldSpecs.text(one));
        if (!value.isArray()) {
            return fits.test(value) ? value : null;
        }
        return Json.array().addAll(value.valueStream().filter(fits).toList());
    }

    /// Has it tell of changes while the reader types, not only when the field is left.
    public void eagerly() {
        if (control instanceof HasValueChangeMode typed) {
            typed.setValueChangeMode(ValueChangeMode.LAZY);
        }
    }

    /// The field's label as people read it.
    public String label() {
        return component instanceof HasLabel labelled ? labelled.getLabel() : spec.title();
    }

    void onChange(Runnable listener) {
        control.addValueChangeListener(event -> listener.run());
    }
}
