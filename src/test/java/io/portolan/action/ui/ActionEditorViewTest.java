package io.portolan.action.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextField;
import io.portolan.action.ActionService;
import io.portolan.action.ExecuteCommand;
import io.portolan.action.RunService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.CodeEditor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The builder of actions as an administrator uses it.
@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class ActionEditorViewTest extends SpringBrowserlessTest {

    private static final int BACKEND = 1;
    private static final int APPROVAL = 2;
    private static final int JSON = 4;
    private static final int VERSIONS = 5;

    @Autowired
    private ActionService actions;

    @Autowired
    private RunService runs;

    private final String action = Names.unique("built");

    @BeforeEach
    void define() {
        actions.create(Json.parseObject("""
                        {"identifier":"%1$s","title":"%1$s","trigger":{"type":"self-service","operation":"CREATE",
                          "userInputs":{"properties":{"name":{"type":"string","title":"Name"}},"required":["name"]}},
                         "invocationMethod":{"type":"WEBHOOK","url":"https://example.org","agent":true,
                           "body":{"text":"first {{ .inputs.name }}"}}}
                        """.formatted(action)), Actor.system());
    }

    @Test
    void anInputIsAddedMovedAndPartOfThePreviewBeforeItIsSaved() {
        open(0);
        press("Add input");
        InputDialog dialog = $(InputDialog.class).single();
        text(dialog, "Title").setValue("Cost centre");
        assertThat(text(dialog, "Identifier").getValue()).isEqualTo("cost_centre");
        test($(Button.class).from(dialog).withText("Apply").single()).click();
        assertThat($(TextField.class).from($(ActionForm.class).single()).all())
                .extracting(TextField::getLabel)
                .containsExactly("Name", "Cost centre");
        test($(Button.class).withAttribute("aria-label", "Move Cost centre up").single())
                .click();
        assertThat($(TextField.class).from($(ActionForm.class).single()).all())
                .extracting(TextField::getLabel)
                .containsExactly("Cost centre", "Name");
        assertThat(stored().at("/trigger/userInputs/properties/cost_centre").isMissingNode())
                .isTrue();

        press("Save");
        assertThat(stored().at("/trigger/userInputs/order/0").stringValue()).isEqualTo("cost_centre");
        assertThat(stored().at("/trigger/userInputs/required/0").stringValue()).isEqualTo("name");
    }

    @Test
    void whatIsWrongIsMarkedAtItsLine() {
        open(JSON);
        CodeEditor code = $(CodeEditor.class).single();
        code.setValue("""
                {"identifier": "%s",
                 "trigger": {"type": "self-service", "operation": "CREATE"},
                 "invocationMethod": {"type": "WEBHOOK", "url": "https://example.org",
                   "synchronized": 7}}""".formatted(action));
        assertThat(code.getElement().getPropertyRaw("marks").toString())
                .contains("\"line\":4", "must be boolean or a template");
        assertThat($(ActionEditorView.class).single().getElement().getTextRecursively())
                .contains("One thing is wrong", "/invocationMethod/synchronized");
        press("Save");
        assertThat(stored().at("/invocationMethod/body").isMissingNode()).isFalse();
    }

    @Test
    void whatCannotBeReadIsNotPassedOverWhenSaving() {
        open(JSON);
        CodeEditor code = $(CodeEditor.class).single();
        code.setValue(Json.pretty(stored().put("title", "Read")));
        code.setValue("{\"title\": ");
        press("Save");
        assertThat(stored().path("title").stringValue()).isEqualTo(action);
        $(TabSheet.class).single().setSelectedIndex(BACKEND);
        assertThat($(TabSheet.class).single().getSelectedIndex()).isEqualTo(JSON);
        assertThat(code.getValue()).isEqualTo("{\"title\": ");
    }

    @Test
    void theApprovalKeepsWhatItDoesNotShow() {
        ObjectNode approved = stored().put("requiredApproval", true);
        approved.putObject("approvalNotification")
                .put("type", "webhook")
                .put("url", "https://example.org/hook")
                .put("links", true);
        actions.replace(action, approved, Actor.system());
        open(APPROVAL);
        test($(NumberField.class).all().getFirst()).setValue(4.0);
        press("Save");
        assertThat(stored().path("approvalReminderHours").asInt(0)).isEqualTo(4);
        assertThat(stored().at("/approvalNotification/links").booleanValue(false))
                .isTrue();
    }

    @Test
    void theBackendAddsNoCallToAStepThatWaits() {
        ObjectNode stepwise = stored();
        JsonNode call = stepwise.remove("invocationMethod");
        ArrayNode steps = stepwise.putArray("steps");
        steps.addObject().put("identifier", "ask").putObject("approval").put("type", "ANY");
        steps.addObject().put("identifier", "call").set("invocationMethod", call);
        actions.replace(action, stepwise, Actor.system());
        open(BACKEND);
        assertThat($(ActionEditorView.class).single().getElement().getTextRecursively())
                .doesNotContain("One thing is wrong");
        press("Save");
        assertThat(stored().path("steps")).isEqualTo(steps);
    }

    @Test
    void anInputKeepsTheEncryptionThatIsNotAskedFor() {
        ObjectNode secret = stored();
        secret.withObject("/trigger/userInputs/properties/name")
                .put("format", "url")
                .put("encryption", "aes256-gcm");
        actions.replace(action, secret, Actor.system());
        open(0);
        test($(Button.class).withAttribute("aria-label", "Change Name").single())
                .click();
        InputDialog dialog = $(InputDialog.class).single();
        text(dialog, "Title").setValue("Address");
        test($(Button.class).from(dialog).withText("Apply").single()).click();
        press("Save");
        assertThat(stored().at("/trigger/userInputs/properties/name/title").stringValue())
                .isEqualTo("Address");
        assertThat(stored().at("/trigger/userInputs/properties/name").has("encryption"))
                .isTrue();
    }

    @Test
    void theEditedBackendIsTriedOnARecordedRun() {
        runs.execute(new ExecuteCommand(action, Json.object().put("name", "cart"), null), Actor.system());
        open(BACKEND);
        CodeEditor body = $(CodeEditor.class).all().getLast();
        assertThat(body.getElement().getPropertyRaw("completions").toString())
                .contains(".inputs.name", ".trigger.by.user.email", "tojson");
        body.setValue("{\"text\": \"edited {{ .inputs.name }}\"}");
        press("Show request");
        assertThat($(Pre.class).single().getText()).contains("edited cart");
        assertThat(stored().at("/invocationMethod/body/text").stringValue()).startsWith("first");
    }

    @Test
    void aSavedChangeIsAVersionToGoBackFrom() {
        ObjectNode changed = stored();
        changed.withObject("/invocationMethod/body").put("text", "second");
        actions.replace(action, changed, Actor.system());
        open(VERSIONS);
        assertThat($(VersionsPanel.class).single().getElement().getTextRecursively())
                .contains("/invocationMethod/body/text", "As it is now");
        press("Go back to it");
        VersionDialog dialog = $(VersionDialog.class).single();
        assertThat($(Pre.class).from(dialog).all())
                .extracting(Pre::getText)
                .containsExactly("\"second\"", "\"first {{ .inputs.name }}\"");
        test($(Button.class).from(dialog).withText("Go back to it").single()).click();
        assertThat(stored().at("/invocationMethod/body/text").stringValue()).startsWith("first");

        actions.delete(action, Actor.system());
        navigate(SelfServiceView.class);
        press("Deleted actions");
        assertThat($(Anchor.class).from($(DeletedDialog.class).single()).all())
                .extracting(Anchor::getHref)
                .contains("self-service/manage/" + action);
        navigate("self-service/manage/" + action, ActionEditorView.class);
        press("Bring it back");
        test($(Button.class)
                        .from($(VersionDialog.class).single())
                        .withText("Bring it back")
                        .single())
                .click();
        assertThat(stored().path("title").stringValue()).isEqualTo(action);
    }

    private void open(int part) {
        navigate("self-service/manage/" + action, ActionEditorView.class);
        $(TabSheet.class).single().setSelectedIndex(part);
    }

    private ObjectNode stored() {
        return actions.require(action).document().deepCopy();
    }

    private TextField text(InputDialog dialog, String label) {
        return $(TextField.class).from(dialog).all().stream()
                .filter(field -> field.getLabel().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private void press(String text) {
        test($(Button.class).withText(text).all().getFirst()).click();
    }
}
