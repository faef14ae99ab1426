package io.portolan.blueprint.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.tabs.TabSheet;
import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.form.JsonForm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import tools.jackson.databind.node.StringNode;

/// A calculation is tried on a real entity while it is written.
@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class TrialPanelViewTest extends SpringBrowserlessTest {

    @Autowired
    private Api api;

    private String kind = "";

    @BeforeEach
    void aKindWithTwoEntities() {
        kind = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Service","schema":{"properties":{
                  "replicas":{"title":"Replicas","type":"number"}},"required":[]}}
                """.formatted(kind)).expect(201);
        for (String name : new String[] {"cart", "pay"}) {
            api.post(
                            "/v1/blueprints/" + kind + "/entities",
                            "{\"identifier\":\"" + name + "\",\"properties\":{\"replicas\":" + name.length() + "}}")
                    .expect(201);
        }
    }

    @Test
    void theResultAndItsTypeFollowWhatIsTyped() {
        openDialog();
        assertThat(shown()).contains("for pay");

        type("calculation", ".properties.replicas * 2");
        assertThat(shown()).contains("Number").contains("6").doesNotContain("declared");

        type("type", "string");
        assertThat(shown()).contains("of type Number, but Text is declared");

        panelForm().field("entity").orElseThrow().write(StringNode.valueOf("cart"));
        settle();
        assertThat(shown()).contains("for cart").contains("8");
        CodeEditor input = $(CodeEditor.class).from(panel()).single();
        assertThat(input.isReadOnly()).isTrue();
        assertThat(Json.parse(input.getValue()).path("identifier").stringValue())
                .isEqualTo("cart");
    }

    @Test
    void anErrorIsToldAndMarkedAtItsPlace() {
        openDialog();
        type("calculation", ".properties.replicas |\n twice");

        assertThat(shown()).contains("line 2");
        assertThat(code().getElement().getProperty("marks")).contains("\"line\":2");

        type("calculation", ".properties.replicas");
        assertThat(shown()).doesNotContain("line 2").contains("3");
        assertThat(code().getElement().getProperty("marks")).isEqualTo("[]");
    }

    private void openDialog() {
        navigate("builder/" + kind, BlueprintView.class);
        TabSheet tabs = $(TabSheet.class).single();
        test(tabs).select("Computed");
        test($(Button.class).withText("Add calculation").single()).click();
        settle();
        type("title", "Twice");
    }

    private void type(String field, String text) {
        JsonForm form = $(JsonForm.class).from($(Dialog.class).single()).all().getFirst();
        form.field(field).orElseThrow().write(StringNode.valueOf(text));
        settle();
    }

    private TrialPanel panel() {
        return $(TrialPanel.class).single();
    }

    private JsonForm panelForm() {
        return $(JsonForm.class).from(panel()).single();
    }

    private CodeEditor code() {
        return (CodeEditor) $(JsonForm.class)
                .from($(Dialog.class).single())
                .all()
                .getFirst()
                .field("calculation")
                .orElseThrow()
                .component();
    }

    private String shown() {
        return panel().getElement().getTextRecursively();
    }

    /// The answer comes from another thread, and may be followed by that to a newer question.
    private void settle() {
        roundTrip();
        do {
            panel().work().join();
            roundTrip();
        } while (!panel().work().isDone());
    }
}
