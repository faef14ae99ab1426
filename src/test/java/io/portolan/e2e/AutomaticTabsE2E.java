package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

    @Test
    void relationsAreSavedAsPicturesAndADashboardBecomesATab() throws IOException {
        String service = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier":"%1$s","title":"Service","schema":{"properties":{}},
                 "relations":{"uses":{"title":"Uses","target":"%1$s","many":true,"required":false}}}
                """.formatted(service)).expect(201);
        String entities = "/v1/blueprints/" + service + "/entities";
        api.post(entities, "{\"identifier\":\"stock\",\"title\":\"Stock\"}").expect(201);
        api.post(entities, "{\"identifier\":\"cart\",\"title\":\"Cart\",\"relations\":{\"uses\":[\"stock\"]}}")
                .expect(201);
        signInAsAdmin();
        open("entity/" + service + "/cart?tab=related");
        page.locator("portolan-graph[drawn]").waitFor();
        assertThat(saved("Save as SVG")).contains("<svg", "Cart", "Stock", "Uses", "</svg>");
        assertThat(saved("Save as picture")).startsWith("\u0089PNG");

        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("More"))
                .first()
                .click();
        item("Add a dashboard as tab").click();
        dialog().getByLabel("Title").fill("Costs");
        settle();
        inDialog("Create");
        page.waitForURL(url -> url.endsWith("tab=dashboard-costs"));
        page.getByText("This dashboard has no widgets yet").first().waitFor();
        assertThat(link("Costs").getAttribute("aria-current")).isEqualTo("page");
        Screens.takeWide(page, "entity-dashboard-tab");
        Accessibility.check(page);
    }

    private String saved(String button) throws IOException {
        Download download = page.waitForDownload(
                () -> page.locator("portolan-graph").getByLabel(button).first().click());
        return Files.readString(download.path(), StandardCharsets.ISO_8859_1);
    }

    private com.microsoft.playwright.Locator link(String name) {
        return page.getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }
}
