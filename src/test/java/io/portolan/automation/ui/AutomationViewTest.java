package io.portolan.automation.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.portolan.action.Action;
import io.portolan.action.ActionService;
import io.portolan.automation.EventType;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.CodeEditor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class AutomationViewTest extends SpringBrowserlessTest {

    @Autowired
    private Api api;

    @Autowired
    private ActionService actions;

    private String kind = "";
    private String automation = "";

    @BeforeEach
    void model() {
        kind = Names.unique("watched");
        automation = Names.unique("watch");
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Watched","schema":{"properties":{"count":{"type":"number"}}}}
                """.formatted(kind)).expect(201);
        for (int i = 0; i < 4; i++) {
            api.post("/v1/blueprints/" + kind + "/entities?upsert=true", """
                    {"identifier":"a","properties":{"count":%d}}
                    """.formatted(i));
        }
    }

    @AfterEach
    void clean() {
        api.delete("/v1/actions/" + automation);
    }

    @Test
    void anAutomationIsMadeInTheFormTriedAndSaved() {
        AutomationView view = navigate("automations/new", AutomationView.class);
        fill(view);
        CodeEditor json = $(CodeEditor.class).from(view).single();
        assertThat(json.getValue()).contains("\"ENTITY_UPDATED\"").contains(".diff.after.properties.count > 1");

        press("Try it");
        assertThat(view.getElement().getTextRecursively())
                .contains("Of the last 3 fitting changes, 2 would have started it.");

        json.setValue(json.getValue()
                .replace("\"blueprintIdentifier\" : \"\"", "\"blueprintIdentifier\" : \"" + kind + "\""));
        press("Save");

        Action saved = actions.require(automation);
        assertThat(saved.isAutomation()).isTrue();
        AutomationsView list = navigate(AutomationsView.class);
        assertThat(list.getElement().getTextRecursively()).contains("Watch it").contains("When \"Watched\" is updated");
    }

    @Test
    void jsonThatCannotBeReadIsToldBesideTheEditorAndSavesNothing() {
        AutomationView view = navigate("automations/new", AutomationView.class);
        CodeEditor json = $(CodeEditor.class).from(view).single();
        json.setValue("{ \"identifier\": ");
        press("Save");

        assertThat(json.isInvalid()).isTrue();
        assertThat(json.getErrorMessage()).contains("not valid JSON");
    }

    @SuppressWarnings("unchecked")
    private void fill(AutomationView view) {
        $(TextField.class).from(view).withCaption("Title").single().setValue("Watch it");
        $(TextField.class).from(view).withCaption("Identifier").single().setValue(automation);
        $(ComboBox.class).from(view).withCaption("Event").single().setValue(EventType.ENTITY_UPDATED);
        $(ComboBox.class).from(view).withCaption("Blueprint").single().setValue(kind);
        $(TextArea.class).from(view).single().setValue(".diff.after.properties.count > 1");
    }

    private void press(String label) {
        test($(Button.class).withText(label).single()).click();
    }
}
