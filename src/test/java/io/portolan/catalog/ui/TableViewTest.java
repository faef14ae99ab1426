package io.portolan.catalog.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.portolan.catalog.EntityService;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Json;
import io.portolan.query.Operator;
import io.portolan.testing.Api;
import io.portolan.testing.Grids;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.form.Choice;
import io.portolan.ui.form.JsonForm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import tools.jackson.databind.JsonNode;

@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class TableViewTest extends SpringBrowserlessTest {

    @Autowired
    private Api api;

    @Autowired
    private EntityService entities;

    @Autowired
    private EntityPanels panels;

    @Autowired
    private ChangeDispatcher dispatcher;

    private String kind = "";

    @BeforeEach
    void threeServices() {
        kind = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier":"%1$s","title":"Service","schema":{"properties":{
                  "tier":{"title":"Tier","type":"string","enum":["gold","silver"],"enumColors":{"gold":"gold"}},
                  "replicas":{"title":"Replicas","type":"number"}},"required":[]},
                 "relations":{"uses":{"title":"Uses","target":"%1$s","many":true,"required":false}}}
                """.formatted(kind)).expect(201);
        entity("{\"identifier\":\"cart\",\"title\":\"Cart\",\"properties\":{\"tier\":\"gold\",\"replicas\":3}}");
        entity(
                "{\"identifier\":\"billing\",\"title\":\"Billing\",\"properties\":{\"tier\":\"silver\",\"replicas\":12}}");
        entity("{\"identifier\":\"search\",\"title\":\"Search\",\"properties\":{\"tier\":\"gold\",\"replicas\":7},"
                + "\"relations\":{\"uses\":[\"cart\",\"billing\"]}}");
    }

    @Test
    void showsRowsByTitleWithAColumnForEachPropertyAndRelation() {
        navigate("catalog/" + kind, TableView.class);

        assertThat(titles()).containsExactly("Billing", "Cart", "Search");
        assertThat(Grids.headers(grid())).containsExactly("Title", "Tier", "Replicas", "Uses", "Team", "Updated");
        assertThat(cell(2, "relation:uses")).contains("Cart").contains("Billing");
        assertThat(cell(0, "tier")).isEqualTo("silver");
    }

    @Test
    void aCellLeadsToItsEntityAndShowsMarkupAsText() {
        entity("{\"identifier\":\"evil\",\"title\":\"<img src=x onerror=alert(1)> \\\"A\\\"\","
                + "\"relations\":{\"uses\":[\"evil\"]}}");
        navigate("catalog/" + kind, TableView.class);
        for (String column : List.of("$title", "relation:uses")) {
            Document shown = Jsoup.parse(html(0, column));
            assertThat(shown.select("img, script")).isEmpty();
            assertThat(shown.text()).isEqualTo("<img src=x onerror=alert(1)> \"A\"");
            assertThat(shown.select("a[focus-target]").attr("href")).endsWith("entity/" + kind + "/evil");
        }
    }

    @Test
    void theAddressSearchesSortsFiltersAndChoosesColumns() {
        show(Map.of("sort", "-replicas", "columns", "$title,replicas"));
        assertThat(titles()).containsExactly("Billing", "Search", "Cart");
        assertThat(Grids.headers(grid())).containsExactly("Title", "Replicas");

        show(Map.of("q", "sea"));
        assertThat(titles()).containsExactly("Search");

        String filter =
                "{\"combinator\":\"and\",\"rules\":[{\"property\":\"tier\",\"operator\":\"in\",\"value\":[\"gold\"]}]}";
        show(Map.of("filter", filter));
        assertThat(titles()).containsExactly("Cart", "Search");
        assertThat($(Button.class).withText("Filter (1)").all()).hasSize(1);
    }

    /// Each is shown with its controls and stays as it was when it is read from them again.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                Uses, title                      | {"relation":"uses","targetProperty":"$title","operator":"containsAny","value":["Cart"]} | Search
                Uses                             | {"relation":"uses","operator":"in","value":["cart","billing"]} | Search
                Related to Service               | {"blueprint":"KIND","operator":"relatedTo","value":["cart"]} | Search
                Ready, level                     | {"scorecard":"ready","operator":"!=","value":"Gold"} | Cart
                Ready, level                     | {"scorecard":"ready","operator":">=","value":"Gold"} | Billing, Search
                Ready: Many                      | {"scorecard":"ready","scorecardRule":"many","operator":"=","value":"SUCCESS"} | Billing, Search
                Replicas                         | {"property":"replicas","operator":"in","value":[7]} | Search
                Title                            | {"property":"$title","operator":"doesNotEndsWith","value":"t"} | Billing, Search
                Leads over relations to …        | {"property":{"path":["uses"]},"operator":"matchAny","value":["cart"]} | Search
                Leads over relations to …        | {"property":{"path":[{"relation":"uses","maxHops":15}]},"operator":"matchAny","value":["cart"]} | Search
                Is led to over relations from …  | {"property":{"path":["uses"],"fromBlueprint":"KIND"},"operator":"matchAny","value":["search"]} | Billing, Cart
                Written as JSON                  | {"property":{"path":[{"relation":"uses","maxHops":2}]},"operator":"matchAny","value":["cart"]} | Search
                Written as JSON                  | {"property":"replicas","operator":"=","value":7,"not":true} | Billing, Cart
                Written as JSON                  | {"propertySchema":{"type":"string"},"operator":"contains","value":"silv"} | Billing
                """)
    void everySortOfConditionFindsItsRowsAndIsShown(String subject, String condition, String found) {
        api.post("/v1/blueprints/" + kind + "/scorecards", """
                {"identifier":"ready","title":"Ready",
                 "rules":[{"identifier":"many","title":"Many","level":"Gold","query":{"combinator":"and",
                   "conditions":[{"property":"replicas","operator":">","value":5}]}}]}""").expect(201);
        dispatcher.drain();
        String rule = condition.replace("KIND", kind);
        show(Map.of("filter", "{\"combinator\":\"and\",\"rules\":[" + rule + "]}"));
        assertThat(String.join(", ", titles())).isEqualTo(found);
        FilterGroup group = $(FilterGroup.class).single();
        assertThat(Json.parse(Json.write(group.query().at("/rules/0")))).isEqualTo(Json.parse(rule));
        assertThat(subject().getValue().label()).isEqualTo(subject);
    }

    @Test
    void aPathIsChosenRelationByRelation() {
        navigate("catalog/" + kind, TableView.class);
        test($(Button.class).withText("Filter").single()).click();
        test(subject()).selectItem("Leads over relations to …");
        assertThat(step(1).getPlaceholder()).isEqualTo("Relation");
        choose(1, "Uses (Service)");
        assertThat(step(2).getPlaceholder()).isEqualTo("and then …");
        choose(2, "Team");
        assertThat($(MultiSelectComboBox.class).all()).hasSize(1);
        choose(1, "Uses (Service), any number of times");
        assertThat(step(2).getValue()).as("another way on").isNull();
        @SuppressWarnings("unchecked")
        MultiSelectComboBox<Choice> ends = $(MultiSelectComboBox.class).single();
        ends.setValue(Set.of(Choice.of("cart", "Cart")));
        assertThat(titles()).containsExactly("Search");
    }

    @Test
    @SuppressWarnings("unchecked")
    void anotherComparisonKeepsTheValue() {
        show(Map.of("filter", """
                {"combinator":"and","rules":[{"property":"$title","operator":"contains","value":"Cart"}]}"""));
        Select<Operator> how = $(Select.class)
                .withCondition(one -> one.getValue() == Operator.CONTAINS)
                .single();
        how.setValue(Operator.IN);
        assertThat(rule()).isEqualTo(Json.parse("{\"property\":\"$title\",\"operator\":\"in\",\"value\":[\"Cart\"]}"));
        how.setValue(Operator.NOT_EQUALS);
        assertThat(rule()).isEqualTo(Json.parse("{\"property\":\"$title\",\"operator\":\"!=\",\"value\":\"Cart\"}"));
        assertThat(titles()).containsExactly("Billing", "Search");
    }

    @Test
    void aNumberInAConditionStaysInItsField() {
        show(Map.of("filter", """
                {"combinator":"and","rules":[{"property":"replicas","operator":"=","value":7}]}"""));
        NumberField field = $(NumberField.class).single();
        field.setValue(3.0);
        assertThat(titles()).containsExactly("Cart");
        assertThat($(NumberField.class).single())
                .as("the same field, with the focus")
                .isSameAs(field);
    }

    private JsonNode rule() {
        return $(FilterGroup.class).single().query().at("/rules/0");
    }

    @Test
    void aConditionIsWrittenAsJson() {
        show(Map.of("filter", """
                {"combinator":"and","rules":[{"property":"replicas","operator":"in","value":[7]}]}"""));
        test(subject()).selectItem("Written as JSON");
        CodeEditor text = $(CodeEditor.class).single();
        assertThat(Json.parse(text.getValue()))
                .isEqualTo(Json.parse("{\"property\":\"replicas\",\"operator\":\"in\",\"value\":[7]}"));
        assertThat(titles()).containsExactly("Search");
        text.setValue("{\"property\":\"replicas\",\"operator\":\"about\",\"value\":7}");
        assertThat(text.isInvalid()).isTrue();
        assertThat(text.getErrorMessage()).startsWith("/operator must be equal to one of the allowed values");
        text.setValue("{\"property\":\"replicas\",");
        assertThat(text.isInvalid()).isTrue();
        text.setValue("{\"property\":\"replicas\",\"operator\":\"<\",\"value\":7}");
        assertThat(text.isInvalid()).isFalse();
        assertThat(titles()).containsExactly("Cart");
    }

    @Test
    void rowsAreGroupedByAPropertyARelationAndTheTeam() {
        entity("{\"identifier\":\"none\",\"title\":\"None\"}");

        show(Map.of("group", "tier"));
        assertThat(groups("Search"))
                .containsExactly("gold (2)", "Cart", "Search", "silver (1)", "Billing", "No value (1)", "None");

        show(Map.of("group", "relation:uses", "sort", "$title"));
        assertThat(groups("No value"))
                .containsExactly(
                        "Billing (1)", "Search", "Cart (1)", "Search", "No value (3)", "Billing", "Cart", "None");

        show(Map.of("group", "replicas", "q", "cart"));
        assertThat(groups("3 (1)")).containsExactly("3 (1)", "Cart");
    }

    @Test
    void aGroupIsClosedOpenedAndShownAlone() {
        show(Map.of("group", "tier"));
        groups("Billing");
        Button all =
                $(Button.class).withAttribute("aria-label", "Close all groups").single();
        test(all).click();
        assertThat(titles()).containsExactly("gold (2)", "silver (1)");
        test(grid()).invokeLitRendererFunction(1, "$title", "toggle");
        assertThat(titles()).containsExactly("gold (2)", "silver (1)", "Billing");
        test(grid()).invokeLitRendererFunction(0, "$title", "only");
        assertThat(titles()).containsExactly("Cart", "Search");
    }

    @Test
    void columnsAreMovedAndMadeWiderWithoutAPointer() {
        navigate("catalog/" + kind, TableView.class);
        // a click on the button opens it in the browser
        $(Popover.class).single().open();
        press("Move Replicas to the left");
        assertThat(Grids.headers(grid())).startsWith("Title", "Replicas", "Tier");
        press("Make Replicas wider");
        press("Make Replicas wider");
        assertThat(grid().getColumnByKey("replicas").getWidth()).isEqualTo("208px");
        assertThat(columnsInTheAddress()).contains("widths=replicas").contains("208");
        press("Make Replicas narrower");
        assertThat(grid().getColumnByKey("replicas").getWidth()).isEqualTo("168px");
        test($(Button.class).withText("The usual ones").single()).click();
        assertThat(Grids.headers(grid())).startsWith("Title", "Tier", "Replicas");
        assertThat(grid().getColumnByKey("replicas").getWidth()).isEqualTo("8rem");
    }

    @Test
    void anEntityMadeByTheFormIsInTheTableAtOnce() {
        navigate("catalog/" + kind, TableView.class);
        test($(Button.class).withText("New Service").all().getFirst()).click();
        Dialog dialog = $(Dialog.class).single();
        List<JsonForm> forms = $(JsonForm.class).from(dialog).all();
        forms.getFirst().field("title").orElseThrow().write(text("Checkout"));
        forms.getFirst().field("identifier").orElseThrow().write(text("checkout"));
        test($(Button.class).withText("Create").single()).click();

        assertThat(titles()).containsExactly("Billing", "Cart", "Checkout", "Search");
        assertThat(entities.find(kind, "checkout")).isPresent();
    }

    @Test
    void aRefusedValueIsShownBesideItsField() {
        navigate("catalog/" + kind, TableView.class);
        test($(Button.class).withText("New Service").all().getFirst()).click();
        Dialog dialog = $(Dialog.class).single();
        JsonForm head = $(JsonForm.class).from(dialog).all().getFirst();
        head.field("identifier").orElseThrow().write(text("not allowed because of blanks"));
        test($(Button.class).withText("Create").single()).click();

        TextField field =
                $(TextField.class).from(dialog).withLabel("Identifier").single();
        assertThat(field.isInvalid()).isTrue();
        assertThat(field.getErrorMessage()).contains("no blanks");
    }

    @Test
    void thePanelsOfAnEntityShowItsValuesAndItsRelationsBothWays() {
        navigate("catalog/" + kind, TableView.class);

        String values =
                panels.properties(entities.require(kind, "cart")).getElement().getTextRecursively();
        assertThat(values)
                .contains("cart")
                .contains("Tier")
                .contains("gold")
                .contains("Replicas")
                .contains("3");
        String relations =
                panels.relations(entities.require(kind, "cart")).getElement().getTextRecursively();
        assertThat(relations).contains("Used by").contains("Search");
    }

    @SuppressWarnings("unchecked")
    private ComboBox<FilterSubject> subject() {
        return (ComboBox<FilterSubject>) $(ComboBox.class)
                .withCondition(field -> field.getAriaLabel().orElse("").equals("What"))
                .first();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<Object> step(int number) {
        return (ComboBox<Object>) $(ComboBox.class)
                .withCondition(field -> field.getAriaLabel().orElse("").equals("Relation " + number))
                .first();
    }

    private void choose(int number, String label) {
        ComboBox<Object> step = step(number);
        step.setValue(step.getListDataView()
                .getItems()
                .filter(one -> step.getItemLabelGenerator().apply(one).equals(label))
                .findFirst()
                .orElseThrow());
    }

    private void show(Map<String, String> parameters) {
        UI.getCurrent().navigate("catalog/" + kind, QueryParameters.simple(parameters));
    }

    private static tools.jackson.databind.JsonNode text(String value) {
        return tools.jackson.databind.node.StringNode.valueOf(value);
    }

    private void entity(String json) {
        api.post("/v1/blueprints/" + kind + "/entities", json).expect(201);
    }

    @SuppressWarnings("unchecked")
    private Grid<TableLine> grid() {
        return $(Grid.class).single();
    }

    private List<String> titles() {
        List<String> titles = new ArrayList<>();
        for (int i = 0; i < test(grid()).size(); i++) {
            titles.add(
                    switch (test(grid()).getRow(i)) {
                        case TableRow row -> row.entity().displayTitle();
                        case TableGroup group -> group.label() + " (" + group.count() + ")";
                    });
        }
        return titles;
    }

    /// The lines once one of them is there; groups are counted in the background.
    private List<String> groups(String awaited) {
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).until(() -> {
            roundTrip();
            return titles().stream().anyMatch(line -> line.startsWith(awaited));
        });
        return titles();
    }

    private void press(String label) {
        test($(Button.class).withAttribute("aria-label", label).single()).click();
    }

    private static String columnsInTheAddress() {
        return UI.getCurrent()
                .getInternals()
                .getActiveViewLocation()
                .getQueryParameters()
                .getQueryString();
    }

    private String cell(int row, String column) {
        return Jsoup.parse(html(row, column)).text();
    }

    private String html(int row, String column) {
        return test(grid()).getLitRendererPropertyValue(row, column, "html", String.class);
    }
}
