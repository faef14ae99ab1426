package io.portolan.blueprint.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import io.portolan.kernel.Json;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.FieldSpecs;
import io.portolan.ui.form.JsonForm;
import io.portolan.ui.form.Pickers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The form that entities of this kind will have, as it stands in the draft.
class PreviewTab extends Div {

    private static final long serialVersionUID = 1L;

    PreviewTab() {
        addClassName("bp-preview");
    }

    void show(ObjectNode document) {
        removeAll();
        Paragraph text = new Paragraph(getTranslation("blueprint.preview.text"));
        text.addClassName("pt-muted");
        add(text);
        try {
            ObjectNode schema = document.get("schema") instanceof ObjectNode object ? object : Json.object();
            List<FieldSpec> fields = new ArrayList<>(FieldSpecs.schema(schema, Pickers.none()));
            add(new H3(getTranslation("blueprint.properties")));
            add(new JsonForm(fields));
            List<FieldSpec> relations = new ArrayList<>();
            document.path("relations").forEachEntry((id, relation) -> {
                String title = Json.text(relation, "title");
                relations.add(FieldSpec.of(id, title == null ? id : title, Kind.ENTITY)
                        .asMany(relation.path("many").asBoolean(false))
                        .asRequired(relation.path("required").asBoolean(false)));
            });
            if (!relations.isEmpty()) {
                add(new H3(getTranslation("blueprint.relations")), new JsonForm(relations));
            }
        } catch (RuntimeException e) {
            add(new Paragraph(getTranslation("blueprint.preview.impossible")));
        }
    }
}
