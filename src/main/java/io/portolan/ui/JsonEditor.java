package io.portolan.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A [CodeEditor] for one JSON document: it completes keys and values from a JSON Schema (while typing, and with
/// Ctrl-Space), explains them under the mouse, marks what is wrong at its place (F8 leads to the next) and shows what
/// is different from the stored document (F7 leads to the next).
public class JsonEditor extends CodeEditor {

    private static final long serialVersionUID = 1L;

    private transient @Nullable ObjectNode schema;
    private @Nullable Button comparison;

    public JsonEditor(String label) {
        super(label, Language.JSON);
    }

    /// What completion and explanations come from.
    ///
    /// @param jsonSchema read are `$ref` to `$defs`, `type`, `properties`, `additionalProperties`, `required`,
    /// `items`, `const`, `enum`, `default`, `examples`, `allOf`, `anyOf`, `oneOf`, `if`, `title`, `description`
    public void setSchema(ObjectNode jsonSchema) {
        if (!jsonSchema.equals(schema)) {
            schema = jsonSchema;
            getElement().setPropertyJson("schema", jsonSchema);
        }
    }

    /// What is stored: [#comparison()] shows the difference to it.
    public void setSaved(ObjectNode document) {
        getElement().setProperty("original", Json.pretty(document));
    }

    /// The button that shows and hides, in the text itself, what is different from the stored document.
    public Button comparison() {
        if (comparison == null) {
            Button button = new Button(getTranslation("ui.code.compare"), Icons.of("git-branch"));
            button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            button.addClickListener(event -> compare(button, !comparing()));
            compare(button, false);
            comparison = button;
        }
        return comparison;
    }

    private boolean comparing() {
        return getElement().getProperty("comparing", false);
    }

    private void compare(Button button, boolean on) {
        getElement().setProperty("comparing", on);
        button.getElement().setAttribute("aria-pressed", String.valueOf(on));
        button.getElement().getThemeList().set("primary", on);
    }

    /// Marks each violation at the value that its pointer leads to, or at the nearest one around it.
    public void mark(List<Violation> violations) {
        String text = getValue();
        setMarks(violations.stream()
                .map(violation -> JsonPlaces.mark(text, violation.pointer(), violation.reason()))
                .toList());
    }
}
