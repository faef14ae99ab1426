package io.portolan.action.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.portolan.action.Action;
import io.portolan.action.ActionRun;
import io.portolan.action.ExecuteCommand;
import io.portolan.action.Operation;
import io.portolan.action.RunService;
import io.portolan.catalog.ui.EntityPickers;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.ui.Notices;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.JsonForm;
import io.portolan.ui.form.Pickers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The form of an action. Starting it leads to the page of its run.
@CssImport("./action/action.css")
public class ExecuteDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final String ENTITY = "entity";

    private final transient Action action;
    private final transient RunService runs;
    private final transient Actor actor;
    private final transient @Nullable String entity;
    private final transient @Nullable JsonForm subject;
    private final ActionForm form;
    private final Button back = new Button();
    private final Button run = new Button();

    ExecuteDialog(Action action, @Nullable String entity, RunService runs, EntityPickers pickers, Actor actor) {
        this.action = action;
        this.entity = entity;
        this.runs = runs;
        this.actor = actor;
        Pickers choices = pickers.of(actor);
        setHeaderTitle(action.title());
        addClassName("act-dialog");
        setWidth("min(46rem, 96vw)");
        Div body = new Div();
        String description = action.description();
        if (description != null) {
            Paragraph text = new Paragraph(description);
            text.addClassName("act-muted");
            body.add(text);
        }
        String blueprint = action.blueprint();
        if (action.needsEntity() && entity == null && blueprint != null) {
            subject = new JsonForm(
                    List.of(FieldSpec.of(ENTITY, getTranslation("action.form.entity", blueprint), FieldSpec.Kind.ENTITY)
                            .asRequired(true)
                            .withPicker(choices.entities().apply(blueprint))));
            body.add(subject);
        } else {
            subject = null;
            if (entity != null && action.needsEntity()) {
                body.add(new Paragraph(getTranslation("action.form.on", entity)));
            }
        }
        form = new ActionForm(action, choices, values -> runs.formState(action, values, entity(), actor));
        if (form.isEmpty() && subject == null) {
            body.add(new Paragraph(getTranslation("action.form.noInputs")));
        }
        body.add(form);
        add(body);
        buttons();
    }

    private void buttons() {
        Button cancel = new Button(getTranslation("ui.cancel"), event -> close());
        back.setText(getTranslation("action.form.back"));
        back.addClickListener(event -> {
            form.previous();
            label();
        });
        run.addThemeVariants(ButtonVariant.PRIMARY);
        if (action.operation()
                .filter(operation -> operation == Operation.DELETE)
                .isPresent()) {
            run.addThemeVariants(ButtonVariant.ERROR);
        }
        run.setDisableOnClick(true);
        run.addClickListener(event -> {
            try {
                advance();
            } finally {
                run.setEnabled(true);
                label();
            }
        });
        getFooter().add(cancel, back, run);
        label();
    }

    private void label() {
        back.setVisible(form.hasPrevious());
        String text = Json.text(action.trigger(), "executeActionButtonText");
        run.setText(
                form.hasNext()
                        ? getTranslation("action.form.next")
                        : text == null ? getTranslation("action.form.run") : text);
    }

    private void advance() {
        if (form.hasNext()) {
            form.next();
            return;
        }
        boolean subjectGiven = subject == null || subject.validate();
        if (!form.validate() || !subjectGiven) {
            return;
        }
        try {
            ActionRun started = runs.execute(new ExecuteCommand(action.identifier(), form.value(), entity()), actor);
            close();
            Notices.success(getTranslation("action.form.started", action.title()));
            getUI().or(() -> java.util.Optional.ofNullable(com.vaadin.flow.component.UI.getCurrent()))
                    .ifPresent(ui -> ui.navigate(ActionPages.run(started.id())));
        } catch (PortalException.Invalid e) {
            form.violations(e.violations());
        } catch (PortalException e) {
            Notices.failure(e);
        }
    }

    private @Nullable String entity() {
        return subject == null ? entity : Json.text(subject.value(), ENTITY);
    }
}
