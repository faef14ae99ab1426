package io.portolan.catalog.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.router.QueryParameters;
import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.Grids;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.EmptyState;
import io.portolan.ui.PageHeader;
import io.portolan.ui.form.JsonForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

/// Tables that were made pages, besides the one that each kind has by itself.
@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class CatalogPagesViewTest extends SpringBrowserlessTest {

    private static final String GOLD =
            "{\"combinator\":\"and\",\"rules\":[{\"property\":\"tier\",\"operator\":\"in\",\"value\":[\"gold\"]}]}";

    @Autowired
    private Api api;

    private final String kind = Names.unique("service");
    private final String page = Names.unique("important/services");

    @BeforeEach
    void threeServices() {
        api.post("/v1/blueprints", """
                {"identifier":"%1$s","title":"Service","schema":{"properties":{
                  "tier":{"title":"Tier","type":"string","enum":["gold","silver"]},
                  "replicas":{"title":"Replicas","type":"number"}},"required":[]},
                 "relations":{"uses":{"title":"Uses","target":"%1$s","many":true,"required":false}}}
                """.formatted(kind)).expect(201);
        api.post("/v1/blueprints/" + kind + "/entities/bulk", """
                {"entities":[{"identifier":"cart","title":"Cart","properties":{"tier":"gold","replicas":3}},
                  {"identifier":"shop","title":"Shop","properties":{"tier":"silver","replicas":5}},
                  {"identifier":"till","title":"Till","properties":{"tier":"gold","replicas":7}}]}
                """).expect(200);
    }

    @Test
    void aPageOfAClientShowsItsTable() {
        store("""
                "dataset":%s,"excludedFields":["relation#uses"],
                "blueprintConfig":{"%s":{"sortSettings":{"sortBy":[{"property":"replicas","order":"desc"}]},
                  "propertiesSettings":{"order":["replicas","$title"],"hidden":["tier"]}}}""".formatted(GOLD, kind));
        open(Map.of());
        assertThat($(PageHeader.class).single().getElement().getTextRecursively())
                .startsWith("Important services");
        assertThat(titles()).containsExactly("Till", "Cart");
        assertThat(Grids.headers(grid())).containsExactly("Replicas", "Title");

        test($(Button.class).withText("Filter").single()).click();
        List<FilterGroup> groups = $(FilterGroup.class).all();
        assertThat(groups).hasSize(2);
        assertThat(groups.getLast().query())
                .as("the rules of the page are shown")
                .isEqualTo(Json.parse(GOLD));
        assertThat(groups.getLast().isEnabled()).isFalse();

        open(Map.of("q", "cart"));
        assertThat(titles()).containsExactly("Cart");
        open(Map.of("filter", GOLD.replace("gold", "silver")));
        assertThat(titles()).as("the rules of the page always hold").isEmpty();
        open(Map.of("columns", "$title,tier,relation:uses"));
        assertThat(Grids.headers(grid())).containsExactly("Title", "Tier");

        UI.getCurrent().navigate("dashboards/" + page);
        assertThat(titles()).containsExactly("Till", "Cart");
    }

    @Test
    void aPageWithoutAnythingSaysSo() {
        store("\"dataset\":"
                + GOLD.replace("gold", "lead").replace("in\"", "=\"").replace("[\"lead\"]", "\"lead\""));
        open(Map.of());
        assertThat(titles()).isEmpty();
        EmptyState state = (EmptyState) grid().getEmptyStateComponent();
        assertThat(state.getElement().getTextRecursively()).contains("Nothing belongs here");
    }

    @Test
    void rulesOfAPageThatAreABareListHold() {
        store("\"dataset\":[{\"property\":\"tier\",\"operator\":\"=\",\"value\":\"silver\"}]");
        open(Map.of());
        assertThat(titles()).containsExactly("Shop");
    }

    @Test
    void whatATableShowsBecomesAPage() {
        UI.getCurrent()
                .navigate(
                        "catalog/" + kind,
                        QueryParameters.simple(
                                Map.of("filter", GOLD, "sort", "-replicas", "columns", "$title,replicas")));
        choose("Save as page…");
        JsonForm form = $(JsonForm.class).from($(Dialog.class).single()).single();
        form.field("title").orElseThrow().write(StringNode.valueOf("Gold services"));
        test($(Button.class).withText("Create").single()).click();

        assertThat(UI.getCurrent().getActiveViewLocation().getPath()).startsWith("tables/");
        assertThat(titles()).containsExactly("Till", "Cart");
        assertThat(Grids.headers(grid())).containsExactly("Title", "Replicas");
        JsonNode stored = api.pageTitled("Gold services");
        assertThat(stored.path("type").asString()).isEqualTo("blueprint-entities");
        assertThat(stored.path("blueprint").asString()).isEqualTo(kind);
        assertThat(stored.at("/widgets/0/type").asString()).isEqualTo("table-entities-explorer");
        assertThat(stored.at("/widgets/0/dataset")).isEqualTo(Json.parse(GOLD));
        assertThat(stored.at("/widgets/0/blueprintConfig/" + kind + "/sortSettings"))
                .isEqualTo(Json.parse("{\"sortBy\":[{\"property\":\"replicas\",\"order\":\"desc\"}]}"));
    }

    @Test
    void aPageMayOnlyBeginWithAFilterAndIsChanged() {
        UI.getCurrent().navigate("catalog/" + kind, QueryParameters.simple(Map.of("filter", GOLD)));
        choose("Save as page…");
        JsonForm form = $(JsonForm.class).from($(Dialog.class).single()).single();
        form.field("title").orElseThrow().write(StringNode.valueOf("Mostly gold"));
        form.field("firm").orElseThrow().write(BooleanNode.FALSE);
        test($(Button.class).withText("Create").single()).click();
        assertThat(titles()).containsExactly("Cart", "Till");
        String address = UI.getCurrent().getActiveViewLocation().getPath();

        // without the filter, which the page begins with
        $(FilterGroup.class).first().show(null);
        UI.getCurrent().navigate(address, QueryParameters.simple(Map.of("all", "true")));
        assertThat(titles()).containsExactly("Cart", "Shop", "Till");

        UI.getCurrent().navigate(address, QueryParameters.simple(Map.of("sort", "-$title")));
        choose("Keep this on the page");
        UI.getCurrent().navigate(address);
        assertThat(titles()).containsExactly("Till", "Shop", "Cart");
    }

    @Test
    @WithMockUser(username = "else@example.com", roles = "MEMBER")
    void aPrivatePageIsNotThereForOthers() {
        store("\"dataset\":" + GOLD + "}],\"visibility\":\"private\",\"ignored\":[{\"type\":\"x\"");
        open(Map.of());
        assertThat($(Grid.class).all()).isEmpty();
    }

    private void store(String table) {
        api.post("/v1/pages", """
                {"identifier":"%s","title":"Important services","icon":"Star","type":"blueprint-entities","blueprint":"%s",
                 "widgets":[{"id":"t","type":"table-entities-explorer","title":"All",%s}]}
                """.formatted(page, kind, table)).expect(201);
    }

    private void open(Map<String, String> parameters) {
        UI.getCurrent().navigate("tables/" + page, QueryParameters.simple(parameters));
    }

    private void choose(String entry) {
        MenuBar views = $(MenuBar.class).from($(ViewsMenu.class).single()).single();
        List<String> texts = views.getItems().getFirst().getSubMenu().getItems().stream()
                .map(MenuItem::getText)
                .toList();
        assertThat(texts).contains(entry);
        new MenuBarTester<>(views).clickItem(0, texts.indexOf(entry));
    }

    @SuppressWarnings("unchecked")
    private Grid<TableLine> grid() {
        return $(Grid.class).single();
    }

    private List<String> titles() {
        List<String> titles = new ArrayList<>();
        for (int i = 0; i < test(grid()).size(); i++) {
            titles.add(((TableRow) test(grid()).getRow(i)).entity().displayTitle());
        }
        return titles;
    }
}
