package io.portolan.action.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.portolan.action.ActionRun;
import io.portolan.action.ActionService;
import io.portolan.action.DraftService;
import io.portolan.action.ExecuteCommand;
import io.portolan.action.RunFilter;
import io.portolan.action.RunService;
import io.portolan.action.RunStatus;
import io.portolan.catalog.EntityService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.List;
import java.util.Set;
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

    @Autowired
    private DraftService drafts;

    @Autowired
    private ActionPanels panels;

    @Autowired
    private EntityService entities;

    @Autowired
    private Api api;

    private static final Actor ADMIN =
            Actor.user("admin@example.com", "Admin", Set.of(Role.ADMIN), List.of(), Origin.UI);

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

    @Test
    void whatWasFilledInIsThereAgainUntilItIsDiscardedOrRun() {
        type("half done");
        press("Run", "Make " + action);
        ExecuteDialog again = $(ExecuteDialog.class).single();
        assertThat(name(again).getValue()).isEqualTo("half done");
        test($(Button.class).from(again).withText("Discard").single()).click();
        assertThat(name(again).getValue()).isEmpty();
        assertThat(drafts.find(actions.require(action), null, ADMIN)).isEmpty();
        again.close();

        type("whole");
        assertThat(drafts.find(actions.require(action), null, ADMIN)).isPresent();
        press("Run", "Make " + action);
        test($(Button.class)
                        .from($(ExecuteDialog.class).single())
                        .withText("Go")
                        .single())
                .click();
        assertThat(started()).hasSize(1);
        assertThat(drafts.find(actions.require(action), null, ADMIN)).isEmpty();
    }

    @Test
    void theReviewShowsWhatWillBeSentAndStartsIt() {
        navigate(SelfServiceView.class);
        press("Run", "Make " + action);
        ExecuteDialog dialog = $(ExecuteDialog.class).single();
        test(name(dialog)).setValue("abc");
        test($(Button.class).from(dialog).withText("Review").single()).click();
        DryRunDialog review = $(DryRunDialog.class).single();
        assertThat($(Span.class).from(review).all().stream().map(Span::getText)).contains("abc");
        assertThat($(Pre.class).from(review).single().getText()).contains("https://example.org");
        assertThat(started()).isEmpty();
        test($(Button.class).from(review).withText("Go").single()).click();
        assertThat(started()).hasSize(1);
    }

    @Test
    void anInputSaysWhichValueMadeItAppear() {
        String other = Names.unique("asking");
        actions.create(Json.parseObject("""
                        {"identifier":"%1$s","title":"Ask %1$s","trigger":{"type":"self-service","operation":"CREATE",
                          "userInputs":{"properties":{"size":{"type":"string","title":"Size"},
                            "why":{"type":"string","title":"Why","visible":{"jqQuery":".form.size == \\"big\\""}}}}},
                         "invocationMethod":{"type":"WEBHOOK","url":"https://example.org"}}
                        """.formatted(other)), Actor.system());
        navigate(SelfServiceView.class);
        press("Run", "Ask " + other);
        ExecuteDialog dialog = $(ExecuteDialog.class).single();
        test(name(dialog)).setValue("big");
        TextField why = $(TextField.class).from(dialog).all().get(1);
        assertThat(why.isVisible()).isTrue();
        assertThat(why.getHelperText()).isEqualTo("Shown because of Size: big");
    }

    @Test
    void aWizardKeepsToTheStepUntilItsOwnFieldsAgree() {
        String other = Names.unique("wizard");
        actions.create(Json.parseObject("""
                        {"identifier":"%1$s","title":"Wizard %1$s","trigger":{"type":"self-service","operation":"CREATE",
                          "userInputs":{"properties":{
                             "name":{"type":"string","title":"Name",
                               "validations":[{"constraint":".form.name | startswith(\\"svc-\\")","message":"begins with svc-"}]},
                             "size":{"type":"string","title":"Size"},
                             "broken":{"type":"string","title":"Broken","visible":{"jqQuery":".form.name | tonumber > 3"}}},
                            "required":["name","size"],
                            "titles":{"intro":{"title":"What it is called","description":"Chosen once"},
                                      "gone":{"title":"Not now","visible":false}},
                            "steps":[{"title":"First","order":["intro","name","gone"]},
                                     {"title":"Hidden","order":["broken"],"visible":{"jqQuery":".form.name == \\"nobody\\""}},
                                     {"title":"Last","order":["size"],
                                      "validations":[{"constraint":".form.size != \\"huge\\"","message":"too much"}]}]}},
                         "invocationMethod":{"type":"WEBHOOK","url":"https://example.org"}}
                        """.formatted(other)), Actor.system());
        navigate(SelfServiceView.class);
        press("Run", "Wizard " + other);
        ExecuteDialog dialog = $(ExecuteDialog.class).single();
        assertThat(texts(dialog))
                .contains("Step 1 of 2: First", "What it is called")
                .doesNotContain("Not now");
        TextField name = name(dialog);
        assertThat(name.isRequiredIndicatorVisible()).isTrue();
        test($(Button.class).from(dialog).withText("Next").single()).click();
        assertThat(name.isInvalid()).isTrue();
        test(name).setValue("other");
        test($(Button.class).from(dialog).withText("Next").single()).click();
        assertThat(name.getErrorMessage()).isEqualTo("begins with svc-");
        assertThat($(FormProblems.class).from(dialog).single().getElement().getTextRecursively())
                .as("the administrator sees where a query fails")
                .contains("Broken, visible", "/properties/broken/visible");
        test(name).setValue("svc-a");
        test($(Button.class).from(dialog).withText("Next").single()).click();
        assertThat(texts(dialog)).contains("Step 2 of 2: Last");
        TextField size = name(dialog);
        test(size).setValue("huge");
        test($(Button.class).from(dialog).withText("Run").single()).click();
        assertThat(runs.list(RunFilter.ofAction(other), Actor.system(), null, 10)
                        .items())
                .isEmpty();
        assertThat($(ListItem.class).from(dialog).all().stream().map(ListItem::getText))
                .contains("too much");
        test(size).setValue("small");
        test($(Button.class).from(dialog).withText("Run").single()).click();
        assertThat(runs.list(RunFilter.ofAction(other), Actor.system(), null, 10)
                        .items())
                .hasSize(1);
    }

    @Test
    void whatWaitsForTheReaderIsDecidedInTheList() {
        api.post("/v1/actions", """
                {"identifier":"%1$s-ask","title":"Ask %1$s","requiredApproval":true,
                 "trigger":{"type":"self-service","operation":"CREATE","userInputs":{"properties":{}}},
                 "invocationMethod":{"type":"WEBHOOK","url":"https://example.org"}}""".formatted(action)).expect(201);
        Actor eve = Actor.user("eve@example.com", "Eve", Set.of(Role.MEMBER), List.of(), Origin.UI);
        String yes = runs.execute(new ExecuteCommand(action + "-ask", Json.object(), null), eve)
                .id();
        String no = runs.execute(new ExecuteCommand(action + "-ask", Json.object(), null), eve)
                .id();
        UI.getCurrent().navigate(ActionPages.RUNS, QueryParameters.of(ActionPages.FOR_ME, "true"));
        assertThat(getCurrentView()).isInstanceOf(RunsView.class);
        Grid<?> grid = $(Grid.class).single();
        int last = grid.getColumns().size() - 1;
        DecisionButtons first = (DecisionButtons) test(grid).getCellComponent(0, last);
        test($(Button.class).from(first).withText("Decline").single()).click();
        Dialog dialog = $(Dialog.class).single();
        test($(TextArea.class).from(dialog).single()).setValue("not today");
        test($(Button.class).from(dialog).withText("Decline").single()).click();
        assertThat(api.run(no).at("/approval/description").asString("")).isEqualTo("not today");
        DecisionButtons next = (DecisionButtons) test(grid).getCellComponent(0, last);
        test($(Button.class).from(next).withText("Approve").single()).click();
        assertThat(runs.require(yes, ADMIN).status()).isEqualTo(RunStatus.IN_PROGRESS);
    }

    private List<String> texts(ExecuteDialog dialog) {
        return $(H3.class).from(dialog).all().stream()
                .map(H3::getText)
                .collect(java.util.stream.Collectors.collectingAndThen(java.util.stream.Collectors.toList(), all -> {
                    $(H4.class).from(dialog).all().forEach(each -> all.add(each.getText()));
                    return all;
                }));
    }

    @Test
    void theMenuOfAnEntitySaysWhyAnActionIsNotOffered() {
        String kind = Names.unique("kind");
        api.post(
                        "/v1/blueprints",
                        "{\"identifier\": \"%s\", \"title\": \"K\", \"schema\": {\"properties\": {}}}".formatted(kind))
                .expect(201);
        api.post("/v1/blueprints/" + kind + "/entities", "{\"identifier\": \"a\", \"title\": \"Shop\"}")
                .expect(201);
        actions.create(Json.parseObject("""
                        {"identifier":"%s","title":"Stop it","trigger":{"type":"self-service","operation":"DAY-2",
                          "blueprintIdentifier":"%s","userInputs":{"properties":{}},
                          "condition":{"type":"SEARCH","combinator":"and","rules":[{"property":"$title","operator":"=","value":"Till"}]}},
                         "invocationMethod":{"type":"WEBHOOK","url":"https://example.org"}}
                        """.formatted(Names.unique("stop"), kind)), Actor.system());
        navigate(SelfServiceView.class);
        EntityActionsMenu menu = panels.menu(entities.require(kind, "a", Actor.system()));
        UI.getCurrent().add(menu);
        MenuItem last = menu.getItems().getFirst().getSubMenu().getItems().getLast();
        assertThat(last.getElement().getTextRecursively()).contains("Not available (1)");
        ComponentUtil.fireEvent(last, new ClickEvent<>(last));
        WithheldDialog dialog = $(WithheldDialog.class).single();
        assertThat($(ListItem.class).from(dialog).single().getText())
                .isEqualTo("Condition: $title = \"Till\" does not hold, it is \"Shop\"");
    }

    /// Fills in the form as far as this and leaves it.
    private void type(String text) {
        navigate(SelfServiceView.class);
        press("Run", "Make " + action);
        ExecuteDialog dialog = $(ExecuteDialog.class).single();
        test(name(dialog)).setValue(text);
        dialog.close();
    }

    private TextField name(ExecuteDialog dialog) {
        return $(TextField.class).from(dialog).all().getFirst();
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
