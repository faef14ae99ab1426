package io.portolan.page.ui.apis;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.portolan.kernel.Json;
import io.portolan.ui.Texts;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A schema as a table of its fields, with an example.
class SchemaView extends Div {

    private static final long serialVersionUID = 1L;

    /// @param label what it is the schema of
    /// @param holder has `schema`, and perhaps examples of its own
    SchemaView(References references, String label, JsonNode holder) {
        addClassName("pg-api-schema");
        JsonNode schema = holder.path("schema");
        String name = SchemaFields.name(references, schema);
        if (!name.isEmpty()) {
            Span shown = new Span(name);
            shown.addClassName("pt-mono");
            add(shown);
        }
        ApiParts.markdown(this, references.resolve(schema).path("description").asString(""));
        List<SchemaField> fields = SchemaFields.of(references, schema);
        add(ApiParts.table(
                label,
                List.of("name", "type", "required", "description"),
                fields.stream()
                        .map(field -> List.of(
                                field.path().isEmpty() ? Texts.get("page.api.whole") : field.path(),
                                field.type(),
                                required(field.required()),
                                words(field)))
                        .toList()));
        if (fields.size() >= SchemaFields.MOST) {
            add(new Span(Texts.get("page.api.fields.cut", SchemaFields.MOST)));
        }
        Details example = ApiParts.lazy(
                new Span(Texts.get("page.api.example")),
                details -> details.add(ApiParts.source(
                        Texts.get("page.api.example.of", label), text(SchemaExample.ofContent(references, holder)))));
        add(example);
    }

    static String required(boolean required) {
        return required ? Texts.get("page.api.required.yes") : "";
    }

    /// A value as it stands in a body.
    static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : Json.pretty(value);
    }

    static String words(SchemaField field) {
        List<String> words = new ArrayList<>();
        if (!field.description().isBlank()) {
            words.add(field.description());
        }
        if (!field.values().isEmpty()) {
            words.add(Texts.get("page.api.values", String.join(", ", field.values())));
        }
        switch (field.note()) {
            case LOOP -> words.add(Texts.get("page.api.note.loop"));
            case DEEPER -> words.add(Texts.get("page.api.note.deeper"));
            case ELSEWHERE -> words.add(Texts.get("page.api.note.elsewhere"));
            case NONE -> {}
        }
        return String.join(" · ", words);
    }
}
