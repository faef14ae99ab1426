package io.portolan.blueprint.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import io.portolan.ui.MainLayout;
import io.portolan.ui.Notices;
import io.portolan.ui.Texts;
import io.portolan.ui.form.FieldSpec;
import io.portolan.ui.form.FieldSpec.Kind;
import io.portolan.ui.form.FieldSpec.Limits;
import io.portolan.ui.form.FieldSpecs;
import io.portolan.ui.form.IdentifierProposal;
import io.portolan.ui.form.JsonForm;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Asks for the name of a new kind and opens it in the builder.
class NewBlueprintDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    NewBlueprintDialog(BlueprintService blueprints, Actor actor) {
        setHeaderTitle(getTranslation("blueprint.new"));
        setWidth("min(36rem, 96vw)");
        setCloseOnOutsideClick(false);
        JsonForm form = new JsonForm(List.of(
                FieldSpec.of("title", getTranslation("blueprint.title"), Kind.STRING)
                        .asRequired(true)
                        .withLimits(new Limits(null, 100.0, null, null, null)),
                FieldSpec.of("identifier", getTranslation("blueprint.identifier"), Kind.STRING)
                        .asRequired(true)
                        .withDescription(getTranslation("blueprint.identifier.text")),
                FieldSpec.of("icon", getTranslation("blueprint.icon"), Kind.STRING)
                        .withOptions(FieldSpecs.icons()),
                FieldSpec.of("description", getTranslation("blueprint.description"), Kind.TEXT)));
        IdentifierProposal.in(form);
        Button create = new Button(getTranslation("blueprint.create"), event -> {
            if (!form.validate()) {
                return;
            }
            try {
                ObjectNode definition = form.value();
                definition.putObject("schema").putObject("properties");
                Blueprint made = blueprints.create(definition, actor);
                close();
                MainLayout.refreshNavigation(UI.getCurrent());
                UI.getCurrent().navigate(BuilderPaths.of(made.identifier()));
            } catch (PortalException.Invalid e) {
                form.violations(e.violations());
            } catch (RuntimeException e) {
                Notices.failure(e);
            }
        });
        create.addThemeVariants(ButtonVariant.PRIMARY);
        add(form);
        getFooter().add(new Button(Texts.get("ui.cancel"), event -> close()), create);
    }
}
