package io.portolan.ui.form;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What one field of a form asks for. [FieldSpecs#property] makes one from a property of the Port dialect.
///
/// @param id key in the value, and last step of the pointer of its violations
/// @param many true for a list of such values
/// @param options the values to choose from
/// @param choosing what they are to the value
/// @param picker where choices come from; only for USER, TEAM and ENTITY
public record FieldSpec(
        String id,
        String title,
        @Nullable String description,
        Kind kind,
        boolean many,
        boolean required,
        boolean readOnly,
        @Nullable String placeholder,
        @Nullable JsonNode defaultValue,
        List<Option> options,
        Choosing choosing,
        Limits limits,
        @Nullable Picker picker) {

    /// What options are to a value.
    public enum Choosing {
        /// There are none.
        FREELY,
        /// They are proposals, and anything else can be typed.
        PROPOSED,
        /// Nothing else is allowed, even while there is none.
        ONLY
    }

    /// What sort of value it is, and so which control asks for it.
    public enum Kind {
        STRING,
        TEXT,
        SECRET,
        NUMBER,
        BOOLEAN,
        DATE_TIME,
        URL,
        EMAIL,
        MARKDOWN,
        YAML,
        JQ,
        OBJECT,
        USER,
        TEAM,
        ENTITY
    }

    /// An allowed value.
    ///
    /// @param color as in `enumColors`; null for the neutral one
    public record Option(
            JsonNode value, String label, @Nullable String color) {}

    /// JSON-schema limits; null where there is none. `min` and `max` bound a number, the length of a text or the
    /// number of values of a list (`minItems`, `maxItems`).
    public record Limits(
            @Nullable Double min,
            @Nullable Double max,
            @Nullable String pattern,
            @Nullable Integer minItems,
            @Nullable Integer maxItems) {
        public static final Limits NONE = new Limits(null, null, null, null, null);
    }

    public FieldSpec {
        options = List.copyOf(options);
    }

    /// A plain field without limits.
    public static FieldSpec of(String id, String title, Kind kind) {
        return new FieldSpec(
                id, title, null, kind, false, false, false, null, null, List.of(), Choosing.FREELY, Limits.NONE, null);
    }

    public FieldSpec withDescription(@Nullable String text) {
        return new FieldSpec(
                id,
                title,
                text,
                kind,
                many,
                required,
                readOnly,
                placeholder,
                defaultValue,
                options,
                choosing,
                limits,
                picker);
    }

    public FieldSpec asRequired(boolean is) {
        return new FieldSpec(
                id,
                title,
                description,
                kind,
                many,
                is,
                readOnly,
                placeholder,
                defaultValue,
                options,
                choosing,
                limits,
                picker);
    }

    public FieldSpec asMany(boolean is) {
        return new FieldSpec(
                id,
                title,
                description,
                kind,
                is,
                required,
                readOnly,
                placeholder,
                defaultValue,
                options,
                choosing,
                limits,
                picker);
    }

    /// Whether the value is only shown and cannot be changed.
    public FieldSpec asReadOnly(boolean is) {
        return new FieldSpec(
                id,
                title,
                description,
                kind,
                many,
                required,
                is,
                placeholder,
                defaultValue,
                options,
                choosing,
                limits,
                picker);
    }

    public FieldSpec withPlaceholder(@Nullable String text) {
        return new FieldSpec(
                id,
                title,
                description,
                kind,
                many,
                required,
                readOnly,
                text,
                defaultValue,
                options,
                choosing,
                limits,
                picker);
    }

    public FieldSpec withDefault(@Nullable JsonNode value) {
        return new FieldSpec(
                id,
                title,
                description,
                kind,
                many,
                required,
                readOnly,
                placeholder,
                value,
                options,
                choosing,
                limits,
                picker);
    }

    public FieldSpec withOptions(List<Option> values) {
        return new FieldSpec(
                id,
                title,
                description,
                kind,
                many,
                required,
                readOnly,
                placeholder,
                defaultValue,
                values,
                values.isEmpty() ? choosing : Choosing.ONLY,
                limits,
                picker);
    }

    /// A control to choose with, whether or not there are options yet.
    public FieldSpec asChoosing(Choosing way) {
        return new FieldSpec(
                id,
                title,
                description,
                kind,
                many,
                required,
                readOnly,
                placeholder,
                defaultValue,
                options,
                way,
                limits,
                picker);
    }

    public FieldSpec withLimits(Limits bounds) {
        return new FieldSpec(
                id,
                title,
                description,
                kind,
                many,
                required,
                readOnly,
                placeholder,
                defaultValue,
                options,
                choosing,
                bounds,
                picker);
    }

    public FieldSpec withPicker(@Nullable Picker source) {
        return new FieldSpec(
                id,
                title,
                description,
                kind,
                many,
                required,
                readOnly,
                placeholder,
                defaultValue,
                options,
                choosing,
                limits,
                source);
    }
}
