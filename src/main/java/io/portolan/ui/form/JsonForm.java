package io.portolan.ui.form;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import io.portolan.ui.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A form whose value is a JSON object, one field per [FieldSpec], in two columns where there is room.
public class JsonForm extends Div {

    private static final long serialVersionUID = 1L;
    /// Choices with more characters need the whole width.
    private static final int LONG = 40;
    private final transient Map<String, FormField<?>> fields = new LinkedHashMap<>();
    private final FormLayout layout = new FormLayout();
    private final Div summary = new Div();

    public JsonForm(List<FieldSpec> specs) {
        this(specs, false);
    }

    /// @param files whether fields for longer texts and for JSON can be filled from files
    public JsonForm(List<FieldSpec> specs, boolean files) {
        addClassName("pt-form");
        summary.addClassName("pt-form-summary");
        summary.getElement().setAttribute("role", "alert");
        summary.setVisible(false);
        layout.setAutoResponsive(true);
        layout.setColumnWidth("18rem");
        layout.setMaxColumns(2);
        layout.setExpandColumns(true);
        layout.setExpandFields(true);
        layout.setAutoRows(true);
        add(summary, layout);
        for (FieldSpec spec : specs) {
            FormField<?> field = FieldFactory.create(spec);
            fields.put(spec.id(), field);
            layout.add(files ? field.withFiles() : field.component(), wide(spec) ? 2 : 1);
        }
    }

    /// The values of the fields that have one, in the order of the fields.
    public ObjectNode value() {
        ObjectNode value = Json.object();
        fields.forEach((id, field) -> {
            JsonNode part = field.component().isVisible() ? field.read() : null;
            if (part != null) {
                value.set(id, part);
            }
        });
        return value;
    }

    /// Like [#value()], with `null` for each empty field: what a merge needs to clear a value.
    public ObjectNode valueWithNulls() {
        ObjectNode value = Json.object();
        fields.keySet().forEach(value::putNull);
        value.setAll(value());
        return value;
    }

    /// Shows a value; fields without a key are emptied, keys without a field are ignored.
    public void setValue(ObjectNode value) {
        clearViolations();
        fields.forEach((id, field) -> field.write(value.get(id)));
    }

    /// Checks presence and limits and shows what is wrong. True when nothing is.
    public boolean validate() {
        List<Violation> found = new ArrayList<>();
        fields.forEach((id, field) -> {
            String reason = field.component().isVisible() ? field.check() : null;
            if (reason != null) {
                found.add(Violation.at("/" + Violation.escape(id), reason));
            }
        });
        violations(found);
        return found.isEmpty();
    }

    /// Puts each violation beside its field, which is the one named by the last step of the pointer that names one
    /// (`/properties/cpu` and `/properties/tags/0` belong to `cpu` and `tags`); the others go to the
    /// summary above the form. The first field concerned gets the focus.
    public void violations(List<Violation> violations) {
        clearViolations();
        UnorderedList list = new UnorderedList();
        @Nullable FormField<?> first = null;
        for (Violation violation : violations) {
            FormField<?> field = owner(violation).orElse(null);
            if (field == null) {
                list.add(new ListItem(violation.sentence()));
            } else {
                field.error(violation.reason());
                list.add(new ListItem(field.spec().title() + ": " + violation.reason()));
                first = first == null ? field : first;
            }
        }
        if (!violations.isEmpty()) {
            summary.add(new H3(Texts.get("ui.form.summary", violations.size())), list);
            summary.setVisible(true);
        }
        if (first != null) {
            first.focus();
        }
    }

    public void clearViolations() {
        summary.removeAll();
        summary.setVisible(false);
        fields.values().forEach(field -> field.error(null));
    }

    /// The field with that id.
    public Optional<FormField<?>> field(String id) {
        return Optional.ofNullable(fields.get(id));
    }

    /// Whether there is a field with that id and it is shown.
    public boolean shows(String id) {
        return field(id).filter(field -> field.component().isVisible()).isPresent();
    }

    /// Puts a heading or a note between the fields, over the whole width.
    ///
    /// @param before id of the field that follows it; null for the end of the form
    public void place(Component part, @Nullable String before) {
        FormField<?> next = before == null ? null : fields.get(before);
        if (next == null) {
            layout.add(part, 2);
        } else {
            layout.addComponentAtIndex(layout.indexOf(next.whole()), part);
            layout.setColspan(part, 2);
        }
    }

    /// Shows or hides a field; a hidden one is neither checked nor part of the value.
    public void setFieldVisible(String id, boolean visible) {
        field(id).ifPresent(field -> field.visible(visible));
    }

    public void setReadOnly(boolean readOnly) {
        fields.values().forEach(field -> field.readOnly(readOnly));
    }

    /// Has texts count as changed while they are typed.
    public void eagerly() {
        fields.values().forEach(FormField::eagerly);
    }

    /// Called after each change that the reader makes.
    public void onChange(Runnable listener) {
        fields.values().forEach(field -> field.onChange(listener));
    }

    private Optional<FormField<?>> owner(Violation violation) {
        String[] steps = violation.pointer().split("/", -1);
        for (int i = steps.length - 1; i > 0; i--) {
            FormField<?> field = fields.get(Violation.unescape(steps[i]));
            if (field != null && field.component().isVisible()) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private static boolean wide(FieldSpec spec) {
        return switch (spec.kind()) {
            case TEXT, MARKDOWN, YAML, JQ, OBJECT, LINK -> true;
            default -> spec.options().stream().anyMatch(option -> option.label().length() > LONG);
        };
    }
}
