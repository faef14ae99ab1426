package io.portolan.blueprint.ui;

import com.vaadin.flow.component.html.Div;
import io.portolan.kernel.Json;
import io.portolan.ui.Texts;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.FieldSpec.Limits;
import io.portolan.ui.form.FieldSpec.Option;
import io.portolan.ui.form.FieldSpecs;
import io.portolan.ui.form.JsonForm;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Title, icon, description and ownership of a blueprint.
class GeneralForm extends Div {

    private static final long serialVersionUID = 1L;

    private final transient BlueprintDraft draft;
    private final transient ModelChoices choices;
    private final JsonForm form;
    private boolean showing;

    GeneralForm(BlueprintDraft draft, ModelChoices choices, Runnable changed) {
        this.draft = draft;
        this.choices = choices;
        form = new JsonForm(fields());
        add(form);
        show();
        form.onChange(() -> {
            if (!showing) {
                collect();
                changed.run();
            }
        });
    }

    /// Title, icon, description, ownership.
    static List<FieldSpec> fields() {
        return List.of(
                FieldSpec.of("title", Texts.get("blueprint.title"), Kind.STRING)
                        .asRequired(true)
                        .withLimits(new Limits(null, 100.0, null, null, null)),
                FieldSpec.of("icon", Texts.get("blueprint.icon"), Kind.STRING).withOptions(FieldSpecs.icons()),
                FieldSpec.of("description", Texts.get("blueprint.description"), Kind.TEXT)
                        .withLimits(new Limits(null, 200.0, null, null, null)),
                FieldSpec.of("ownership", Texts.get("blueprint.ownership"), Kind.STRING)
                        .withDescription(Texts.get("blueprint.ownership.text"))
                        .withOptions(List.of(option("Direct"), option("Inherited"))),
                FieldSpec.of("ownershipPath", Texts.get("blueprint.ownership.path"), Kind.STRING)
                        .asChoosing(FieldSpec.Choosing.PROPOSED)
                        .withDescription(Texts.get("blueprint.ownership.path.text")));
    }

    final void show() {
        showing = true;
        ObjectNode document = draft.document();
        ObjectNode value = Json.object();
        for (String key : List.of("title", "icon", "description")) {
            if (document.has(key)) {
                value.set(key, document.get(key));
            }
        }
        String type = Json.text(document.path("ownership"), "type");
        String path = Json.text(document.path("ownership"), "path");
        if (type != null) {
            value.put("ownership", type);
        }
        if (path != null) {
            value.put("ownershipPath", path);
        }
        BlueprintForms.follow(form, "ownershipPath", choices.owners());
        form.setValue(value);
        form.setFieldVisible("ownershipPath", "Inherited".equals(type));
        showing = false;
    }

    private void collect() {
        ObjectNode value = form.valueWithNulls();
        for (String key : List.of("title", "icon", "description")) {
            draft.set(key, value.get(key));
        }
        JsonNode type = value.get("ownership");
        boolean inherited = type != null && type.asString("").equals("Inherited");
        form.setFieldVisible("ownershipPath", inherited);
        if (type == null || type.isNull()) {
            draft.set("ownership", null);
            return;
        }
        ObjectNode ownership = Json.object();
        ownership.set("type", type);
        if (inherited && value.get("ownershipPath") instanceof StringNode path) {
            ownership.set("path", path);
        }
        draft.set("ownership", ownership);
    }

    private static Option option(String value) {
        return new Option(StringNode.valueOf(value), Texts.get("blueprint.ownership." + value), null);
    }
}
