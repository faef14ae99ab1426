package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Markdown, descriptions of APIs and pages to embed are tabs of an entity's page.
class AutomaticTabsE2E extends Journey {

    @Autowired
    private Api api;

    @Test
    void propertiesBecomeTabs() {
        String service = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Service","icon":"Microservice",
                 "schema":{"properties":{
                  "readme":{"title":"Readme","type":"string","format":"markdown"},
                  "api":{"title":"API","type":"string","format":"yaml","spec":"open-api"},
                  "board":{"title":"Board","type":"string","format":"url","spec":"embedded-url"}},"required":[]}}
                """.formatted(service)).expect(201);
        api.post("/v1/blueprints/" + service + "/entities", """
                {"identifier":"cart","title":"Cart","properties":{
                  "readme":"# How carts work\\n\\nThey *hold* things.\\n\\n```mermaid\\ngraph LR\\n  cart --> item\\n```",
                  "board":"https://board.invalid/cart",
                  "api":"openapi: 3.0.0\\ninfo:\\n  title: Carts\\n  version: '1.2'\\nservers:\\n  - url: https://api.example.org\\npaths:\\n  /carts/{id}:\\n    get:\\n      summary: One cart\\n      parameters:\\n        - name: id\\n          in: path\\n          schema: {type: string}\\n          description: Its number\\n      responses:\\n        '200': {description: The cart}\\n    delete:\\n      summary: Empties a cart\\n      responses:\\n        '204': {description: Gone}\\n"}}
                """).expect(201);
        signInAsAdmin();
        open("entity/" + service + "/cart");
        link("Readme").click();
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("How carts work"))
                .first()
                .waitFor();
        page.waitForURL(url -> url.contains("tab=property-readme"));
        page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("Diagram"))
                .first()
                .waitFor();

        link("API").click();
        page.getByText("One cart").first().click();
        page.getByText("Its number").first().waitFor();
        Screens.take(page, "entity-api");
        Accessibility.check(page);

        link("Board").click();
        page.locator("iframe[title=Board]").waitFor();
        assertThat(page.locator("iframe[title=Board]").getAttribute("sandbox")).doesNotContain("allow-same-origin");
        page.goBack();
        page.getByText("Empties a cart").first().waitFor();
    }

    private com.microsoft.playwright.Locator link(String name) {
        return page.getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }
}
