package io.portolan.action.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonTester;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextField;
import io.portolan.action.ActionService;
import io.portolan.action.InvocationType;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.CodeEditor;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The steps of an action as an administrator builds them.
@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class StepListViewTest extends SpringBrowserlessTest {

    private static final int BACKEND = 1;

    @Autowired
    private ActionService actions;

    private final String action = Names.unique("stepwise");

    @BeforeEach
    void define() {
        actions.create(Json.parseObject("""
                        {"identifier":"%1$s","title":"%1$s","trigger":{"type":"self-service","operation":"CREATE",
                          "userInputs":{"properties":{}}},
                         "invocationMethod":{"type":"WEBHOOK","url":"https://example.org/first"}}
                        """.formatted(action)), Actor.system());
    }

    @Test
    void oneCallBecomesSeveralStepsAndBack() {
        open();
        press("Make several steps of it");
        add("APPROVAL");
        text("Title").setValue("Ask the owners");
        assertThat(text("Identifier").getValue()).isEqualTo("ask_the_owners");
        test(number("Approvals needed")).setValue(2.0);
        apply();
        add("CALL");
        text("Title").setValue("Tell");
        code("Made when").setValue(".steps.ask_the_owners.status == \"SUCCESS\"");
        test(number("Attempts before it fails")).setValue(3.0);
        test($(Checkbox.class).from(dialog()).single()).click();
        apply();
        text("Address", $(CallEditor.class).all().getFirst()).setValue("https://example.org/tell");
        label("Move Ask the owners up").click();
        press("Save");

        JsonNode steps = stored().path("steps");
        assertThat(steps.valueStream().map(step -> Json.text(step, "identifier")))
                .containsExactly("ask_the_owners", "call", "tell");
        assertThat(steps.at("/0/approval/count").asInt(0)).isEqualTo(2);
        assertThat(steps.at("/1/invocationMethod/url").stringValue()).isEqualTo("https://example.org/first");
        assertThat(steps.at("/1/invocationMethod/synchronized").booleanValue(true))
                .isFalse();
        assertThat(steps.path(2)).isEqualTo(Json.parse("""
                {"identifier":"tell","title":"Tell","condition":".steps.ask_the_owners.status == \\"SUCCESS\\"",
                 "invocationMethod":{"type":"WEBHOOK","url":"https://example.org/tell"},
                 "onFailure":"continue","retry":{"attempts":3}}"""));
        assertThat(stored().has("invocationMethod")).isFalse();

        open();
        label("Remove Ask the owners").click();
        label("Remove Tell").click();
        press("Make it one call again");
        press("Save");
        assertThat(stored().path("steps").isMissingNode()).isTrue();
        assertThat(stored().at("/invocationMethod/url").stringValue()).isEqualTo("https://example.org/first");
    }

    @Test
    void aChoiceKeepsWhatItsWaysOutSayBesides() {
        ObjectNode chooses = stored();
        chooses.remove("invocationMethod");
        chooses.putArray("steps").add(Json.parse("""
                {"identifier":"which","title":"Which","choice":{"outlets":[
                  {"identifier":"big","title":"A big one","expression":"true"}]}}"""));
        actions.replace(action, chooses, Actor.system());
        open();
        label("Change Which").click();
        CodeEditor ways = code("Ways out");
        assertThat(Json.parse(ways.getValue())).isEqualTo(Json.parse("{\"big\":\"true\"}"));
        ways.setValue("{\"big\": 7}");
        apply();
        assertThat(dialog().isOpened()).isTrue();
        ways.setValue("{\"small\": \".inputs.size < 3\", \"big\": \"true\"}");
        apply();
        press("Save");
        assertThat(stored().at("/steps/0/choice/outlets")).isEqualTo(Json.parse("""
                [{"identifier":"small","expression":".inputs.size < 3"},
                 {"identifier":"big","title":"A big one","expression":"true"}]"""));
    }

    @Test
    void whatTakesAStepBackIsACallOfItsOwn() {
        open();
        press("Make several steps of it");
        @SuppressWarnings("unchecked")
        Select<InvocationType> back = $(Select.class).all().stream()
                .filter(select -> "Taken back by".equals(select.getLabel()))
                .findFirst()
                .orElseThrow();
        back.setValue(InvocationType.WEBHOOK);
        text("Address", $(CallEditor.class).all().getLast()).setValue("https://example.org/undo");
        press("Save");
        assertThat(stored().at("/steps/0/compensation")).isEqualTo(Json.parse("""
                {"type":"WEBHOOK","url":"https://example.org/undo"}"""));

        open();
        List<Select> selects = $(Select.class).all();
        selects.stream()
                .filter(select -> "Taken back by".equals(select.getLabel()))
                .forEach(Select::clear);
        press("Save");
        assertThat(stored().at("/steps/0/compensation").isMissingNode()).isTrue();
    }

    @Test
    void whatCouldNotBeReadGoesWithItsBackend() {
        open();
        $(CodeEditor.class).from($(CallEditor.class).single()).all().getLast().setValue("{\"half\": ");
        @SuppressWarnings("unchecked")
        Select<InvocationType> backend = $(Select.class).all().stream()
                .filter(select -> "Backend".equals(select.getLabel()))
                .findFirst()
                .orElseThrow();
        backend.setValue(InvocationType.KAFKA);
        press("Save");
        assertThat(stored().at("/invocationMethod/type").stringValue()).isEqualTo("KAFKA");
    }

    @Test
    void anIdentifierIsTakenOnce() {
        open();
        press("Make several steps of it");
        add("CALL");
        text("Title").setValue("Another");
        text("Identifier").setValue("call");
        apply();
        assertThat(dialog().isOpened()).isTrue();
        assertThat(text("Identifier").getErrorMessage()).contains("taken");
    }

    private void open() {
        navigate("self-service/manage/" + action, ActionEditorView.class);
        $(TabSheet.class).single().setSelectedIndex(BACKEND);
    }

    private void add(String kind) {
        new MenuBarTester<>($(MenuBar.class).from($(StepList.class).single()).single())
                .clickItem(0, DraftSteps.Kind.valueOf(kind).ordinal());
    }

    private StepDialog dialog() {
        return $(StepDialog.class).all().getLast();
    }

    private void apply() {
        test($(Button.class).from(dialog()).withText("Apply").single()).click();
    }

    private TextField text(String label) {
        return text(label, dialog());
    }

    private TextField text(String label, Component within) {
        return $(TextField.class).from(within).all().stream()
                .filter(field -> field.getLabel().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private NumberField number(String label) {
        return $(NumberField.class).from(dialog()).all().stream()
                .filter(field -> field.getLabel().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private CodeEditor code(String label) {
        return $(CodeEditor.class).from(dialog()).all().stream()
                .filter(field -> field.getLabel().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private ButtonTester<Button> label(String text) {
        return test($(Button.class).withAttribute("aria-label", text).single());
    }

    private void press(String text) {
        test($(Button.class).withText(text).all().getFirst()).click();
    }

    private ObjectNode stored() {
        return actions.require(action).document().deepCopy();
    }
}
