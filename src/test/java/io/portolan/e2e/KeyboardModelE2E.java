package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// The model, the pages and the graph with the keyboard alone, and two who change the same thing.
class KeyboardModelE2E extends KeyboardJourney {

    @Autowired
    private Api api;

    private String team = "";
    private String service = "";

    @BeforeEach
    void servicesOfTeams() {
        team = Names.unique("squad");
        service = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier":"%1$s","title":"%1$s","schema":{"properties":{
                  "chat":{"title":"Chat","type":"string"},"people":{"title":"People","type":"number"}},"required":[]}}
                """.formatted(team)).expect(201);
        api.post("/v1/blueprints", """
                {"identifier":"%1$s","title":"%1$s",
                 "schema":{"properties":{"lang":{"title":"Language","type":"string"},
                   "size":{"title":"Size","type":"number"}},"required":[]},
                 "relations":{"squad":{"title":"Squad","target":"%2$s","many":false,"required":false}}}
                """.formatted(service, team)).expect(201);
        api.post("/v1/blueprints/" + team + "/entities", """
                {"identifier":"checkout","title":"Checkout","properties":{"chat":"#checkout","people":5}}
                """).expect(201);
        api.post("/v1/blueprints/" + service + "/entities/bulk", """
                {"entities":[{"identifier":"cart","title":"Cart","properties":{"lang":"go","size":3},
                               "relations":{"squad":"checkout"}},
                             {"identifier":"till","title":"Till","properties":{"lang":"java","size":4}}]}
                """).expect(200);
    }

    @Test
    void twoEditsAreMerged() {
        signInAsAdmin();
        openPastTheNavigation("entity/" + service + "/cart");
        keys.use(page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Edit"))
                .first());
        Locator language = dialog().getByLabel("Language");
        language.first().waitFor();
        settle();
        api.patch("/v1/blueprints/" + service + "/entities/cart", "{\"properties\":{\"lang\":\"zig\",\"size\":9}}")
                .expect(200);
        keys.reach(language);
        keys.press("Control+a");
        keys.type("rust");
        keys.use(inTheDialog("Save"));
        Locator mine = page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Mine"));
        Locator theirs = page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("Theirs"));
        theirs.first().waitFor();
        settle();
        keys.reach(mine.or(theirs));
        keys.press("Space");
        keys.seesTheFocus();
        for (int i = 0; i < 2 && !keys.has(mine); i++) {
            keys.press("ArrowDown");
        }
        assertThat(mine.first().isChecked()).isTrue();
        keys.use(inTheDialog("Save both together"));
        page.waitForCondition(() -> property("cart", "lang").asString("").equals("rust"));
        assertThat(property("cart", "size").intValue()).isEqualTo(9);
    }

    @Test
    void anEntityIsWrittenAsJson() {
        signInAsAdmin();
        openPastTheNavigation("entity/" + service + "/till");
        keys.use(page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Edit"))
                .first());
        dialog().getByLabel("Language").first().waitFor();
        settle();
        keys.reach(inTheDialog("JSON"));
        keys.press("Enter");
        Locator code = dialog().locator(".cm-content").first();
        code.waitFor();
        settle();
        keys.reach(code);
        keys.seesTheFocus();
        // looks for the value, and leaves it chosen
        keys.press("Control+f");
        keys.type("\"java\"");
        keys.press("Enter", "Escape");
        keys.type("\"perl\"");
        keys.press("Escape");
        keys.reach(inTheDialog("Save"));
        keys.press("Enter");
        page.waitForCondition(() -> property("till", "lang").asString("").equals("perl"));
    }

    @Test
    void kindsAreRelated() {
        signInAsAdmin();
        openPastTheNavigation("builder");
        page.locator("portolan-graph[drawn]").waitFor();
        keys.reach(button("Relate …"));
        keys.seesTheFocus();
        keys.press("Enter");
        keys.reach(dialogField(listInTheDialog("From")));
        pick(team);
        keys.reach(listInTheDialog("Points at"));
        pick(service);
        keys.reach(dialog().getByLabel("Title"));
        keys.press("Control+a");
        keys.type("Main service");
        keys.press("Tab");
        settle();
        keys.use(inTheDialog("Save"));
        page.waitForCondition(
                () -> api.get("/v1/blueprints/" + team).expect(200).text().contains("Main service"));
    }

    @Test
    void valuesOfOthersAreMirroredAndCounted() {
        signInAsAdmin();
        openPastTheNavigation("builder/" + service);
        keys.reach(tab("Properties"));
        keys.press("ArrowRight", "ArrowRight", "Enter");
        keys.use(button("Add mirror"));
        keys.reach(dialogField(dialog().getByLabel("Title")));
        keys.type("Chat of the squad");
        keys.reach(listInTheDialog("Path"));
        pick("squad.chat");
        keys.use(inTheDialog("Apply"));
        page.getByText("Chat of the squad").first().waitFor();
        save();

        openPastTheNavigation("builder/" + team);
        keys.reach(tab("Properties"));
        keys.press("ArrowRight", "ArrowRight", "Enter");
        keys.use(button("Add aggregation"));
        keys.reach(dialogField(dialog().getByLabel("Title")));
        keys.type("Size of all");
        keys.reach(listInTheDialog("Kind"));
        pick(service);
        keys.reach(listInTheDialog("Over"));
        pick("A property");
        keys.reach(listInTheDialog("Function"));
        pick("Sum");
        keys.reach(listInTheDialog("Property"));
        pick("Size");
        keys.use(inTheDialog("Apply"));
        page.getByText("Size of all").first().waitFor();
        keys.back(tab("Computed"));
        keys.press("ArrowRight", "Enter");
        keys.reach(page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Ownership")));
        pick("Teams are set");
        save();
        String stored = api.get("/v1/blueprints/" + team).expect(200).text();
        assertThat(stored).contains("Size of all", "\"sum\"", "\"Direct\"");
    }

    @Test
    void aDashboardIsMadePrivateAndLocked() {
        String title = Names.unique("Costs");
        signInAsAdmin();
        openPastTheNavigation("pages");
        keys.use(button("New dashboard"));
        keys.reach(dialogField(dialog().getByLabel("Title")));
        keys.type(title);
        keys.use(inTheDialog("Create"));
        page.waitForURL(address -> address.contains("/dashboards/"));

        openPastTheNavigation("pages");
        Locator menu = page.locator("vaadin-menu-bar-button:has([aria-label$='" + title + "'])")
                .or(page.locator("vaadin-menu-bar-button[aria-label$='" + title + "']"));
        page.getByText(title).first().waitFor();
        toTheGrid();
        toTheMenuOf("More for " + title);
        keys.press("Enter");
        choose("Make private");
        Locator sure = page.getByRole(AriaRole.ALERTDIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Make private"));
        sure.waitFor();
        settle();
        keys.reach(sure);
        keys.press("Enter");
        page.waitForCondition(
                () -> api.pageTitled(title).path("visibility").asString("").equals("private"));
        page.waitForCondition(() -> keys.has(menu));
        settle();
        keys.press("Enter");
        choose("Lock");
        page.waitForCondition(() -> api.pageTitled(title).path("locked").asBoolean(false));
    }

    @Test
    void whatATableShowsBecomesAPage() {
        String title = Names.unique("Biggest");
        signInAsAdmin();
        openPastTheNavigation("catalog/" + service + "?sort=-size");
        page.getByText("Till").first().waitFor();
        keys.reach(page.locator(".cat-views vaadin-menu-bar-button").first());
        keys.press("Enter");
        choose("Save as page…");
        keys.reach(dialogField(dialog().getByLabel("Title")));
        keys.type(title);
        keys.use(inTheDialog("Create"));
        page.waitForURL("**/tables/**");
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(title))
                .first()
                .waitFor();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(title))
                .first()
                .waitFor();
        Accessibility.check(page);
    }

    @Test
    void aGraphIsSavedAsAPicture() throws IOException {
        signInAsAdmin();
        openPastTheNavigation("entity/" + service + "/cart?tab=related");
        page.locator("portolan-graph[drawn='2']").waitFor();
        Locator graph = page.locator("portolan-graph");
        keys.reach(graph.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(team)));
        keys.seesTheFocus();
        keys.press("Space");
        page.locator("portolan-graph[drawn='1']").waitFor();
        keys.press("Space");
        page.locator("portolan-graph[drawn='2']").waitFor();
        keys.reach(graph.getByLabel("Save as SVG"));
        Download svg = page.waitForDownload(() -> keys.press("Enter"));
        assertThat(Files.readString(svg.path(), StandardCharsets.UTF_8)).contains("Cart", "Checkout");
        keys.back(graph.getByLabel("Save as picture"));
        Download png = page.waitForDownload(() -> keys.press("Enter"));
        assertThat(png.suggestedFilename()).endsWith(".png");
    }

    @Test
    void aFilterHasGroupsAndFollowsRelations() {
        signInAsAdmin();
        openPastTheNavigation("catalog/" + service);
        page.getByText("Till").first().waitFor();
        keys.use(button("Filter"));
        Locator what = page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("What"));
        keys.reach(what);
        pick("Leads over relations");
        keys.reach(page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Relation 1")));
        pick("Squad");
        keys.reach(page.locator(".cat-rule-value input").first());
        pick("Checkout");
        page.waitForURL(address -> address.contains("matchAny"));
        page.locator("vaadin-grid a").getByText("Till").waitFor(hidden());
        keys.press("Escape");
        goBackTo("Group");
        keys.reach(what.nth(1));
        pick("Language");
        keys.reach(page.locator(".cat-rule-value").nth(1));
        keys.type("cobol");
        keys.press("Tab");
        page.waitForURL(address -> address.contains("cobol"));
        page.locator("vaadin-grid a").getByText("Cart").waitFor(hidden());
        Screens.take(page, "catalog-filter-path");
        Accessibility.check(page);
    }

    @Test
    void somethingIsAnnounced() {
        String title = Names.unique("Upgrade");
        signInAsAdmin();
        openPastTheNavigation("");
        keys.use(button("Announcements"));
        keys.reach(dialogField(inTheDialog("New announcement")));
        keys.press("Enter");
        keys.reach(dialogField(dialog().getByLabel("Title")));
        keys.type(title);
        keys.reach(dialog().getByLabel("Text"));
        keys.type("At noon.");
        keys.use(inTheDialog("Save"));
        page.getByText("Shown now").first().waitFor();
        settle();
        keys.use(inTheDialog("Close"));
        page.getByText(title).first().waitFor();
    }

    private Locator tab(String name) {
        return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name));
    }

    /// Something in a dialog that is only just opening.
    private Locator dialogField(Locator field) {
        field.first().waitFor();
        settle();
        return field;
    }

    private void save() {
        goBackTo("Save");
        Locator notice = page.getByText("Tables and forms show it at once").first();
        notice.or(dialog().getByText("comes out differently").first()).first().waitFor();
        if (!notice.isVisible()) {
            settle();
            keys.use(inTheDialog("Save"));
            notice.waitFor();
        }
    }

    private JsonNode property(String entity, String name) {
        return api.get("/v1/blueprints/" + service + "/entities/" + entity)
                .expect(200)
                .body()
                .at("/entity/properties/" + name);
    }

    private static Locator.WaitForOptions hidden() {
        return new Locator.WaitForOptions().setState(com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
    }
}
