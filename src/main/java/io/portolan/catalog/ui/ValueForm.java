package io.portolan.catalog.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.blueprint.PropertyFormat;
import io.portolan.blueprint.PropertyType;
import io.portolan.kernel.Json;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpecs;
import io.portolan.ui.form.FormField;
import io.portolan.ui.form.JsonForm;
import io.portolan.ui.form.Pickers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// The one field of a property, as the form of an entity has it.
class ValueForm extends JsonForm {

    private static final long serialVersionUID = 1L;

    private final transient PropertyDefinition property;
    private final transient FieldSpec spec;
    private final transient JsonNode untouched;

    private ValueForm(PropertyDefinition property, FieldSpec spec, @Nullable JsonNode start) {
        super(List.of(spec));
        this.property = property;
        this.spec = spec;
        ObjectNode value = Json.object();
        if (start != null) {
            value.set(property.identifier(), start);
        }
        setValue(value);
        untouched = start == null ? NullNode.getInstance() : chosen();
    }

    /// @param start null for no value
    static ValueForm of(Blueprint kind, PropertyDefinition property, Pickers pickers, @Nullable JsonNode start) {
        // a box that is not ticked is an answer too
        boolean required = kind.required().contains(property.identifier()) && property.type() != PropertyType.BOOLEAN;
        return new ValueForm(
                property, FieldSpecs.property(property.identifier(), property.json(), required, pickers), start);
    }

    /// What the field says; the JSON null for nothing. A box that is not ticked says no.
    final JsonNode chosen() {
        JsonNode value = valueWithNulls().path(property.identifier());
        return value.isNull() && property.type() == PropertyType.BOOLEAN ? BooleanNode.FALSE : value;
    }

    /// Whether the reader has changed it.
    boolean touched() {
        return !chosen().equals(untouched);
    }

    void focus() {
        field(property.identifier()).ifPresent(FormField::focus);
    }

    /// Whether its text or code wants a wide dialog.
    boolean wide() {
        return property.type() == PropertyType.OBJECT
                || spec.kind() == FieldSpec.Kind.OBJECT
                || spec.kind() == FieldSpec.Kind.TEXT
                || property.hasFormat(PropertyFormat.MARKDOWN)
                || property.hasFormat(PropertyFormat.YAML);
    }

    /// Has Enter press the button, where Enter means nothing to the field itself.
    void enterPresses(Button button) {
        boolean line = switch (spec.kind()) {
            case STRING, URL, EMAIL, NUMBER -> !spec.many() && spec.options().isEmpty();
            default -> false;
        };
        if (line) {
            button.addClickShortcut(Key.ENTER).resetFocusOnActiveElement();
        }
    }
}
