package io.portolan.action.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.portolan.action.Action;
import io.portolan.action.Draft;
import io.portolan.action.DraftService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.ui.RelativeTime;
import io.portolan.ui.form.JsonForm;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Says what a form has been filled in with before the reader came to it, what was kept of an earlier visit or what a
/// link or an earlier run brought, and keeps whatever is filled in from now on.
class FormDraft extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Action action;
    private final transient DraftService drafts;
    private final transient Actor actor;
    private final ActionForm form;
    private final @Nullable JsonForm subject;
    private final @Nullable String opened;
    private final transient ObjectNode untouched;

    /// @param subject where the entity is picked; null where it is given
    /// @param opened identifier of the entity that the form was opened for; null for none
    FormDraft(
            Action action,
            DraftService drafts,
            Actor actor,
            ActionForm form,
            @Nullable JsonForm subject,
            @Nullable String opened) {
        this.action = action;
        this.drafts = drafts;
        this.actor = actor;
        this.form = form;
        this.subject = subject;
        this.opened = opened;
        this.untouched = form.value();
        addClassName("act-restored");
        getElement().setAttribute("role", "status");
        setVisible(false);
    }

    /// Fills in what was kept, if anything.
    void restore() {
        drafts.find(action, opened, actor).ifPresent(this::show);
    }

    /// Fills in what came from elsewhere; inputs that it says nothing of keep their defaults.
    void show(Prefill prefill) {
        ObjectNode values = untouched.deepCopy();
        values.setAll(prefill.values());
        form.setValue(values);
        add(new Span(prefill.note()), emptied());
        setVisible(true);
    }

    private void show(Draft draft) {
        form.setValue(draft.properties());
        if (subject != null && draft.entity() != null) {
            subject.setValue(Json.object().put(ExecuteDialog.ENTITY, draft.entity()));
        }
        add(new Span(getTranslation("action.draft.restored")), new RelativeTime(draft.savedAt()), emptied());
        setVisible(true);
    }

    private Button emptied() {
        Button discard = new Button(getTranslation("action.draft.discard"), event -> {
            setVisible(false);
            form.setValue(untouched);
            if (subject != null) {
                subject.setValue(Json.object());
            }
            form.changed();
            discard();
        });
        discard.addThemeVariants(ButtonVariant.TERTIARY);
        return discard;
    }

    void keep() {
        ObjectNode values = form.value();
        String entity = subject == null ? null : Json.text(subject.value(), ExecuteDialog.ENTITY);
        if (values.equals(untouched) && entity == null) {
            discard();
        } else {
            drafts.save(action, opened, values, entity, actor);
        }
    }

    void discard() {
        drafts.discard(action, opened, actor);
    }
}
