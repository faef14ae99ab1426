package io.portolan.action.ui;

import io.portolan.action.FormState;
import io.portolan.action.UserInput;
import io.portolan.kernel.Json;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpecs;
import io.portolan.ui.form.Pickers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The field for an input, with the answers of its queries in their place.
final class InputSpec {

    private InputSpec() {}

    /// @param field how it stands; null to leave it as it is defined
    static FieldSpec of(UserInput input, FormState.@Nullable Field field, Pickers pickers) {
        if (field == null) {
            return FieldSpecs.property(input.identifier(), input.schema(), false, pickers);
        }
        ObjectNode schema = field.schema().deepCopy();
        set(schema, "default", field.defaultValue());
        set(schema, "enum", field.choices() == null ? null : Json.array().addAll(field.choices()));
        if (schema.get("items") instanceof ObjectNode items) {
            items.remove("enum");
        }
        FieldSpec spec = FieldSpecs.property(input.identifier(), schema, field.required(), pickers);
        if (!input.hasQueriedChoices()) {
            return spec;
        }
        // whose query fails can still be filled in
        return spec.asChoosing(field.choices() == null ? FieldSpec.Choosing.PROPOSED : FieldSpec.Choosing.ONLY);
    }

    private static void set(ObjectNode schema, String key, @Nullable JsonNode value) {
        if (value == null) {
            schema.remove(key);
        } else {
            schema.set(key, value);
        }
    }
}
