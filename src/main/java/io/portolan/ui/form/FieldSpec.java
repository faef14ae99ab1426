package io.portolan.ui.form;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What one field of a form asks for. [FieldSpecs#property] makes one from a property of the Port dialect.
///
/// @param id key in the value, and last step of the pointer of its violations
/// @param many true for a list of such values
/// @param options the values to choose from
/// @param choosing what they are to the value
/// @param picker where choices come from; only for USER, TEAM and ENTITY
/// @param schema JSON Schema that an editor of OBJECT completes and explains; null for none
/// @param key PEM of the public RSA key that the browser encrypts a SEALED value with; null for the others
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
        @Nullable Picker picker,
        @Nullable ObjectNode schema,
        @Nullable String key) {

    /// What identifiers of entities may hold; in the words of the form, not as a pattern, when they hold something
    /// else.
    public static final String IDENTIFIER = "^[A-Za-z0-9@_.+:\\\\/='-]*$";

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
        /// An address with the text to show for it.
        LINK,
        /// A secret that leaves the browser encrypted.
        SEALED,
        USER,
        TEAM,
        ENTITY
    }

    /// An allowed value.
    ///
    /// @param color as in `enumColors`; null for the neutral one
    /// @param icon name of an icon to show before it; null for a chip without one
    public record Option(
            JsonNode value,
            String label,
            @Nullable String color,
            @Nullable String icon) {

        public Option(JsonNode value, String label, @Nullable String color) {
            this(value, label, color, null);
        }
    }

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
                id,
                title,
                null,
                kind,
                false,
                false,
                false,
                null,
                null,
                List.of(),
                Choosing.FREELY,
                Limits.NONE,
                null,
                null,
                null);
    }

    public FieldSpec withDescription(@Nullable String text) {
        return with(parts -> parts.description = text);
    }

    public FieldSpec asRequired(boolean is) {
        return with(parts -> parts.required = is);
    }

    public FieldSpec asMany(boolean is) {
        return with(parts -> parts.many = is);
    }

    /// Whether the value is only shown and cannot be changed.
    public FieldSpec asReadOnly(boolean is) {
        return with(parts -> parts.readOnly = is);
    }

    public FieldSpec withPlaceholder(@Nullable String text) {
        return with(parts -> parts.placeholder = text);
    }

    public FieldSpec withDefault(@Nullable JsonNode value) {
        return with(parts -> parts.defaultValue = value);
    }

    public FieldSpec withOptions(List<Option> values) {
        return with(parts -> {
            parts.options = values;
            parts.choosing = values.isEmpty() ? choosing : Choosing.ONLY;
        });
    }

    /// A control to choose with, whether or not there are options yet.
    public FieldSpec asChoosing(Choosing way) {
        return with(parts -> parts.choosing = way);
    }

    public FieldSpec withLimits(Limits bounds) {
        return with(parts -> parts.limits = bounds);
    }

    public FieldSpec withPicker(@Nullable Picker source) {
        return with(parts -> parts.picker = source);
    }

    public FieldSpec withSchema(@Nullable ObjectNode jsonSchema) {
        return with(parts -> parts.schema = jsonSchema);
    }

    public FieldSpec withKey(@Nullable String pem) {
        return with(parts -> parts.key = pem);
    }

    private FieldSpec with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.spec();
    }

    /// What may change of a copy.
    private static final class Parts {
        private final FieldSpec from;
        private @Nullable String description;
        private boolean many;
        private boolean required;
        private boolean readOnly;
        private @Nullable String placeholder;
        private @Nullable JsonNode defaultValue;
        private List<Option> options;
        private Choosing choosing;
        private Limits limits;
        private @Nullable Picker picker;
        private @Nullable ObjectNode schema;
        private @Nullable String key;

        private Parts(FieldSpec from) {
            this.from = from;
            description = from.description;
            many = from.many;
            required = from.required;
            readOnly = from.readOnly;
            placeholder = from.placeholder;
            defaultValue = from.defaultValue;
            options = from.options;
            choosing = from.choosing;
            limits = from.limits;
            picker = from.picker;
            schema = from.schema;
            key = from.key;
        }

        private FieldSpec spec() {
            return new FieldSpec(
                    from.id,
                    from.title,
                    description,
                    from.kind,
                    many,
                    required,
                    readOnly,
                    placeholder,
                    defaultValue,
                    options,
                    choosing,
                    limits,
                    picker,
                    schema,
                    key);
        }
    }
}
