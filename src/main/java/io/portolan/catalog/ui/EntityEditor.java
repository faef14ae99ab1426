package io.portolan.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import io.portolan.blueprint.Blueprint;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.ui.JsonEditor;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.JsonForm;
import io.portolan.ui.form.Pickers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The form of an entity beside its JSON; what is changed in one appears in the other. The value is the document
/// `{identifier, title, icon, team, properties, relations}`.
@CssImport("./catalog/catalog.css")
class EntityEditor extends Div {

    private static final long serialVersionUID = 1L;

    /// A form, the section of the document it edits ("" for the document itself), and its value before the reader
    /// touched it: fields that were not touched never write.
    private static final class Part {
        private final String section;
        private final JsonForm form;
        private ObjectNode untouched = Json.object();

        private Part(String section, List<FieldSpec> specs) {
            this.section = section;
            this.form = new JsonForm(specs);
        }

        private ObjectNode in(ObjectNode document) {
            if (section.isEmpty()) {
                return document;
            }
            JsonNode held = document.get(section);
            if (held != null && !held.isNull() && !held.isObject()) {
                throw new PortalException.Invalid("/" + section, "must be object");
            }
            return document.withObject("/" + section);
        }
    }

    private final transient List<Part> parts = new ArrayList<>();
    private final JsonEditor code;
    private final transient Supplier<ObjectNode> schema;
    private final Div side = new Div();
    private transient Function<ObjectNode, List<Violation>> check = document -> List.of();
    private transient ObjectNode document;
    private boolean malformed;
    private boolean showing;

    /// @param mayChange whether `$title`, `properties.<identifier>` and so on may be changed; others are only
    /// shown
    EntityEditor(Blueprint blueprint, ObjectNode start, boolean isNew, Pickers pickers, Predicate<String> mayChange) {
        document = start.deepCopy();
        addClassName("cat-editor");
        Div forms = new Div();
        forms.addClassName("cat-editor-forms");
        part(forms, "", null, limited(EntityForms.head(isNew, pickers), "$", mayChange));
        part(
                forms,
                "properties",
                "catalog.properties",
                limited(EntityForms.properties(blueprint, pickers), "properties.", mayChange));
        part(
                forms,
                "relations",
                "catalog.relations",
                limited(EntityForms.relations(blueprint, pickers), "relations.", mayChange));
        schema = () -> EntitySchema.of(blueprint, isNew, pickers);
        code = new JsonEditor(getTranslation("catalog.json"));
        code.addValueChangeListener(event -> {
            if (!showing) {
                read(event.getValue());
            }
        });
        if (!isNew) {
            code.setSaved(start);
            side.add(code.comparison());
        }
        side.add(code);
        side.addClassName("cat-editor-json");
        side.setVisible(false);
        add(forms, side);
        if (isNew) {
            parts.forEach(this::takeDefaults);
        }
        fill();
    }

    private static List<FieldSpec> limited(List<FieldSpec> specs, String prefix, Predicate<String> mayChange) {
        return specs.stream()
                .map(spec -> mayChange.test(prefix + spec.id()) ? spec : spec.asReadOnly(true))
                .toList();
    }

    ObjectNode document() {
        return document.deepCopy();
    }

    /// What is wrong with a document that was typed as JSON, in the words of the portal; asked after each pause.
    void checkWith(Function<ObjectNode, List<Violation>> problems) {
        check = problems;
    }

    void showJson(boolean show) {
        side.setVisible(show);
        if (show) {
            code.setSchema(schema.get());
        }
        getElement().setAttribute("data-json", show);
        writeCode();
    }

    boolean jsonShown() {
        return side.isVisible();
    }

    /// Checks what the browser side can check and shows it. True when nothing is wrong.
    boolean validate() {
        boolean fine = !malformed;
        for (Part part : parts) {
            fine &= part.form.validate();
        }
        return fine;
    }

    /// Puts each violation beside its field, and marks it in the JSON.
    void violations(List<Violation> violations) {
        mark(violations);
        for (Part part : parts.reversed()) {
            part.form.violations(violations.stream()
                    .filter(violation -> owner(violation) == part)
                    .toList());
        }
    }

    private void mark(List<Violation> violations) {
        if (side.isVisible()) {
            code.mark(violations);
            code.setErrorMessage(violations.stream().map(Violation::sentence).collect(Collectors.joining("; ")));
            code.setInvalid(!violations.isEmpty());
        }
    }

    private Part owner(Violation violation) {
        return parts.stream()
                .filter(part ->
                        !part.section.isEmpty() && (violation.pointer() + "/").startsWith("/" + part.section + "/"))
                .findFirst()
                .orElseGet(parts::getFirst);
    }

    private void part(
            Div holder, String section, @org.jspecify.annotations.Nullable String title, List<FieldSpec> specs) {
        if (specs.isEmpty()) {
            return;
        }
        Part part = new Part(section, specs);
        parts.add(part);
        if (title != null) {
            Component heading = new H3(getTranslation(title));
            heading.addClassName("cat-editor-heading");
            holder.add(heading);
        }
        holder.add(part.form);
        part.form.onChange(() -> {
            if (!showing) {
                collect(part);
                writeCode();
            }
        });
    }

    private void takeDefaults(Part part) {
        ObjectNode target = part.in(document);
        part.form.value().properties().forEach(entry -> {
            if (!target.has(entry.getKey())) {
                target.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private void fill() {
        showing = true;
        for (Part part : parts) {
            part.form.setValue(part.in(document));
            part.untouched = part.form.value();
        }
        showing = false;
    }

    /// Takes over what the reader changed in a form.
    private void collect(Part part) {
        ObjectNode now = part.form.valueWithNulls();
        ObjectNode target = part.in(document);
        now.properties().forEach(entry -> {
            JsonNode before = part.untouched.get(entry.getKey());
            JsonNode after = entry.getValue().isNull() ? null : entry.getValue();
            if (java.util.Objects.equals(before, after)) {
                return;
            }
            if (after == null) {
                target.remove(entry.getKey());
            } else {
                target.set(entry.getKey(), after);
            }
        });
        part.untouched = part.form.value();
    }

    private void writeCode() {
        if (!side.isVisible()) {
            return;
        }
        showing = true;
        code.setValue(Json.pretty(document));
        code.setMarks(List.of());
        code.setInvalid(false);
        malformed = false;
        showing = false;
    }

    private void read(String text) {
        try {
            ObjectNode typed = Json.parseObject(text);
            parts.forEach(part -> part.in(typed));
            document = typed;
            malformed = false;
            fill();
            mark(check.apply(document()));
        } catch (PortalException.Malformed e) {
            malformed = true;
            code.mark(e);
            code.setErrorMessage(e.reason());
            code.setInvalid(true);
        } catch (PortalException.Invalid e) {
            malformed = true;
            code.mark(e.violations());
            code.setErrorMessage(e.reason());
            code.setInvalid(true);
        }
    }
}
