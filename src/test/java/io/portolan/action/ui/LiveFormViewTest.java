package io.portolan.action.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxBase;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.textfield.TextField;
import io.portolan.action.ActionRun;
import io.portolan.action.ActionService;
import io.portolan.action.RunFilter;
import io.portolan.action.RunService;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.form.FieldSpec.Option;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import tools.jackson.databind.JsonNode;

/// What of a form depends on other values, while it is filled in.
@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class LiveFormViewTest extends SpringBrowserlessTest {

    @Autowired
    private ActionService actions;

    @Autowired
    private RunService runs;

    @Autowired
    private ChangeDispatcher dispatcher;

    @Autowired
    private Api api;

    private final String action = Names.unique("live");

    @Test
    void choicesFollowAndAValueThatIsNoLongerOneGoes() {
        ExecuteDialog dialog = open("""
                {"properties":{"cloud":{"type":"string","title":"Cloud"},
                  "region":{"type":"string","title":"Region","enum":{"jqQuery":"if .form.cloud == \\"aws\\" then [\\"eu-1\\",\\"us-1\\"] else [\\"west\\"] end"}},
                  "zones":{"type":"array","title":"Zones","items":{"type":"string","enum":{"jqQuery":"if .form.cloud == \\"aws\\" then [\\"a\\",\\"b\\"] else [\\"b\\"] end"}}}},
                 "order":["cloud","region","zones"]}""");
        assertThat(offered(region(dialog))).containsExactly("west");
        text(dialog, "Cloud").setValue("aws");
        assertThat(offered(region(dialog))).containsExactly("eu-1", "us-1");
        region(dialog).setValue(option(region(dialog), "us-1"));
        MultiSelectComboBox<Option> zones = zones(dialog);
        zones.setValue(Set.copyOf(zones.getListDataView().getItems().toList()));

        text(dialog, "Cloud").setValue("azure");
        assertThat(region(dialog).getValue()).isNull();
        assertThat(zones.getValue()).extracting(Option::label).containsExactly("b");
    }

    @Test
    void choicesWhoseQueryFailsCanBeTyped() {
        ExecuteDialog dialog = open("""
                {"properties":{"region":{"type":"string","title":"Region","enum":{"jqQuery":"error(\\"no list\\")"}}}}""");
        assertThat(region(dialog).isAllowCustomValue()).isTrue();
        ComponentUtil.fireEvent(region(dialog), new ComboBoxBase.CustomValueSetEvent<>(region(dialog), true, "mars-1"));
        run(dialog);
        assertThat(sent().path("region").asString("")).isEqualTo("mars-1");
    }

    @Test
    void aDefaultFollowsUntilSomebodyChangesIt() {
        ExecuteDialog dialog = open("""
                {"properties":{"team":{"type":"string","title":"Team"},
                  "name":{"type":"string","title":"Name","default":{"jqQuery":"(.form.team // \\"any\\") + \\"-service\\""}},
                  "host":{"type":"string","title":"Host","default":{"jqQuery":"(.form.name // \\"\\") + \\".example.org\\""}}},
                 "order":["team","name","host"]}""");
        assertThat(text(dialog, "Host").getValue()).isEqualTo("any-service.example.org");
        text(dialog, "Team").setValue("core");
        assertThat(text(dialog, "Name").getValue()).isEqualTo("core-service");
        assertThat(text(dialog, "Host").getValue()).isEqualTo("core-service.example.org");

        text(dialog, "Name").setValue("mine");
        text(dialog, "Team").setValue("web");
        assertThat(text(dialog, "Name").getValue()).isEqualTo("mine");
        assertThat(text(dialog, "Host").getValue()).isEqualTo("mine.example.org");
    }

    @Test
    void limitsFollow() {
        ExecuteDialog dialog = open("""
                {"properties":{"team":{"type":"string","title":"Team"},
                  "name":{"type":"string","title":"Name","pattern":{"jqQuery":"\\"^\\" + .form.team + \\"-\\""}}},
                 "order":["team","name"]}""");
        text(dialog, "Team").setValue("core");
        text(dialog, "Name").setValue("web-1");
        run(dialog);
        assertThat(text(dialog, "Name").isInvalid()).isTrue();
        text(dialog, "Name").setValue("core-1");
        run(dialog);
        assertThat(sent().path("name").asString("")).isEqualTo("core-1");
    }

    @Test
    void whatIsReadOnlyIsSentAndWhatIsDisabledIsNot() {
        ExecuteDialog dialog = open("""
                {"properties":{"team":{"type":"string","title":"Team"},
                  "tier":{"type":"string","title":"Tier","readOnly":true,"default":"gold"},
                  "note":{"type":"string","title":"Note","disabled":{"jqQuery":".form.team == \\"core\\""}}},
                 "order":["team","tier","note"]}""");
        assertThat(text(dialog, "Tier").isReadOnly()).isTrue();
        text(dialog, "Note").setValue("typed before");
        text(dialog, "Team").setValue("core");
        assertThat(text(dialog, "Note").isReadOnly()).isTrue();
        run(dialog);
        assertThat(sent()).isEqualTo(Json.parse("{\"team\":\"core\",\"tier\":\"gold\"}"));
    }

    /// Queries see the scorecards of the entity and what the catalog has of the user.
    @Test
    void queriesSeeTheWholeEntity() {
        String kind = Names.unique("service");
        api.post(
                        "/v1/blueprints",
                        "{\"identifier\":\"%s\",\"title\":\"S\",\"schema\":{\"properties\":{\"live\":{\"type\":\"boolean\"}}}}"
                                .formatted(kind))
                .expect(201);
        api.post("/v1/blueprints/" + kind + "/entities", "{\"identifier\":\"cart\",\"properties\":{\"live\":true}}")
                .expect(201);
        api.post("/v1/blueprints/" + kind + "/scorecards", """
                {"identifier":"ready","title":"Ready",
                 "rules":[{"identifier":"live","title":"Live","level":"Gold","query":{"combinator":"and",
                   "conditions":[{"property":"live","operator":"=","value":true}]}}]}""").expect(201);
        actions.create(Json.parseObject("""
                        {"identifier":"%1$s","title":"T","trigger":{"type":"self-service","operation":"DAY-2","blueprintIdentifier":"%2$s",
                          "userInputs":{"properties":{"level":{"type":"string","default":{"jqQuery":".entity.scorecards.ready.level"}}}}},
                         "invocationMethod":{"type":"WEBHOOK","url":"https://example.org"}}
                        """.formatted(action, kind)), Actor.system());
        dispatcher.drain();
        api.post("/v1/actions/" + action + "/runs", "{\"entity\":\"cart\",\"properties\":{}}")
                .expect(202);
        assertThat(sent().path("level").asString("")).isEqualTo("Gold");
    }

    private ExecuteDialog open(String inputs) {
        actions.create(Json.parseObject("""
                        {"identifier":"%1$s","title":"Make %1$s","trigger":{"type":"self-service","operation":"CREATE","userInputs":%2$s},
                         "invocationMethod":{"type":"WEBHOOK","url":"https://example.org"}}
                        """.formatted(action, inputs)), Actor.system());
        UI.getCurrent().navigate(SelfServiceView.class);
        Button button = $(Button.class).all().stream()
                .filter(each ->
                        each.getAriaLabel().filter(("Make " + action)::equals).isPresent())
                .findFirst()
                .orElseThrow();
        test(button).click();
        return $(ExecuteDialog.class).single();
    }

    private void run(ExecuteDialog dialog) {
        test($(Button.class).from(dialog).withText("Run").single()).click();
    }

    private TextField text(ExecuteDialog dialog, String label) {
        return $(TextField.class).from(dialog).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<Option> region(ExecuteDialog dialog) {
        return $(ComboBox.class).from(dialog).withLabel("Region").single();
    }

    @SuppressWarnings("unchecked")
    private MultiSelectComboBox<Option> zones(ExecuteDialog dialog) {
        return $(MultiSelectComboBox.class).from(dialog).withLabel("Zones").single();
    }

    private static List<String> offered(ComboBox<Option> box) {
        return box.getListDataView().getItems().map(Option::label).toList();
    }

    private static Option option(ComboBox<Option> box, String label) {
        return box.getListDataView()
                .getItems()
                .filter(option -> option.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode sent() {
        List<ActionRun> started =
                runs.list(RunFilter.ofAction(action), Actor.system(), null, 10).items();
        assertThat(started).hasSize(1);
        return started.getFirst().document().path("properties");
    }
}
