package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Somebody keeps a view, edits in place, arranges pages, tries a calculation, relates kinds and takes a template.
class FindAndBuildE2E extends Journey {

    @Autowired
    private Api api;

    @Autowired
    private ChangeDispatcher dispatcher;

    private String service = "";
    private String title = "";

    @BeforeEach
    void services() {
        service = Names.unique("service");
        title = Names.unique("Restart");
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Service","icon":"Microservice",
                 "schema":{"properties":{"lang":{"title":"Language","type":"string"},
                   "replicas":{"title":"Replicas","type":"number"}},"required":[]}}
                """.formatted(service)).expect(201);
        api.post("/v1/blueprints/" + service + "/entities/bulk", """
                {"entities":[{"identifier":"cart","title":"Cart","properties":{"lang":"go","replicas":3}},
                 {"identifier":"shop","title":"Shop","properties":{"lang":"java","replicas":5}}]}
                """).expect(200);
    }

    @Test
    void aViewIsKeptAndFoundAgain() {
        signInAsAdmin();
        open("catalog/" + service + "?sort=-replicas");
        page.locator("vaadin-grid a").first().waitFor();
        item("Views").click();
        item("Save view").click();
        dialog().getByLabel("Name").first().fill("Biggest first");
        dialog().getByLabel("Name").first().press("Tab");
        settle();
        Screens.take(page, "catalog-save-view");
        inDialog("Save");
        page.getByText("was saved").first().waitFor();

        open("catalog/" + service);
        page.locator("vaadin-grid a").first().waitFor();
        item("Views").click();
        item("Biggest first").click();
        page.waitForURL(address -> address.contains("sort=-replicas"));
        settle();
        Accessibility.check(page);
    }

    @Test
    void aPageWithATableBeginsWithWhatIsKeptOnIt() {
        String name = Names.unique("big");
        api.post("/v1/pages", """
                {"identifier":"%1$s","title":"%1$s","type":"blueprint-entities","blueprint":"%2$s","widgets":[
                  {"id":"t","type":"table-entities-explorer","blueprint":"%2$s","blueprintConfig":{"%2$s":{"filterSettings":{
                    "filterBy":{"combinator":"and","rules":[{"property":"replicas","operator":">","value":4}]}}}}}]}
                """.formatted(name, service)).expect(201);
        signInAsAdmin();
        open("tables/" + name);
        row("Shop").waitFor();
        assertThat(row("Cart").count()).isZero();
        page.getByLabel("Remove this condition").click();
        row("Cart").waitFor();
        page.waitForURL(address -> address.contains("all=true"));
        page.locator("vaadin-grid-sorter")
                .filter(new Locator.FilterOptions().setHasText("Language"))
                .click();
        page.waitForURL(address -> address.contains("sort=lang"));
        settle();
        item("Views").click();
        item("Keep this on the page").click();
        page.getByText("begins with this now").first().waitFor();
        page.waitForURL(address -> address.endsWith("tables/" + name));

        open("tables/" + name);
        row("Cart").waitFor();
        row("Shop").waitFor();
        var kept = api.get("/v1/pages/" + name).expect(200).body().at("/page/widgets/0/blueprintConfig/" + service);
        assertThat(kept.at("/sortSettings/sortBy/0/property").asString("")).isEqualTo("lang");
        assertThat(kept.has("filterSettings")).isFalse();
    }

    private Locator row(String title) {
        return page.locator("vaadin-grid a").getByText(title).first();
    }

    @Test
    void aCellIsEditedWhereItStands() {
        signInAsAdmin();
        open("catalog/" + service);
        page.locator("vaadin-grid-cell-content").getByText("java").first().dblclick();
        Locator field = dialog().getByLabel("Language").first();
        field.waitFor();
        field.fill("kotlin");
        field.press("Tab");
        settle();
        Screens.take(page, "catalog-cell");
        inDialog("Save");
        page.locator("vaadin-grid-cell-content").getByText("kotlin").first().waitFor();
        assertThat(api.get("/v1/blueprints/" + service + "/entities/shop")
                        .expect(200)
                        .body()
                        .at("/entity/properties/lang")
                        .asString(""))
                .isEqualTo("kotlin");
    }

    @Test
    void oneValueForAllThatAreChosen() {
        signInAsAdmin();
        open("catalog/" + service);
        page.getByText("Cart").first().waitFor();
        Locator boxes = page.getByRole(AriaRole.CHECKBOX);
        boxes.first().click();
        boxes.nth(1).click();
        page.getByText("2 selected").first().waitFor();
        button("Edit property…").click();
        page.getByText("Edit a property").first().waitFor();
        Screens.take(page, "catalog-edit-property");
    }

    @Test
    void pagesAreArranged() {
        signInAsAdmin();
        open("pages");
        button("New folder").click();
        String folder = Names.unique("Reports");
        dialog().getByLabel("Title").first().fill(folder);
        dialog().getByLabel("Title").first().press("Tab");
        settle();
        inDialog("Create");
        // in a portal with many pages it stands further down than the rows that are drawn
        page.waitForCondition(
                () -> api.get("/v1/sidebars/catalog").expect(200).text().contains(folder));
        settle();
        Screens.take(page, "pages");
        open("");
        page.getByText("Waiting for my approval").first().waitFor();
        Screens.take(page, "home-fresh");
    }

    @Test
    void twoWhoEditTheSameCellChooseWhoseValueStays() {
        signInAsAdmin();
        open("catalog/" + service);
        page.locator("vaadin-grid-cell-content").getByText("java").first().dblclick();
        Locator field = dialog().getByLabel("Language").first();
        field.waitFor();
        api.patch(
                        "/v1/blueprints/" + service + "/entities/shop",
                        "{\"properties\":{\"lang\":\"scala\",\"replicas\":7}}")
                .expect(200);
        field.fill("kotlin");
        field.press("Tab");
        settle();
        inDialog("Save");
        dialog().getByText("scala").first().waitFor();
        Screens.take(page, "catalog-merge");
        Accessibility.check(page);
        dialog().getByText("Mine", new Locator.GetByTextOptions().setExact(true))
                .first()
                .click();
        settle();
        inDialog("Save both together");
        page.locator("vaadin-grid-cell-content").getByText("kotlin").first().waitFor();
        var stored = api.get("/v1/blueprints/" + service + "/entities/shop")
                .expect(200)
                .body()
                .at("/entity/properties");
        assertThat(stored.path("lang").asString("")).isEqualTo("kotlin");
        assertThat(stored.path("replicas").intValue()).isEqualTo(7);
    }

    @Test
    void aCalculationIsTriedWhileItIsWritten() {
        signInAsAdmin();
        open("builder/" + service);
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Computed"))
                .first()
                .click();
        button("Add calculation").click();
        dialog().getByText("Try it").first().waitFor();
        dialog().locator(".cm-content").first().click();
        page.keyboard().type(".properties.replicas * 2");
        dialog().getByText("10").or(dialog().getByText("6")).first().waitFor();
        Screens.take(page, "builder-calculation");
    }

    @Test
    void kindsAreRelatedWithTheKeyboard() {
        signInAsAdmin();
        open("builder");
        page.locator("portolan-graph[drawn]").waitFor();
        button("Relate …").click();
        page.getByText("Add relation").first().waitFor();
        Screens.take(page, "builder-relate");
    }

    @Test
    void anActionBeginsWithATemplate() {
        signInAsAdmin();
        open("self-service");
        button("From a template").click();
        dialog().getByText("Deploy").first().waitFor();
        Screens.take(page, "action-templates");
        Accessibility.check(page);
    }

    @Test
    void stepsOfARunAreSeen() {
        api.post("/v1/actions", """
                {"identifier":"%1$s","title":"%1$s","icon":"rocket",
                 "trigger":{"type":"self-service","operation":"CREATE","userInputs":{"properties":{}}},
                 "steps":[{"identifier":"write","title":"Write it down","invocationMethod":{"type":"UPSERT_ENTITY",
                     "blueprintIdentifier":"%2$s","mapping":{"identifier":"fresh","title":"Fresh"}}},
                   {"identifier":"rare","title":"Only on Sundays","condition":"false","invocationMethod":{"type":"UPSERT_ENTITY",
                     "blueprintIdentifier":"%2$s","mapping":{"identifier":"sunday"}}},
                   {"identifier":"tell","title":"Tell the team","invocationMethod":{"type":"UPSERT_ENTITY",
                     "blueprintIdentifier":"%2$s","mapping":{"identifier":"told","properties":{"replicas":"many"}}}}]}
                """.formatted(title, service)).expect(201);
        String run = api.start(title, "{\"properties\":{}}");
        dispatcher.drain();
        signInAsAdmin();
        open("runs/" + run);
        page.getByText("Left out", new Page.GetByTextOptions().setExact(true))
                .first()
                .waitFor();
        page.getByText("Failed", new Page.GetByTextOptions().setExact(true))
                .first()
                .waitFor();
        Screens.take(page, "run-steps");
        Accessibility.check(page);
    }
}
