package io.portolan.action.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.portolan.action.Action;
import io.portolan.action.ActionRun;
import io.portolan.action.DraftService;
import io.portolan.action.DryRun;
import io.portolan.action.ExecuteCommand;
import io.portolan.action.FormService;
import io.portolan.action.FormState;
import io.portolan.action.RunService;
import io.portolan.catalog.ui.EntityPickers;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.ui.Icons;
import io.portolan.ui.Notices;
import io.portolan.ui.form.EntityScope;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.JsonForm;
import io.portolan.ui.form.Pickers;
import io.portolan.ui.form.Zones;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The form of an action. Starting it leads to the page of its run.
@CssImport("./action/action.css")
public class ExecuteDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    static final String ENTITY = "entity";

    private final transient Action action;
    private final transient RunService runs;
    private final transient Actor actor;
    private final transient List<String> entities;
    private final transient DryRun dryRun;
    private final transient LiveRuns live;
    private final FormDraft draft;
    private final FormJson json;
    private final Checkbox later = new Checkbox();
    private final DateTimePicker moment = new DateTimePicker();
    private final transient @Nullable JsonForm subject;
    private final ActionForm form;
    private final Button back = new Button();
    private final Button review = new Button();
    private final Button run = new Button();

    /// @param entities identifiers of the entities to work on, a run for each; empty to have one picked
    /// @param prefill what to fill in; null for what was kept of the reader's last visit
    ExecuteDialog(
            Action action,
            List<String> entities,
            RunService runs,
            FormService forms,
            DryRun dryRun,
            DraftService drafts,
            EntityPickers pickers,
            LiveRuns live,
            Actor actor,
            @Nullable Prefill prefill) {
        this.action = action;
        this.runs = runs;
        this.actor = actor;
        this.entities = List.copyOf(entities);
        this.dryRun = dryRun;
        this.live = live;
        Pickers choices = pickers.of(actor);
        setHeaderTitle(action.title());
        setWidth("min(46rem, 96vw)");
        Div body = new Div();
        String description = action.description();
        if (description != null) {
            Paragraph text = new Paragraph(description);
            text.addClassName("pt-muted");
            body.add(text);
        }
        String blueprint = action.blueprint();
        if (action.needsEntity() && entities.isEmpty() && blueprint != null) {
            subject = new JsonForm(
                    List.of(FieldSpec.of(ENTITY, getTranslation("action.form.entity", blueprint), FieldSpec.Kind.ENTITY)
                            .asRequired(true)
                            .withPicker(choices.entities().apply(fitting(blueprint)))));
            body.add(subject);
        } else {
            subject = null;
            if (!entities.isEmpty() && action.needsEntity()) {
                body.add(new Paragraph(getTranslation("action.form.on", String.join(", ", entities))));
            }
        }
        form = new ActionForm(action, choices, rules(forms), actor.isAdmin());
        if (form.isEmpty() && subject == null) {
            body.add(new Paragraph(getTranslation("action.form.noInputs")));
        }
        draft = new FormDraft(action, drafts, actor, form, subject, opened());
        json = new FormJson(action, form, this::entity);
        body.add(draft, form, json, when());
        add(body);
        if (!form.isEmpty() && action.userInputs().steps().isEmpty()) {
            Button text = new Button(getTranslation("action.form.json"), Icons.of("code"), event -> json.toggle());
            text.addThemeVariants(ButtonVariant.TERTIARY);
            getHeader().add(text);
        }
        buttons();
        begin(prefill);
    }

    /// Only what the condition of the action lets through.
    private EntityScope fitting(String blueprint) {
        ObjectNode condition = action.trigger().get("condition") instanceof ObjectNode given ? given : null;
        return new EntityScope(blueprint, condition, null);
    }

    private FormRules rules(FormService forms) {
        return new FormRules() {
            @Override
            public FormState state(ObjectNode values) {
                return forms.state(action, values, entity(), actor);
            }

            @Override
            public List<Violation> refusals(int step, ObjectNode values) {
                return forms.refusals(action, step, values, entity(), actor);
            }
        };
    }

    /// What was filled in before, and whatever is filled in from now on; nothing is kept for several entities at once.
    private void begin(@Nullable Prefill prefill) {
        if (prefill != null) {
            draft.show(prefill);
        } else if (entities.size() <= 1) {
            draft.restore();
        }
        form.onChange(this::changed);
        if (subject != null) {
            subject.onChange(() -> {
                form.refresh();
                changed();
            });
        }
        label();
    }

    private void changed() {
        // a step may have come or gone
        label();
        json.refresh();
        if (entities.size() <= 1) {
            draft.keep();
        }
    }

    /// What the form was opened for.
    private @Nullable String opened() {
        return entities.size() == 1 ? entities.getFirst() : null;
    }

    /// At once, unless a moment is chosen.
    private Div when() {
        later.setLabel(getTranslation("action.form.later"));
        moment.setLabel(getTranslation("action.form.moment"));
        moment.setStep(Duration.ofMinutes(15));
        moment.setVisible(false);
        later.addValueChangeListener(event -> {
            moment.setVisible(event.getValue());
            label();
        });
        Div when = new Div(later, moment);
        when.addClassName("pt-row");
        return when;
    }

    private @Nullable Instant startAt() {
        LocalDateTime chosen = later.getValue() ? moment.getValue() : null;
        return chosen == null ? null : chosen.atZone(Zones.reader()).toInstant();
    }

    /// The last look before it is sent; for several entities, with the first of them.
    private void review() {
        try {
            ObjectNode answer = dryRun.of(new ExecuteCommand(action.identifier(), form.value(), entity()), actor);
            new DryRunDialog(action, answer, verb(), this::start).open();
        } catch (PortalException e) {
            Notices.failure(e);
        }
    }

    private void buttons() {
        Button cancel = new Button(getTranslation("ui.cancel"), event -> close());
        back.setText(getTranslation("action.form.back"));
        back.addClickListener(event -> {
            form.previous();
            label();
        });
        run.addThemeVariants(ButtonVariant.PRIMARY);
        if (action.deletes()) {
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
        review.setText(getTranslation("action.form.review"));
        review.addClickListener(event -> review());
        getFooter().add(cancel, back, review, run);
        label();
    }

    private void label() {
        back.setVisible(form.hasPrevious());
        review.setVisible(!form.hasNext());
        run.setText(form.hasNext() ? getTranslation("action.form.next") : verb());
    }

    private String verb() {
        String text = Json.text(action.trigger(), "executeActionButtonText");
        return text == null ? getTranslation("action.form.run") : text;
    }

    private void advance() {
        if (form.hasNext()) {
            form.next();
            return;
        }
        start();
    }

    private void start() {
        boolean subjectGiven = subject == null || subject.validate();
        if (!json.isTaken()) {
            return;
        }
        if (!form.validate()) {
            json.close();
            return;
        }
        if (!subjectGiven) {
            return;
        }
        if (later.getValue() && moment.getValue() == null) {
            moment.setInvalid(true);
            moment.setErrorMessage(getTranslation("action.form.moment.missing"));
            return;
        }
        if (entities.size() > 1) {
            onMany();
            return;
        }
        try {
            ActionRun started =
                    runs.execute(new ExecuteCommand(action.identifier(), form.value(), entity(), startAt()), actor);
            draft.discard();
            close();
            Notices.success(getTranslation("action.form.started", action.title()));
            UI.getCurrent().navigate(ActionPages.run(started.id()));
        } catch (PortalException.Invalid e) {
            refused(e);
        } catch (PortalException e) {
            Notices.failure(e);
        }
    }

    private void refused(PortalException.Invalid e) {
        json.close();
        form.violations(e.violations());
    }

    /// A run for each, and one summary.
    private void onMany() {
        Map<String, ActionRun> started = new LinkedHashMap<>();
        Map<String, String> refused = new LinkedHashMap<>();
        for (String each : entities) {
            try {
                started.put(
                        each,
                        runs.execute(new ExecuteCommand(action.identifier(), form.value(), each, startAt()), actor));
            } catch (PortalException.Invalid e) {
                if (started.isEmpty()
                        && refused.isEmpty()
                        && e.violations().stream().anyMatch(v -> v.pointer().startsWith("/properties"))) {
                    refused(e);
                    return;
                }
                refused.put(each, e.reason());
            } catch (PortalException e) {
                refused.put(each, e.reason());
            }
        }
        close();
        new BulkSummary(action, started, refused, runs, live, actor).open();
    }

    private @Nullable String entity() {
        return subject == null ? entities.isEmpty() ? null : entities.getFirst() : Json.text(subject.value(), ENTITY);
    }
}
