package io.portolan.action.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import io.portolan.action.ActionRun;
import io.portolan.action.ActionService;
import io.portolan.action.RunFilter;
import io.portolan.action.RunService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class SelfServiceViewTest extends SpringBrowserlessTest {

    @Autowired
    private ActionService actions;

    @Autowired
    private RunService runs;

    private final String action = Names.unique("shown");

    @BeforeEach
    void define() {
        actions.create(Json.parseObject("""
                        {"identifier":"%1$s","title":"Make %1$s","trigger":{"type":"self-service","operation":"CREATE",
                          "executeActionButtonText":"Go","userInputs":{"properties":{"name":{"type":"string","title":"Name","minLength":3}},
                          "required":["name"]}},
                         "invocationMethod":{"type":"WEBHOOK","url":"https://example.org"}}
                        """.formatted(action)), Actor.system());
    }

    @Test
    void aCardLeadsThroughTheFormToTheRun() {
        navigate(SelfServiceView.class);
        assertThat($(H3.class).all().stream().map(H3::getText)).contains("Make " + action);

        press("Run", "Make " + action);
        ExecuteDialog dialog = $(ExecuteDialog.class).single();
        TextField name = $(TextField.class).from(dialog).all().getFirst();
        test($(Button.class).from(dialog).withText("Go").single()).click();
        assertThat(name.isInvalid()).isTrue();
        assertThat(started()).isEmpty();

        test(name).setValue("abc");
        test($(Button.class).from(dialog).withText("Go").single()).click();
        assertThat(started()).hasSize(1);
        assertThat(getCurrentView()).isInstanceOf(RunView.class);
        assertThat($(Span.class).all().stream().map(Span::getText)).contains("abc");
    }

    private List<ActionRun> started() {
        return runs.list(RunFilter.ofAction(action), Actor.system(), null, 10).items();
    }

    private void press(String text, String label) {
        Button button = $(Button.class).all().stream()
                .filter(each -> each.getText().equals(text)
                        && each.getAriaLabel().filter(label::equals).isPresent())
                .findFirst()
                .orElseThrow();
        test(button).click();
    }
}
