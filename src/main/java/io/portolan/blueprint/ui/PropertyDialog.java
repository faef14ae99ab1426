package io.portolan.blueprint.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.portolan.blueprint.ui.BlueprintDraft.Section;
import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import io.portolan.ui.Icons;
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
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Asks for one property: what it is, its limits, its allowed values, its default.
class PropertyDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final List<String> TEXTS = List.of("minLength", "maxLength", "pattern");
    private static final List<String> NUMBERS = List.of("minimum", "maximum");
    private static final List<String> LISTS = List.of("minItems", "maxItems");

    private final transient BlueprintDraft draft;
    private final transient @Nullable String old;
    private final transient Runnable changed;
    private final JsonForm form;
    private final EnumEditor choices = new EnumEditor();
    private final Div defaultHolder = new Div();
    private transient @Nullable JsonForm defaultForm;

    /// @param old identifier of the property to change; null for a new one
    PropertyDialog(BlueprintDraft draft, @Nullable String old, Runnable changed) {
        this.draft = draft;
        this.old = old;
        this.changed = changed;
        setHeaderTitle(getTranslation(old == null ? "blueprint.property.new" : "blueprint.property.edit"));
        setWidth("min(44rem, 96vw)");
        setCloseOnOutsideClick(false);
        form = new JsonForm(List.of(
                FieldSpec.of("title", getTranslation("blueprint.title"), Kind.STRING)
                        .withLimits(new Limits(null, 100.0, null, null, null))
                        .asRequired(true),
                FieldSpec.of("identifier", getTranslation("blueprint.identifier"), Kind.STRING)
                        .withLimits(new Limits(null, 100.0, "^[A-Za-z0-9@_=\\\\-]+$", null, null))
                        .asRequired(true),
                FieldSpec.of("kind", getTranslation("blueprint.kind"), Kind.STRING)
                        .withOptions(Arrays.stream(PropertyKind.values())
                                .map(kind -> new Option(StringNode.valueOf(kind.name()), kind.label(), null))
                                .toList())
                        .asRequired(true),
                FieldSpec.of("icon", getTranslation("blueprint.icon"), Kind.STRING)
                        .withOptions(FieldSpecs.icons()),
                FieldSpec.of("description", getTranslation("blueprint.description"), Kind.TEXT),
                FieldSpec.of("required", getTranslation("blueprint.required"), Kind.BOOLEAN),
                number("minLength"),
                number("maxLength"),
                FieldSpec.of("pattern", getTranslation("blueprint.limit.pattern"), Kind.STRING),
                number("minimum"),
                number("maximum"),
                number("minItems"),
                number("maxItems")));
        show();
        form.onChange(this::adapt);
        if (old == null) {
            IdentifierProposal.in(form);
        }
        Button save = new Button(getTranslation("blueprint.apply"), event -> apply());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        add(form, choices, defaultHolder);
        getFooter().add(new Button(Texts.get("ui.cancel"), event -> close()), save);
        adapt();
    }

    private static FieldSpec number(String key) {
        return FieldSpec.of(key, Texts.get("blueprint.limit." + key), Kind.NUMBER);
    }

    private void show() {
        ObjectNode definition = old == null ? Json.object() : draft.definition(Section.PROPERTIES, old);
        ObjectNode value = definition.deepCopy();
        if (old != null) {
            value.put("identifier", old);
            value.put("required", draft.isRequired(old));
            if (!value.has("title")) {
                value.put("title", old);
            }
        }
        value.put("kind", PropertyKind.of(definition).name());
        form.setValue(value);
        JsonNode holder = definition.path("items").has("enum") ? definition.path("items") : definition;
        choices.show(
                holder.path("enum"),
                holder.has("enumColors") ? holder.path("enumColors") : definition.path("enumColors"));
        askDefault(definition);
    }

    private PropertyKind kind() {
        String name = Json.text(form.value(), "kind");
        return name == null ? PropertyKind.TEXT : PropertyKind.valueOf(name);
    }

    /// Shows what belongs to the chosen kind.
    private void adapt() {
        ObjectNode value = form.value();
        PropertyKind kind = kind();
        TEXTS.forEach(key -> form.setFieldVisible(key, kind.isText()));
        NUMBERS.forEach(key -> form.setFieldVisible(key, kind.isNumber()));
        LISTS.forEach(key -> form.setFieldVisible(key, kind.isList()));
        choices.setVisible(kind.hasChoices());
        if (kind.hasChoices() && choices.isEmpty()) {
            choices.addValue("", null);
        }
        ObjectNode definition = old == null ? Json.object() : draft.definition(Section.PROPERTIES, old);
        if (defaultForm == null || !kind.name().equals(defaultForm.getElement().getAttribute("data-kind"))) {
            askDefault(definition);
        }
    }

    /// The default is asked for by the very control that entities will use.
    private void askDefault(ObjectNode definition) {
        PropertyKind kind = kind();
        ObjectNode shape = definition.deepCopy();
        kind.writeTo(shape);
        shape.put("title", getTranslation("blueprint.default"));
        shape.put("description", getTranslation("blueprint.default.text"));
        shape.remove("default");
        shape.remove("enum");
        if (shape.get("items") instanceof ObjectNode items) {
            items.remove("enum");
        }
        JsonForm asked = new JsonForm(List.of(FieldSpecs.property("default", shape, false, Pickers.none())));
        asked.getElement().setAttribute("data-kind", kind.name());
        ObjectNode value = Json.object();
        if (definition.has("default")) {
            value.set("default", definition.get("default"));
        }
        asked.setValue(value);
        defaultForm = asked;
        defaultHolder.removeAll();
        defaultHolder.add(asked);
    }

    private void apply() {
        if (!form.validate() || (defaultForm != null && !defaultForm.validate())) {
            return;
        }
        ObjectNode value = form.value();
        String identifier = value.get("identifier").stringValue();
        if (!identifier.equals(old) && draft.keys(Section.PROPERTIES).contains(identifier)) {
            form.violations(List.of(Violation.at("/identifier", getTranslation("blueprint.identifier.taken"))));
            return;
        }
        ObjectNode definition = old == null ? Json.object() : draft.definition(Section.PROPERTIES, old);
        PropertyKind kind = kind();
        // what is not asked for stays as it is, as long as the kind does
        boolean another = old == null || PropertyKind.of(definition) != kind;
        kind.writeTo(definition);
        for (String key : List.of("title", "icon", "description")) {
            put(definition, key, value.get(key));
        }
        for (List<String> keys : List.of(TEXTS, NUMBERS, LISTS)) {
            for (String key : keys) {
                if (another || form.shows(key)) {
                    put(definition, key, whole(value.get(key)));
                }
            }
        }
        if (kind == PropertyKind.CHOICE) {
            choices.writeTo(definition, definition);
        } else if (kind == PropertyKind.CHOICES) {
            ObjectNode items = definition.withObject("/items");
            definition.remove("enumColors");
            choices.writeTo(items, items);
        }
        put(
                definition,
                "default",
                defaultForm == null ? null : defaultForm.value().get("default"));
        draft.put(Section.PROPERTIES, old, identifier, definition);
        draft.require(identifier, value.path("required").asBoolean(false));
        close();
        changed.run();
    }

    private static @Nullable JsonNode whole(@Nullable JsonNode value) {
        return value != null
                        && value.isNumber()
                        && value.decimalValue().stripTrailingZeros().scale() <= 0
                ? tools.jackson.databind.node.LongNode.valueOf(value.longValue())
                : value;
    }

    private static void put(ObjectNode definition, String key, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            definition.remove(key);
        } else {
            definition.set(key, value);
        }
    }

    /// The sign of a kind beside its name.
    static Span sign(PropertyKind kind) {
        Span sign = new Span(Icons.of(kind.icon()), new Span(kind.label()));
        sign.addClassName("bp-kind");
        return sign;
    }
}
