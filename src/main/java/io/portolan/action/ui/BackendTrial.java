package io.portolan.action.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import io.portolan.action.ActionRun;
import io.portolan.action.DryRun;
import io.portolan.action.ExecuteCommand;
import io.portolan.action.RunFilter;
import io.portolan.action.RunService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.ui.form.EntityScope;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.JsonForm;
import io.portolan.ui.form.Pickers;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// Tries the edited definition: on the inputs of one of the last runs, or on what stands in the preview of the form.
/// Shows what would be sent; nothing is.
class BackendTrial extends Section {

    private static final long serialVersionUID = 1L;
    private static final int RUNS = 20;

    /// @param made what stands in the preview of the form
    BackendTrial(
            ActionDraft draft,
            String identifier,
            DryRun dryRun,
            RunService runs,
            Pickers pickers,
            Actor actor,
            Supplier<ObjectNode> made) {
        addClassName("act-trial");
        setAriaLabel(getTranslation("action.trial.title"));
        List<ActionRun> last = identifier.isEmpty()
                ? List.of()
                : runs.list(RunFilter.ofAction(identifier), actor, null, RUNS).items();
        Select<ActionRun> run = new Select<>();
        run.setLabel(getTranslation("action.trial.on"));
        run.setItems(last);
        run.setItemLabelGenerator(each -> each == null ? getTranslation("action.trial.made") : label(each));
        run.setEmptySelectionAllowed(!draft.isAutomation());
        run.setEmptySelectionCaption(getTranslation("action.trial.made"));
        if (!last.isEmpty()) {
            run.setValue(last.getFirst());
        }
        String kind = draft.blueprint();
        JsonForm entity = new JsonForm(
                kind == null
                        ? List.of()
                        : List.of(FieldSpec.of("entity", getTranslation("action.run.entity"), Kind.ENTITY)
                                .withPicker(pickers.entities().apply(EntityScope.of(kind)))));
        boolean asks = kind != null && !"CREATE".equals(Json.text(draft.trigger(), "operation"));
        entity.setVisible(asks && run.getValue() == null);
        run.addValueChangeListener(event -> entity.setVisible(asks && event.getValue() == null));
        Div answer = new Div();
        answer.getElement().setAttribute("aria-live", "polite");
        Button show = new Button(getTranslation("action.trial.show"), event -> {
            answer.removeAll();
            try {
                ActionRun chosen = run.getValue();
                ExecuteCommand command =
                        new ExecuteCommand(identifier, made.get(), Json.text(entity.value(), "entity"));
                answer.add(new DryRunAnswer(
                        dryRun.ofDraft(draft.document(), chosen == null ? null : chosen.id(), command, actor)));
            } catch (PortalException e) {
                Paragraph problem = new Paragraph(e.reason());
                problem.addClassName("act-problem");
                answer.add(problem);
            }
        });
        Div row = new Div(run, entity, show);
        row.addClassName("act-filters");
        Paragraph text = new Paragraph(getTranslation("action.trial.text"));
        text.addClassName("pt-muted");
        add(new H2(getTranslation("action.trial.title")), text, row, answer);
    }

    private static String label(ActionRun run) {
        String moment = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(io.portolan.ui.Texts.locale())
                .withZone(ZoneId.of("UTC"))
                .format(run.createdAt());
        return moment + " UTC, " + run.startedBy();
    }
}
