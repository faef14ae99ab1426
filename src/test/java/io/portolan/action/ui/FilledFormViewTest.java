package io.portolan.action.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.router.QueryParameters;
import io.portolan.action.RunFilter;
import io.portolan.action.RunService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.JsonEditor;
import io.portolan.ui.form.Choice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import tools.jackson.databind.JsonNode;

/// Forms that are filled in by links, by earlier runs and as JSON, and what their pickers of entities offer.
@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class FilledFormViewTest extends SpringBrowserlessTest {

    @Autowired
    private RunService runs;

    @Autowired
    private Api api;

    private final String action = Names.unique("filled");
    private String service = "";
    private String cluster = "";

    @BeforeEach
    void clustersAndServices() {
        cluster = Names.unique("cluster");
        service = Names.unique("service");
        api.post(
                        "/v1/blueprints",
                        "{\"identifier\":\"%s\",\"title\":\"Cluster\",\"schema\":{\"properties\":{}}}"
                                .formatted(cluster))
                .expect(201);
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Service","schema":{"properties":{"tier":{"type":"string"},"rank":{"type":"number"}}},
                 "relations":{"runsIn":{"title":"Runs in","target":"%s"}}}""".formatted(service, cluster)).expect(201);
        for (String each : List.of("east", "west")) {
            entity(cluster, "{\"identifier\":\"%s\"}".formatted(each));
        }
        entity(
                service,
                "{\"identifier\":\"cart\",\"properties\":{\"tier\":\"gold\",\"rank\":1},\"relations\":{\"runsIn\":\"east\"}}");
        entity(
                service,
                "{\"identifier\":\"shop\",\"properties\":{\"tier\":\"gold\",\"rank\":3},\"relations\":{\"runsIn\":\"west\"}}");
        entity(
                service,
                "{\"identifier\":\"till\",\"properties\":{\"tier\":\"free\",\"rank\":2},\"relations\":{\"runsIn\":\"east\"}}");
    }

    @Test
    void aLinkFillsInTheFormButNoSecrets() {
        define("CREATE", """
                {"properties":{"name":{"type":"string","title":"Name"},"size":{"type":"number","title":"Size","default":3},
                  "token":{"type":"string","title":"Token","encryption":"aes256-gcm"}}}""");
        ExecuteDialog dialog = open("actionInputs=" + encoded("~(name~'cart~token~'leaked~other~1)"));
        assertThat(text(dialog, "Name").getValue()).isEqualTo("cart");
        assertThat($(PasswordField.class).from(dialog).single().getValue()).isEmpty();
        assertThat(dialog.getElement().getTextRecursively()).contains("Filled in by the link");
        run(dialog);
        assertThat(sent()).isEqualTo(Json.parse("{\"name\":\"cart\",\"size\":3}"));
    }

    @Test
    void aLinkThatCannotBeReadSaysWhere() {
        define("CREATE", "{\"properties\":{}}");
        navigate("actionInputs=" + encoded("~(name"));
        assertThat($(ExecuteDialog.class).all()).isEmpty();
        assertThat($(Notification.class).all().stream()
                        .map(each -> each.getElement().getTextRecursively()))
                .anyMatch(words -> words.contains("of the inputs"));
    }

    @Test
    @WithMockUser(username = "eve@example.com", roles = "MEMBER")
    void aLinkOpensNoFormThatIsNotOffered() {
        define("CREATE", "{\"properties\":{}}");
        api.patch("/v1/actions/" + action + "/permissions", "{\"execute\":{\"roles\":[\"Admin\"]}}")
                .expect(200);
        navigate("");
        roundTrip();
        assertThat($(ExecuteDialog.class).all()).isEmpty();
        assertThat($(Notification.class).all().stream()
                        .map(each -> each.getElement().getTextRecursively()))
                .anyMatch(words -> words.contains("Make it") && words.contains("Member"));
    }

    @Test
    void aRunIsRepeatedWithItsInputsOnItsEntity() {
        define("DAY-2", """
                {"properties":{"cloud":{"type":"string","title":"Cloud"},
                  "region":{"type":"string","title":"Region","enum":{"jqQuery":"if .form.cloud == \\"aws\\" then [\\"eu-1\\",\\"us-1\\"] else [] end"}},
                  "token":{"type":"string","title":"Token","encryption":"aes256-gcm"}},
                 "order":["region","cloud","token"]}""");
        String first = api.post("/v1/actions/" + action + "/runs", """
                        {"entity":"cart","properties":{"cloud":"aws","region":"us-1","token":"secret"}}""")
                .expect(202)
                .body()
                .at("/run/id")
                .asString("");
        UI.getCurrent().navigate("runs/" + first);
        test($(Button.class).withText("Run again").single()).click();
        ExecuteDialog dialog = $(ExecuteDialog.class).single();
        assertThat(text(dialog, "Cloud").getValue()).isEqualTo("aws");
        assertThat($(PasswordField.class).from(dialog).single().getValue()).isEmpty();
        assertThat(dialog.getElement().getTextRecursively()).contains(first, "cart");
        run(dialog);
        assertThat(sent()).isEqualTo(Json.parse("{\"cloud\":\"aws\",\"region\":\"us-1\"}"));
        assertThat(runs.list(RunFilter.ofAction(action), Actor.system(), null, 10)
                        .items()
                        .getFirst()
                        .entity())
                .isEqualTo("cart");
    }

    @Test
    void theInputsAreWrittenAsJson() {
        define("CREATE", """
                {"properties":{"name":{"type":"string","title":"Name"},"size":{"type":"number","title":"Size"},
                  "token":{"type":"string","title":"Token","encryption":"aes256-gcm"}}}""");
        ExecuteDialog dialog = open("");
        text(dialog, "Name").setValue("cart");
        $(PasswordField.class).from(dialog).single().setValue("secret");
        test($(Button.class).from(dialog).withText("JSON").single()).click();
        JsonEditor code = $(JsonEditor.class).from(dialog).single();
        assertThat(Json.parse(code.getValue())).isEqualTo(Json.parse("{\"name\":\"cart\"}"));

        code.setValue("{\"name\": \"shop\", \"size\": 4, \"colour\": 1, \"token\": \"other\"}");
        assertThat(code.getErrorMessage()).contains("/colour", "/token").doesNotContain("/size");
        run(dialog);
        assertThat(runs.list(RunFilter.ofAction(action), Actor.system(), null, 10)
                        .items())
                .isEmpty();

        code.setValue("{\"name\": \"shop\", \"size\": \"four\"}");
        assertThat(code.getErrorMessage()).contains("/size");

        code.setValue("{\"name\": \"shop\", \"size\": 4}");
        assertThat(code.isInvalid()).isFalse();
        assertThat($(Anchor.class).from(dialog).single().getHref())
                .contains("actionInputs=" + encoded("~(name~'shop~size~4)"));
        run(dialog);
        assertThat(sent().path("size").intValue()).isEqualTo(4);
        assertThat(sent().path("token").asString(""))
                .as("stays as it was typed in the form")
                .isNotEmpty();
    }

    @Test
    void theFormComesBackWhereSomethingIsMissingAndTheTextFollowsIt() {
        define("CREATE", """
                {"properties":{"name":{"type":"string","title":"Name"},"size":{"type":"number","title":"Size"}},"required":["name"]}""");
        ExecuteDialog dialog = open("actionInputs=" + encoded("~(name~'cart)"));
        test($(Button.class).from(dialog).withText("JSON").single()).click();
        JsonEditor code = $(JsonEditor.class).from(dialog).single();
        test($(Button.class).from(dialog).withText("Discard").single()).click();
        assertThat(Json.parse(code.getValue())).isEqualTo(Json.parse("{}"));
        code.setValue("{\"size\": 4}");
        run(dialog);
        assertThat(text(dialog, "Name").isInvalid()).isTrue();
        assertThat($(ActionForm.class).from(dialog).single().isVisible()).isTrue();
    }

    @Test
    void entitiesAreOfferedAsTheDatasetSaysAndInItsOrder() {
        define("CREATE", """
                {"properties":{
                  "where":{"type":"string","title":"Where","format":"entity","blueprint":"%2$s"},
                  "what":{"type":"string","title":"What","format":"entity","blueprint":"%1$s","sort":{"property":"rank","order":"DESC"},
                    "dataset":{"combinator":"and","rules":[{"property":"tier","operator":"=","value":"gold"}]}},
                  "beside":{"type":"array","title":"Beside","items":{"type":"string","format":"entity","blueprint":"%1$s",
                    "dataset":{"combinator":"and","rules":[
                      {"relation":"runsIn","operator":"=","value":{"jqQuery":".form.where.identifier"}}]}}}},
                 "order":["where","what","beside"]}""".formatted(service, cluster));
        ExecuteDialog dialog = open("");
        assertThat(offered(picker(dialog, "What"))).containsExactly("shop", "cart");
        MultiSelectComboBox<Choice> beside = beside(dialog);
        assertThat(offered(beside)).containsExactly("cart", "shop", "till");
        choose(picker(dialog, "Where"), "east");
        assertThat(offered(beside)).containsExactly("cart", "till");
        beside.setValue(Set.copyOf(beside.getDataProvider().fetch(new Query<>()).toList()));
        choose(picker(dialog, "Where"), "west");
        assertThat(beside.getValue())
                .as("those that are not offered any more go")
                .isEmpty();

        api.post("/v1/actions/" + action + "/runs", """
                {"properties":{"where":"west","what":"till","beside":["shop","cart"]}}""").expect(422);
        JsonNode refused =
                api.post("/v1/actions/" + action + "/runs", """
                {"properties":{"where":"west","what":"till","beside":["shop","cart"]}}""").expect(422).body();
        assertThat(refused.at("/details/violations")
                        .valueStream()
                        .map(each -> each.path("pointer").asString("")))
                .containsExactly("/properties/what", "/properties/beside/1");
        api.post("/v1/actions/" + action + "/runs", """
                {"properties":{"where":"west","what":"cart","beside":["shop"]}}""").expect(202);
    }

    @Test
    void onlyEntitiesThatMeetTheConditionCanBePicked() {
        api.post("/v1/actions", """
                {"identifier":"%1$s","title":"T","trigger":{"type":"self-service","operation":"DAY-2","blueprintIdentifier":"%2$s",
                   "userInputs":{"properties":{}},
                   "condition":{"type":"SEARCH","combinator":"and","rules":[{"property":"tier","operator":"=","value":"free"}]}},
                 "invocationMethod":{"type":"WEBHOOK","url":"https://example.org"}}""".formatted(action, service)).expect(201);
        ExecuteDialog dialog = open("");
        assertThat(offered(picker(dialog, service + " to work on"))).containsExactly("till");
    }

    @Test
    void anAddressHasATextToShow() {
        define("CREATE", """
                {"properties":{"docs":{"type":"object","format":"labeled-url","title":"Docs"}}}""");
        ExecuteDialog dialog =
                open("actionInputs=" + encoded("~(docs~(url~'https*3a*2f*2fexample.org~displayText~'Read))"));
        run(dialog);
        assertThat(sent().at("/docs"))
                .isEqualTo(Json.parse("{\"url\":\"https://example.org\",\"displayText\":\"Read\"}"));
    }

    @Test
    void aDatasetThatIsNoQueryIsRefused() {
        String reason = api.post("/v1/actions", """
                        {"identifier":"%1$s","title":"T","trigger":{"type":"self-service","operation":"CREATE","userInputs":{"properties":{
                           "a":{"type":"string","format":"entity","blueprint":"%2$s","sort":{"order":"up"},
                             "dataset":{"combinator":"nor","rules":[]}}}}},
                         "invocationMethod":{"type":"WEBHOOK","url":"https://example.org"}}""".formatted(action, service))
                .expect(422)
                .text();
        assertThat(reason)
                .contains(
                        "/trigger/userInputs/properties/a/dataset/combinator", "/trigger/userInputs/properties/a/sort");
    }

    private void define(String operation, String inputs) {
        String on = operation.equals("CREATE") ? "" : ",\"blueprintIdentifier\":\"" + service + "\"";
        api.post("/v1/actions", """
                {"identifier":"%s","title":"Make it","trigger":{"type":"self-service","operation":"%s"%s,"userInputs":%s},
                 "invocationMethod":{"type":"WEBHOOK","url":"https://example.org"}}""".formatted(action, operation, on, inputs)).expect(201);
    }

    private void entity(String blueprint, String json) {
        api.post("/v1/blueprints/" + blueprint + "/entities", json).expect(201);
    }

    private ExecuteDialog open(String more) {
        navigate(more);
        roundTrip();
        return $(ExecuteDialog.class).single();
    }

    private void navigate(String more) {
        UI.getCurrent().navigate("self-serve", QueryParameters.fromString("action=" + action + "&" + more));
    }

    private void run(ExecuteDialog dialog) {
        test($(Button.class).from(dialog).withText("Run").single()).click();
    }

    private TextField text(ExecuteDialog dialog, String label) {
        return $(TextField.class).from(dialog).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<Choice> picker(ExecuteDialog dialog, String label) {
        return $(ComboBox.class).from(dialog).withLabel(label).single();
    }

    @SuppressWarnings("unchecked")
    private MultiSelectComboBox<Choice> beside(ExecuteDialog dialog) {
        return $(MultiSelectComboBox.class).from(dialog).withLabel("Beside").single();
    }

    private static List<String> offered(com.vaadin.flow.component.combobox.ComboBoxBase<?, Choice, ?> box) {
        return box.getDataProvider().fetch(new Query<>()).map(Choice::value).toList();
    }

    private static void choose(ComboBox<Choice> box, String value) {
        box.setValue(box.getDataProvider()
                .fetch(new Query<>())
                .filter(choice -> choice.value().equals(value))
                .findFirst()
                .orElseThrow());
    }

    private JsonNode sent() {
        return runs.list(RunFilter.ofAction(action), Actor.system(), null, 10)
                .items()
                .getFirst()
                .document()
                .path("properties");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
