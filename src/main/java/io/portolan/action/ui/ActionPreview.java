package io.portolan.action.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.portolan.action.Action;
import io.portolan.action.FormService;
import io.portolan.action.FormState;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import io.portolan.ui.Texts;
import io.portolan.ui.form.Pickers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What people will see of an action that is being written: what stands behind it, and its form, which works.
class ActionPreview extends Div {

    private static final long serialVersionUID = 1L;

    private final transient FormService forms;
    private final transient Actor actor;
    private @Nullable ActionForm form;

    ActionPreview(FormService forms, Actor actor) {
        this.forms = forms;
        this.actor = actor;
    }

    /// What is filled in.
    ObjectNode values() {
        return form == null ? Json.object() : form.value();
    }

    /// Values that are filled in stay, as far as the form still has them.
    void show(Action action, Pickers pickers) {
        ObjectNode values = values();
        removeAll();
        form = null;
        add(new BackendSummary(action));
        if (action.isAutomation()) {
            add(new Paragraph(getTranslation("action.editor.automation")));
            return;
        }
        ActionForm shown = new ActionForm(action, pickers, rules(action), true);
        if (!values.isEmpty()) {
            ObjectNode all = shown.value();
            all.setAll(values);
            shown.setValue(all);
        }
        form = shown;
        add(shown);
        if (!action.userInputs().steps().isEmpty()) {
            Div buttons = new Div(
                    new Button(Texts.get("action.form.back"), event -> shown.previous()),
                    new Button(Texts.get("action.form.next"), event -> shown.next()));
            buttons.addClassName("act-buttons");
            add(buttons);
        }
    }

    private FormRules rules(Action action) {
        return new FormRules() {
            @Override
            public FormState state(ObjectNode values) {
                return forms.state(action, values, null, actor);
            }

            @Override
            public List<Violation> refusals(int step, ObjectNode values) {
                return forms.refusals(action, step, values, null, actor);
            }
        };
    }
}
