package io.portolan.action.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import io.portolan.action.Action;
import io.portolan.action.ActionVersion;
import io.portolan.action.ActionVersions;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.ui.DifferenceList;
import io.portolan.ui.Notices;
import io.portolan.ui.Texts;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// What a version changed, or what going back to it would change; and the way back.
class VersionDialog extends Dialog {

    private static final long serialVersionUID = 1L;
    private static final String BACK = "back";
    private static final String STEP = "step";

    private final transient ActionVersion version;
    private final transient ActionVersion latest;
    private final RadioButtonGroup<String> which = new RadioButtonGroup<>();
    private final Checkbox rights = new Checkbox();
    private final Div shown = new Div();
    private final Div problem = new Div();

    VersionDialog(
            ActionVersions versions,
            String identifier,
            ActionVersion version,
            ActionVersion latest,
            Actor actor,
            Consumer<Action> restored) {
        this.version = version;
        this.latest = latest;
        setHeaderTitle(getTranslation("action.versions.title", identifier));
        setWidth("min(52rem, 96vw)");
        boolean current = version.id().equals(latest.id()) && !version.isDeletion();
        which.setLabel(getTranslation("action.versions.which"));
        which.setItems(current ? List.of(STEP) : List.of(BACK, STEP));
        which.setItemLabelGenerator(each -> getTranslation("action.versions.which." + each));
        which.setValue(current ? STEP : BACK);
        which.addValueChangeListener(event -> show());
        rights.setLabel(getTranslation("action.versions.rights"));
        rights.setVisible(!current && !latest.isDeletion() && rightsDiffer());
        rights.addValueChangeListener(event -> show());
        problem.getElement().setAttribute("role", "alert");
        problem.addClassName("act-problem");
        problem.setVisible(false);
        add(problem, which, rights, shown);
        show();
        getFooter().add(new Button(Texts.get("ui.close"), event -> close()));
        if (!current) {
            String label = latest.isDeletion() ? "action.versions.undelete" : "action.versions.back";
            Button back = new Button(getTranslation(label));
            back.addThemeVariants(ButtonVariant.PRIMARY);
            back.addClickListener(event -> {
                try {
                    Action action = versions.restore(identifier, version.id(), rights.getValue(), latest.id(), actor);
                    close();
                    Notices.success(getTranslation("action.versions.done", action.title()));
                    restored.accept(action);
                } catch (PortalException e) {
                    problem.removeAll();
                    problem.add(new Paragraph(e.reason()));
                    problem.setVisible(true);
                }
            });
            getFooter().add(back);
        }
    }

    private boolean rightsDiffer() {
        ObjectNode then = version.permissions();
        return then != null && !then.equals(latest.permissions());
    }

    private void show() {
        shown.removeAll();
        if (STEP.equals(which.getValue())) {
            ObjectNode before = version.before();
            shown.add(new DifferenceList(
                    before == null ? Json.object() : before, version.isDeletion() ? Json.object() : version.state()));
        } else if (latest.isDeletion()) {
            shown.add(new DifferenceList(Json.object(), version.state()));
        } else if (rights.getValue()) {
            shown.add(new DifferenceList(latest.state(), version.state()));
        } else {
            shown.add(new DifferenceList(latest.definition(), version.definition()));
        }
    }
}
