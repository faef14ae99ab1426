package io.portolan.action.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import io.portolan.action.ActionRun;
import io.portolan.action.ApprovalService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import io.portolan.ui.Notices;

/// Approve and decline, for a run that the viewer can decide on. Declining asks for a reason, which may stay empty.
@CssImport("./action/action.css")
public class DecisionButtons extends Div {

    private static final long serialVersionUID = 1L;

    private final transient ActionRun run;
    private final transient ApprovalService approvals;
    private final transient Actor viewer;
    private final transient Runnable done;

    /// @param small among others in a list
    /// @param done called once it is decided
    DecisionButtons(ActionRun run, ApprovalService approvals, Actor viewer, boolean small, Runnable done) {
        this.run = run;
        this.approvals = approvals;
        this.viewer = viewer;
        this.done = done;
        addClassName("act-buttons");
        Button approve = new Button(getTranslation("action.run.approve"), event -> decide(true, null));
        Button decline = new Button(getTranslation("action.run.decline"), event -> ask());
        approve.setDisableOnClick(true);
        approve.setAriaLabel(getTranslation("action.run.approve.of", run.actionTitle(), run.startedBy()));
        decline.setAriaLabel(getTranslation("action.run.decline.of", run.actionTitle(), run.startedBy()));
        approve.addThemeVariants(ButtonVariant.PRIMARY);
        decline.addThemeVariants(ButtonVariant.ERROR);
        if (small) {
            approve.addThemeVariants(ButtonVariant.SMALL);
            decline.addThemeVariants(ButtonVariant.SMALL);
        }
        add(approve, decline);
    }

    private void ask() {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(getTranslation("action.run.decline.title", run.actionTitle()));
        dialog.setWidth("min(30rem, 96vw)");
        TextArea reason = new TextArea(getTranslation("action.run.decline.reason"));
        reason.setMaxLength(ApprovalService.LONGEST_REASON);
        reason.setWidthFull();
        reason.focus();
        Button decline = new Button(getTranslation("action.run.decline"), event -> {
            dialog.close();
            decide(false, reason.getValue());
        });
        decline.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        dialog.add(reason);
        dialog.getFooter().add(new Button(getTranslation("ui.cancel"), event -> dialog.close()), decline);
        dialog.open();
    }

    private void decide(boolean approve, @org.jspecify.annotations.Nullable String reason) {
        try {
            approvals.decide(run.id(), approve, reason, viewer);
            Notices.success(
                    getTranslation(approve ? "action.run.approve.done" : "action.run.decline.done", run.actionTitle()));
        } catch (PortalException e) {
            Notices.failure(e);
        }
        done.run();
    }
}
