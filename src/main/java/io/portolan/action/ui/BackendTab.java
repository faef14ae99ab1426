package io.portolan.action.ui;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import io.portolan.ui.form.Pickers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What stands behind an action: one call, or its steps with the call of the one that is chosen.
class BackendTab extends Div {

    private static final long serialVersionUID = 1L;

    private final transient ActionDraft draft;
    private final transient TemplatePaths paths;
    private final Div call = new Div();

    BackendTab(ActionDraft draft, TemplatePaths paths, Pickers pickers) {
        this.draft = draft;
        this.paths = paths;
        addClassName("act-tab");
        call.addClassName("act-call");
        StepList steps = new StepList(draft, paths, pickers, this::show);
        add(steps, call);
        steps.refresh();
    }

    /// @param step the step that is chosen; null for an action with one call
    private void show(@Nullable ObjectNode step) {
        call.removeAll();
        draft.closed();
        if (step == null) {
            call.add(hint("action.backend.hint"), editor(draft.document(), DraftSteps.Kind.CALL.key(), false));
            return;
        }
        call.add(new H2(DraftSteps.title(step)));
        DraftSteps.Kind kind = DraftSteps.Kind.of(step);
        if (kind != DraftSteps.Kind.CALL) {
            call.add(hint("action.step." + kind + ".text"));
            return;
        }
        Details back = new Details(getTranslation("action.step.back"), editor(step, CallEditor.COMPENSATION, true));
        back.setOpened(step.has(CallEditor.COMPENSATION));
        back.setWidthFull();
        call.add(hint("action.backend.hint"), editor(step, kind.key(), true), back);
    }

    private CallEditor editor(ObjectNode holder, String key, boolean waits) {
        return new CallEditor(draft, paths, holder, key, waits);
    }

    private Paragraph hint(String key) {
        Paragraph hint = new Paragraph(getTranslation(key));
        hint.addClassName("pt-muted");
        return hint;
    }
}
