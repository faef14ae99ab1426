package io.portolan.action.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.markdown.Markdown;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.component.textfield.TextField;
import io.portolan.action.ActionService;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.CodeEditor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import tools.jackson.databind.node.ObjectNode;

@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class ActionTemplatesViewTest extends SpringBrowserlessTest {

    @Autowired
    private ActionService actions;

    @Autowired
    private BlueprintService blueprints;

    private final String kind = Names.unique("place");

    @Test
    void aTemplateOnAnotherKindIsStoredOnlyWhenItIsSaved() {
        Blueprint place = blueprints.create(Json.parseObject("""
                        {"identifier":"%1$s","title":"%1$s","schema":{"properties":{
                          "status":{"type":"string"},"ttl":{"type":"string","format":"timer"}}}}
                        """.formatted(kind)), Actor.system());
        int before = actions.all().size();
        ActionTemplatesDialog dialog = open();
        test($(TextField.class).from(dialog).single()).setValue("three more days");
        assertThat($(H4.class).from(dialog).all()).extracting(H4::getText).containsExactly("Extend TTL by 3 days");

        press(dialog, "Preview");
        assertThat($(Markdown.class).from(dialog).single().getContent()).contains("### What the backend must do");
        assertThat(dialog.getElement().getTextRecursively()).contains("The portal writes an entity of the kind");
        this.<Blueprint>kinds(dialog).setValue(place);
        press(dialog, "Use template");

        assertThat(getCurrentView()).isInstanceOf(ActionEditorView.class);
        $(TabSheet.class).single().setSelectedIndex(4);
        ObjectNode definition = Json.parseObject($(CodeEditor.class).single().getValue());
        assertThat(definition.at("/trigger/blueprintIdentifier").stringValue()).isEqualTo(kind);
        assertThat(actions.all()).hasSize(before);

        test($(Button.class).withText("Save").single()).click();
        assertThat(actions.require(String.valueOf(Json.text(definition, "identifier")))
                        .blueprint())
                .isEqualTo(kind);
    }

    @Test
    void withoutItsKindATemplateSaysSoAndWaits() {
        ActionTemplatesDialog dialog = open();
        test($(TextField.class).from(dialog).single()).setValue("create / delete customer");
        press(dialog, "Preview");
        RadioButtonGroup<ObjectNode> which = this.<RadioButtonGroup<ObjectNode>>cast(
                $(RadioButtonGroup.class).from(dialog).single());
        which.setValue(which.getListDataView().getItem(1));
        assertThat(dialog.getElement().getTextRecursively())
                .contains("Needs an approval", "Identifier of the customer", "customer. Choose another one here");
        assertThat($(Anchor.class).from(dialog).all())
                .extracting(Anchor::getHref)
                .contains("builder");

        press(dialog, "Use template");
        assertThat(kinds(dialog).isInvalid()).isTrue();
        assertThat(dialog.isOpened()).isTrue();

        press(dialog, "All templates");
        test($(TextField.class).from(dialog).single()).setValue("no such thing");
        assertThat(dialog.getElement().getTextRecursively()).contains("No action matches");
    }

    private ActionTemplatesDialog open() {
        navigate(SelfServiceView.class);
        test($(Button.class).withText("From a template").all().getFirst()).click();
        return $(ActionTemplatesDialog.class).single();
    }

    private void press(ActionTemplatesDialog dialog, String text) {
        test($(Button.class).from(dialog).withText(text).single()).click();
    }

    private <T> ComboBox<T> kinds(ActionTemplatesDialog dialog) {
        return this.<ComboBox<T>>cast($(ComboBox.class).from(dialog).single());
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private <T> T cast(Object component) {
        return (T) component;
    }
}
