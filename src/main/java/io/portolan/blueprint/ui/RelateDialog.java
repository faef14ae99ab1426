package io.portolan.blueprint.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintGuard.Objection;
import io.portolan.blueprint.BlueprintService;
import io.portolan.blueprint.ui.BlueprintDraft.Section;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.ui.Notices;
import io.portolan.ui.Texts;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.IdentifierProposal;
import io.portolan.ui.form.JsonForm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Asks for a relation between two kinds and stores it the way the editor of a kind does, with its impact said first.
class RelateDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final String SOURCE = "source";
    private static final String TARGET = "target";

    private final transient BlueprintService blueprints;
    private final transient BlueprintSaving saving;
    private final transient List<Blueprint> model;
    private final transient Runnable stored;
    private final JsonForm form;

    /// @param source identifier of the kind that gets the relation; null to have it chosen
    /// @param target identifier of the kind that it points at; null to have it chosen
    /// @param stored called once the relation is part of the model
    RelateDialog(
            BlueprintService blueprints,
            BlueprintSaving saving,
            @Nullable String source,
            @Nullable String target,
            Runnable stored) {
        this.blueprints = blueprints;
        this.saving = saving;
        this.model = blueprints.all();
        this.stored = stored;
        setHeaderTitle(getTranslation("blueprint.add.RELATIONS"));
        setWidth("min(40rem, 96vw)");
        setCloseOnOutsideClick(false);
        ModelChoices choices = new ModelChoices(model, Json::object);
        List<FieldSpec> fields = new ArrayList<>();
        fields.add(FieldSpec.of(SOURCE, getTranslation("blueprint.relate.source"), Kind.STRING)
                .withOptions(choices.kinds())
                .asRequired(true));
        fields.addAll(BlueprintForms.of(Section.RELATIONS, choices));
        form = new JsonForm(fields);
        IdentifierProposal.in(form);
        form.onChange(this::proposeTitle);
        choose(SOURCE, source);
        choose(TARGET, target);
        Button save = new Button(getTranslation("ui.save"), event -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        add(form);
        getFooter().add(new Button(Texts.get("ui.cancel"), event -> close()), save);
    }

    private void choose(String field, @Nullable String kind) {
        if (kind != null) {
            form.field(field).ifPresent(control -> control.write(StringNode.valueOf(kind)));
        }
    }

    /// A relation is mostly called like the kind that it points at.
    private void proposeTitle() {
        String target = Json.text(form.value(), TARGET);
        if (target != null && !form.value().has("title")) {
            model.stream()
                    .filter(kind -> kind.identifier().equals(target))
                    .findFirst()
                    .ifPresent(kind ->
                            form.field("title").ifPresent(field -> field.write(StringNode.valueOf(kind.title()))));
        }
    }

    private void save() {
        if (!form.validate()) {
            return;
        }
        ObjectNode value = form.valueWithNulls();
        String source = value.remove(SOURCE).stringValue();
        String identifier = value.get("identifier").stringValue();
        try {
            Blueprint before = blueprints.require(source);
            BlueprintDraft draft = new BlueprintDraft(before.definition());
            if (draft.keys(Section.RELATIONS).contains(identifier)) {
                form.violations(List.of(Violation.at("/identifier", getTranslation("blueprint.identifier.taken"))));
                return;
            }
            draft.put(
                    Section.RELATIONS,
                    null,
                    identifier,
                    BlueprintForms.fromForm(Section.RELATIONS, value, Json.object()));
            saving.save(before, draft.document(), new Answers());
        } catch (PortalException e) {
            Notices.failure(e);
        }
    }

    private final class Answers implements BlueprintSaving.Answer {
        @Override
        public void refused(List<Objection> objections) {
            form.violations(objections.stream()
                    .map(objection -> Violation.at(objection.pointer(), objection.reason()))
                    .toList());
            Notices.error(BlueprintSaving.refusal(objections));
        }

        @Override
        public void invalid(PortalException.Invalid failure) {
            form.violations(failure.violations());
        }

        @Override
        public void stored(Blueprint saved) {
            close();
            Notices.success(getTranslation("blueprint.saved.notice", saved.title()));
            stored.run();
        }
    }
}
