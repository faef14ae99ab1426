package io.portolan.blueprint.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import io.portolan.blueprint.ui.BlueprintDraft.Section;
import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import io.portolan.ui.Texts;
import io.portolan.ui.form.IdentifierProposal;
import io.portolan.ui.form.JsonForm;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Asks for one relation or computed property of a draft.
class DefinitionDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    private final transient BlueprintDraft draft;
    private final Section section;
    private final transient @Nullable String key;
    private final transient ObjectNode before;
    private final transient Runnable changed;
    private final JsonForm form;

    /// @param key identifier of what is to change; null for something new
    /// @param choices what the definition can refer to
    DefinitionDialog(
            BlueprintDraft draft, Section section, @Nullable String key, ModelChoices choices, Runnable changed) {
        this.draft = draft;
        this.section = section;
        this.key = key;
        this.changed = changed;
        this.before = key == null ? Json.object() : draft.definition(section, key);
        setHeaderTitle(getTranslation((key == null ? "blueprint.add." : "blueprint.edit.") + section.name()));
        setWidth("min(40rem, 96vw)");
        setCloseOnOutsideClick(false);
        form = new JsonForm(BlueprintForms.of(section, choices));
        if (key != null) {
            form.setValue(BlueprintForms.toForm(section, key, before));
        } else {
            IdentifierProposal.in(form);
        }
        if (section == Section.AGGREGATIONS) {
            BlueprintForms.link(form, choices);
        }
        Button apply = new Button(getTranslation("blueprint.apply"), event -> apply());
        apply.addThemeVariants(ButtonVariant.PRIMARY);
        add(form);
        getFooter().add(new Button(Texts.get("ui.cancel"), event -> close()), apply);
    }

    /// Puts something below the form that goes along with it.
    DefinitionDialog with(Function<JsonForm, Component> companion) {
        setWidth("min(52rem, 96vw)");
        add(companion.apply(form));
        return this;
    }

    private void apply() {
        if (!form.validate()) {
            return;
        }
        String identifier = form.value().get("identifier").stringValue();
        if (!identifier.equals(key) && draft.keys(section).contains(identifier)) {
            form.violations(List.of(Violation.at("/identifier", getTranslation("blueprint.identifier.taken"))));
            return;
        }
        draft.put(section, key, identifier, BlueprintForms.fromForm(section, form.valueWithNulls(), before));
        close();
        changed.run();
    }
}
