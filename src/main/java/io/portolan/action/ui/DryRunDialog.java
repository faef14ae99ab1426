package io.portolan.action.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import io.portolan.action.Action;
import io.portolan.kernel.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// What a run would be: who may, who approves, which inputs are wrong, and exactly what would be sent, secrets masked.
/// From here it can be started, unless something stands against it.
class DryRunDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    /// @param confirm the text of the button that starts the run
    DryRunDialog(Action action, ObjectNode answer, String confirm, Runnable onConfirm) {
        setHeaderTitle(getTranslation("action.dryRun.title", action.title()));
        setWidth("min(52rem, 96vw)");
        DescriptionList facts = new DescriptionList();
        facts.addClassName("pt-facts");
        boolean allowed = answer.path("permission").path("allowed").asBoolean(false);
        fact(
                facts,
                "action.dryRun.permission",
                getTranslation(allowed ? "action.dryRun.allowed" : "action.dryRun.forbidden") + ": "
                        + answer.path("permission").path("reason").asString(""));
        List<String> approvers = Json.texts(answer.path("approval").path("approvers"));
        fact(
                facts,
                "action.dryRun.approval",
                answer.path("approval").path("required").asBoolean(false)
                        ? getTranslation("action.dryRun.approvers", String.join(", ", approvers))
                        : getTranslation("action.dryRun.noApproval"));
        add(facts);
        RunInputs inputs = new RunInputs(action.userInputs(), answer.path("properties"));
        inputs.addClassName("pt-facts");
        if (!inputs.isEmpty()) {
            add(new H3(getTranslation("action.run.inputs")), inputs);
        }
        add(new DryRunAnswer(answer));
        String error = Json.text(answer, "error");
        getFooter().add(new Button(getTranslation("action.form.back"), event -> close()));
        if (allowed && answer.path("violations").isEmpty() && error == null) {
            Button run = new Button(confirm, event -> {
                close();
                onConfirm.run();
            });
            run.setDisableOnClick(true);
            run.addThemeVariants(ButtonVariant.PRIMARY);
            if (action.deletes()) {
                run.addThemeVariants(ButtonVariant.ERROR);
            }
            getFooter().add(run);
        }
    }

    private void fact(DescriptionList list, String key, String text) {
        list.add(new DescriptionList.Term(getTranslation(key)), new DescriptionList.Description(new Span(text)));
    }
}
