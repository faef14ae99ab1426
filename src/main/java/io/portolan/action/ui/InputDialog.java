package io.portolan.action.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import io.portolan.blueprint.Blueprint;
import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.Texts;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.FieldSpec.Limits;
import io.portolan.ui.form.FieldSpec.Option;
import io.portolan.ui.form.FieldSpecs;
import io.portolan.ui.form.IdentifierProposal;
import io.portolan.ui.form.JsonForm;
import io.portolan.ui.form.Pickers;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Asks for one input of a form: what it is, its limits, its default, and the rules by which it appears.
class InputDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final List<String> TEXTS = List.of("minLength", "maxLength", "pattern");
    private static final List<String> NUMBERS = List.of("minimum", "maximum");
    private static final List<String> LISTS = List.of("minItems", "maxItems");
    private static final List<String> RULES = List.of("visible", "disabled");

    private final transient ActionDraft draft;
    private final transient @Nullable String old;
    private final transient Pickers pickers;
    private final transient Runnable applied;
    private final JsonForm form;
    private final Div defaultHolder = new Div();
    private transient JsonForm defaultForm = new JsonForm(List.of());
    private transient @Nullable InputKind asked;

    /// @param old identifier of the input to change; null for a new one
    InputDialog(
            ActionDraft draft,
            @Nullable String old,
            List<Blueprint> blueprints,
            TemplatePaths paths,
            Pickers pickers,
            Runnable applied) {
        this.draft = draft;
        this.old = old;
        this.pickers = pickers;
        this.applied = applied;
        setHeaderTitle(getTranslation(old == null ? "action.input.new" : "action.input.edit"));
        setWidth("min(46rem, 96vw)");
        setCloseOnOutsideClick(false);
        form = new JsonForm(List.of(
                FieldSpec.of("title", getTranslation("blueprint.title"), Kind.STRING)
                        .asRequired(true),
                FieldSpec.of("identifier", getTranslation("blueprint.identifier"), Kind.STRING)
                        .withLimits(new Limits(null, 100.0, "^[A-Za-z0-9@_=\\-]+$", null, null))
                        .asRequired(true),
                options(
                        "kind",
                        "blueprint.kind",
                        Arrays.stream(InputKind.values())
                                .map(kind -> option(kind.name(), kind.label()))
                                .toList()),
                options(
                        "blueprint",
                        "action.input.blueprint",
                        blueprints.stream()
                                .map(kind -> option(kind.identifier(), kind.title()))
                                .toList()),
                FieldSpec.of("description", getTranslation("blueprint.description"), Kind.TEXT),
                FieldSpec.of("required", getTranslation("blueprint.required"), Kind.BOOLEAN),
                FieldSpec.of("encrypted", getTranslation("action.input.encrypted"), Kind.BOOLEAN),
                FieldSpec.of("choices", getTranslation("blueprint.enum"), Kind.STRING)
                        .asMany(true),
                number("minLength"),
                number("maxLength"),
                FieldSpec.of("pattern", getTranslation("blueprint.limit.pattern"), Kind.STRING),
                number("minimum"),
                number("maximum"),
                number("minItems"),
                number("maxItems"),
                FieldSpec.of("dependsOn", getTranslation("action.input.dependsOn"), Kind.STRING)
                        .asMany(true)
                        .withOptions(others())
                        .withDescription(getTranslation("action.input.dependsOn.text")),
                rule("visible"),
                rule("disabled")));
        RULES.forEach(key -> form.field(key).ifPresent(field -> {
            if (field.component() instanceof CodeEditor code) {
                code.setMinLines(1);
                code.setCompletions(paths.ofForm(draft));
            }
        }));
        show();
        form.onChange(this::adapt);
        if (old == null) {
            IdentifierProposal.in(form);
        }
        Button save = new Button(getTranslation("blueprint.apply"), event -> apply());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        add(form, defaultHolder);
        getFooter().add(new Button(Texts.get("ui.cancel"), event -> close()), save);
        adapt();
    }

    private static FieldSpec number(String key) {
        return FieldSpec.of(key, Texts.get("blueprint.limit." + key), Kind.NUMBER);
    }

    private static FieldSpec rule(String key) {
        return FieldSpec.of(key, Texts.get("action.input." + key), Kind.JQ)
                .withDescription(Texts.get("action.input." + key + ".text"));
    }

    private static FieldSpec options(String key, String label, List<Option> options) {
        return FieldSpec.of(key, Texts.get(label), Kind.STRING).withOptions(options);
    }

    private static Option option(String value, String label) {
        return new Option(StringNode.valueOf(value), label, null);
    }

    private List<Option> others() {
        return draft.inputs().all().stream()
                .filter(input -> !input.identifier().equals(old))
                .map(input -> option(input.identifier(), input.title()))
                .toList();
    }

    private ObjectNode schema() {
        return old == null ? Json.object() : draft.schema(old);
    }

    private void show() {
        ObjectNode schema = schema();
        ObjectNode value = schema.deepCopy();
        if (old != null) {
            value.put("identifier", old);
            value.put("required", draft.isRequired(old));
            if (!value.has("title")) {
                value.put("title", old);
            }
        }
        InputKind.of(schema).ifPresentOrElse(kind -> value.put("kind", kind.name()), () -> value.remove("kind"));
        JsonNode choices = schema.path("items").has("enum") ? schema.at("/items/enum") : schema.path("enum");
        value.set("choices", choices.isArray() ? choices : Json.array());
        if (schema.path("items").has("blueprint")) {
            value.set("blueprint", schema.at("/items/blueprint"));
        }
        value.put("encrypted", schema.has("encryption"));
        for (String key : RULES) {
            JsonNode rule = schema.path(key);
            value.put(
                    key,
                    rule.isBoolean() ? rule.toString() : rule.path("jqQuery").stringValue(""));
        }
        form.setValue(value);
    }

    private @Nullable InputKind kind() {
        String name = Json.text(form.value(), "kind");
        return name == null ? null : InputKind.valueOf(name);
    }

    /// Shows what belongs to the chosen kind.
    private void adapt() {
        InputKind kind = kind();
        TEXTS.forEach(key -> form.setFieldVisible(key, kind != null && kind.isText()));
        NUMBERS.forEach(key -> form.setFieldVisible(key, kind == InputKind.NUMBER));
        LISTS.forEach(key -> form.setFieldVisible(key, kind != null && kind.isList()));
        form.setFieldVisible("choices", kind != null && kind.hasChoices());
        form.setFieldVisible("blueprint", kind != null && kind.isEntity());
        form.setFieldVisible("encrypted", kind != null && (kind.isText() || kind == InputKind.OBJECT));
        form.setFieldVisible("required", !draft.requiredIsComputed());
        form.setFieldVisible("dependsOn", !others().isEmpty());
        if (asked == null || asked != kind) {
            asked = kind;
            askDefault(kind);
        }
    }

    /// The default is asked for by the very control that people will fill in.
    private void askDefault(@Nullable InputKind kind) {
        ObjectNode shape = schema();
        JsonNode present = shape.path("default");
        defaultHolder.removeAll();
        if (kind == null || present.isObject() && present.has("jqQuery")) {
            defaultForm = new JsonForm(List.of());
            return;
        }
        kind.writeTo(shape);
        shape.remove(List.of("default", "enum", "description"));
        if (shape.get("items") instanceof ObjectNode items) {
            items.remove("enum");
        }
        shape.put("title", getTranslation("blueprint.default"));
        defaultForm = new JsonForm(List.of(FieldSpecs.property("default", shape, false, pickers)));
        ObjectNode value = Json.object();
        if (schema().has("default")) {
            value.set("default", present);
        }
        defaultForm.setValue(value);
        defaultHolder.add(defaultForm);
    }

    private void apply() {
        if (!form.validate() || !defaultForm.validate()) {
            return;
        }
        ObjectNode value = form.value();
        String identifier = value.path("identifier").stringValue("");
        if (!identifier.equals(old) && draft.inputs().find(identifier) != null) {
            form.violations(List.of(Violation.at("/identifier", getTranslation("blueprint.identifier.taken"))));
            return;
        }
        ObjectNode schema = schema();
        InputKind kind = kind();
        if (kind != null) {
            if (kind.isEntity() && !value.has("blueprint")) {
                form.violations(List.of(Violation.at("/blueprint", getTranslation("action.input.blueprint.missing"))));
                return;
            }
            kind.writeTo(schema);
            write(kind, schema, value);
        }
        for (String key : List.of("title", "description", "dependsOn")) {
            ActionDraft.put(schema, key, value.get(key));
        }
        for (String key : RULES) {
            ActionDraft.put(
                    schema, key, condition(value.path(key).stringValue("").strip()));
        }
        draft.putInput(old, identifier, schema, value.path("required").booleanValue(false));
        close();
        applied.run();
    }

    private void write(InputKind kind, ObjectNode schema, ObjectNode value) {
        // what is not asked for stays as it is, as long as the kind does
        boolean another = InputKind.of(schema()).filter(kind::equals).isEmpty();
        ObjectNode item = kind.isList() ? ActionDraft.object(schema, "items") : schema;
        if (kind.hasChoices()
                && !(item.path("enum").isObject() && value.path("choices").isEmpty())) {
            item.set("enum", value.get("choices") instanceof ArrayNode choices ? choices : Json.array());
        }
        if (kind.isEntity()) {
            item.set("blueprint", value.path("blueprint"));
        }
        for (List<String> keys : List.of(TEXTS, NUMBERS, LISTS)) {
            keys.stream()
                    .filter(key -> another || form.shows(key))
                    .forEach(key -> ActionDraft.put(schema, key, whole(value.get(key))));
        }
        boolean encrypted = value.path("encrypted").booleanValue(false);
        if (encrypted && !schema.has("encryption")) {
            schema.put("encryption", "aes256-gcm");
        } else if (!encrypted && (another || form.shows("encrypted"))) {
            schema.remove("encryption");
        }
        if (!schema.path("default").has("jqQuery")) {
            ActionDraft.put(schema, "default", defaultForm.value().get("default"));
        }
    }

    private static @Nullable JsonNode condition(String text) {
        return switch (text) {
            case "" -> null;
            case "true", "false" -> BooleanNode.valueOf(Boolean.parseBoolean(text));
            default -> Json.object().put("jqQuery", text);
        };
    }

    private static @Nullable JsonNode whole(@Nullable JsonNode value) {
        return value != null
                        && value.isNumber()
                        && value.decimalValue().stripTrailingZeros().scale() <= 0
                ? LongNode.valueOf(value.longValue())
                : value;
    }
}
