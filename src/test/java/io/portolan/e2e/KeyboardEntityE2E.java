package io.portolan.e2e;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The page of an entity with the keyboard alone: it is made, gets a tab, and its API is tried.
class KeyboardEntityE2E extends KeyboardJourney {

    @Autowired
    private Api api;

    private String kind = "";

    @BeforeEach
    void services() {
        kind = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier":"%1$s","title":"%1$s","schema":{"properties":{
                  "lang":{"title":"Language","type":"string"},
                  "api":{"title":"Interface","type":"string","format":"yaml","spec":"open-api"}},"required":["lang"]}}
                """.formatted(kind)).expect(201);
        api.post("/v1/blueprints/" + kind + "/entities", """
                {"identifier":"cart","title":"Cart","properties":{"lang":"go","api":"openapi: 3.0.0\\ninfo: {title: Carts, version: '1'}\\nservers: [{url: 'http://127.0.0.1:1/v1'}]\\npaths:\\n  /carts/{id}:\\n    get:\\n      summary: One cart\\n      parameters:\\n        - {name: id, in: path, schema: {type: string}}\\n      responses:\\n        '200': {description: The cart}\\n"}}
                """).expect(201);
    }

    @Test
    void anEntityIsMade() {
        signInAsAdmin();
        openPastTheNavigation("catalog/" + kind);
        page.getByText("Cart").first().waitFor();
        keys.use(button("New " + kind));
        Locator title = dialog().getByLabel("Title");
        title.first().waitFor();
        settle();
        keys.reach(title);
        keys.seesTheFocus();
        keys.type("Till");
        keys.reach(dialog().getByLabel("Identifier"));
        keys.type("till");
        keys.reach(dialog().getByLabel("Language"));
        keys.type("zig");
        keys.use(inTheDialog("Create"));
        page.waitForCondition(
                () -> api.get("/v1/blueprints/" + kind + "/entities/till").status() == 200);
        page.locator("vaadin-grid a").getByText("Till").first().waitFor();
    }

    @Test
    void aDashboardBecomesATab() {
        signInAsAdmin();
        openPastTheNavigation("entity/" + kind + "/cart");
        // a bar of menus is one stop of the Tab key
        keys.reach(page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Edit")));
        Locator more = page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("More"));
        for (int i = 0; i < 5 && !keys.has(more); i++) {
            keys.press("ArrowRight");
        }
        keys.seesTheFocus();
        keys.press("Enter");
        choose("Add a dashboard as tab");
        Locator title = dialog().getByLabel("Title");
        title.first().waitFor();
        settle();
        keys.reach(title);
        keys.type("Costs");
        keys.use(inTheDialog("Create"));
        page.waitForURL(address -> address.endsWith("tab=dashboard-costs"));
    }

    @Test
    void anOperationOfItsApiIsTried() {
        signInAsAdmin();
        openPastTheNavigation("entity/" + kind + "/cart?tab=property-api");
        page.getByText("One cart").first().waitFor();
        unfold("One cart");
        unfold("Try it");
        Locator number = page.getByLabel("id (path)");
        number.first().waitFor();
        settle();
        keys.reach(number);
        keys.type("c1");
        keys.use(button("Send GET"));
        page.getByText("may not be called").first().waitFor();
    }

    private void unfold(String summary) {
        settle();
        keys.reach(page.locator("vaadin-details-summary")
                .filter(new Locator.FilterOptions().setHasText(summary))
                .filter(new Locator.FilterOptions().setVisible(true)));
        keys.seesTheFocus();
        keys.press("Enter");
    }
}
