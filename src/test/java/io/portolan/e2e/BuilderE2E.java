package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// An administrator extends the model in the browser and sees it in table and form at once; readers search, filter and
/// sort the catalog.
class BuilderE2E extends Journey {

    @Autowired
    private Api api;

    private String service = "";
    private String environment = "";

    @BeforeEach
    void aSmallCatalog() {
        service = Names.unique("service");
        environment = Names.unique("environment");
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Environment","icon":"Environment",
                 "description":"Where software runs, for good or for a few days.",
                 "schema":{"properties":{
                  "status":{"title":"Status","type":"string","enum":["Active","Creating","Expired"],
                    "enumColors":{"Active":"green","Creating":"blue","Expired":"orange"}},
                  "url":{"title":"Link","type":"string","format":"url"},
                  "ttl":{"title":"Lives until","type":"string","format":"timer"},
                  "owner":{"title":"Owner","type":"string","format":"user"}},"required":[]}}
                """.formatted(environment)).expect(201);
        api.post("/v1/blueprints", """
                {"identifier":"%1$s","title":"Service","icon":"Microservice",
                 "description":"Services that teams build and run.",
                 "schema":{"properties":{
                  "tier":{"title":"Tier","type":"string","enum":["Mission critical","Important","Internal"],
                    "enumColors":{"Mission critical":"red","Important":"orange","Internal":"blue"}},
                  "replicas":{"title":"Replicas","type":"number"},
                  "monitored":{"title":"Monitored","type":"boolean"},
                  "repository":{"title":"Repository","type":"string","format":"url"},
                  "tags":{"title":"Tags","type":"array","items":{"type":"string"}},
                  "released":{"title":"Released","type":"string","format":"date-time"},
                  "readme":{"title":"Readme","type":"string","format":"markdown"}},"required":["tier"]},
                 "relations":{"uses":{"title":"Uses","target":"%1$s","many":true,"required":false},
                  "environment":{"title":"Runs in","target":"%2$s","many":false,"required":false}}}
                """.formatted(service, environment)).expect(201);
        String[] states = {"Active", "Creating", "Expired"};
        for (int i = 0; i < 3; i++) {
            api.post("/v1/blueprints/" + environment + "/entities", """
                    {"identifier":"dev-%1$d","title":"Developer %1$d","properties":{"status":"%2$s",
                     "url":"https://dev-%1$d.example.com","ttl":"20%3$d-01-01T00:00:00Z","owner":"ada@example.com"}}
                    """.formatted(i, states[i], 25 + i * 4))
                    .expect(201);
        }
        String[] names = {"Cart", "Billing", "Search", "Checkout", "Shipping", "Payments", "Reviews", "Catalogue"};
        String[] tiers = {"Mission critical", "Important", "Internal"};
        for (int i = 0; i < names.length; i++) {
            String uses = i == 0 ? "" : "\"" + names[i - 1].toLowerCase(java.util.Locale.ROOT) + "\"";
            api.post("/v1/blueprints/" + service + "/entities", """
                    {"identifier":"%s","title":"%s","properties":{"tier":"%s","replicas":%d,"monitored":%b,
                     "repository":"https://git.example.com/shop/%s","tags":["java","shop"],
                     "released":"2026-0%d-14T10:00:00Z","readme":"# Readme\\n\\nStart here."},
                     "relations":{"uses":[%s],"environment":"dev-%d"}}
                    """.formatted(
                                    names[i].toLowerCase(java.util.Locale.ROOT),
                                    names[i],
                                    tiers[i % 3],
                                    i * 3 + 1,
                                    i % 2 == 0,
                                    names[i].toLowerCase(java.util.Locale.ROOT),
                                    i + 1,
                                    uses,
                                    i % 3))
                    .expect(201);
        }
    }

    @Test
    void aPropertyAddedInTheBuilderIsInTableAndFormAtOnce() {
        signInAsAdmin();
        open("builder/" + environment);
        button("Add property").click();
        field("Title").fill("Cost a month");
        field("Title").press("Tab");
        settle();
        assertThat(field("Identifier").inputValue()).isEqualTo("cost_a_month");
        Locator kind = page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Type"))
                .first();
        choose(kind, "Number");
        settle();
        Screens.takeWide(page, "builder-property");
        button("Apply").click();
        page.getByText("Unsaved changes").waitFor();
        Screens.take(page, "builder-editor");
        button("Save").click();
        page.getByText("Tables and forms show it at once").waitFor();

        open("catalog/" + environment);
        page.locator("vaadin-grid").getByText("Cost a month").first().waitFor();
        button("New Environment").click();
        page.getByRole(AriaRole.DIALOG).getByText("Cost a month").first().waitFor();
    }

    @Test
    void theJsonIsCompletedFromTheKeyboardCheckedAtItsPlaceAndMerged() {
        signInAsAdmin();
        open("builder/" + service);
        Locator code = page.locator(".bp-json .cm-content");
        code.click();
        page.keyboard().press("Control+Home");
        page.keyboard().press("End");
        page.keyboard().press("Enter");
        complete("\"owner", "ownership");
        // what was wrong while the key was half written goes first
        Locator wrong = page.locator(".bp-json .cm-lintRange-error", new Page.LocatorOptions().setHasText("ownership"));
        wrong.first().waitFor();
        assertThat(wrong.first().textContent()).isEqualTo("\"ownership\"");
        wrong.first().hover();
        page.locator(".cm-tooltip-lint")
                .getByText("must have required property 'type'")
                .first()
                .waitFor();
        Screens.take(page, "builder-json-problem");

        complete("\"ty", "type");
        proposal("Direct").waitFor();
        Screens.take(page, "builder-json-completion");
        accept();
        page.waitForFunction("() => !document.querySelector('.bp-json portolan-code').shadowRoot"
                + ".querySelector('.cm-lintRange-error')");
        button("Compare with what is saved").click();
        page.locator(".bp-json .cm-changedLine").first().waitFor();
        Screens.take(page, "builder-json-compare");

        api.patch("/v1/blueprints/" + service, "{\"description\":\"Written by somebody else.\"}")
                .expect(200);
        button("Save").click();
        dialog().getByText("Written by somebody else.").first().waitFor();
        inDialog("Save both together");
        page.getByText("Tables and forms show it at once").waitFor();
        var stored = api.get("/v1/blueprints/" + service).expect(200).body().path("blueprint");
        assertThat(stored.at("/ownership/type").asString("")).isEqualTo("Direct");
        assertThat(stored.path("description").asString("")).isEqualTo("Written by somebody else.");
    }

    /// Types the beginning of a key and takes the proposal.
    private void complete(String typed, String whole) {
        page.keyboard().type(typed);
        proposal(whole).waitFor();
        accept();
    }

    /// Proposals take no keys for a moment after they appear, lest an Enter that belongs to the text accepts one.
    private void accept() {
        page.evaluate("() => new Promise(done => setTimeout(done, 200))");
        page.keyboard().press("Enter");
    }

    private Locator proposal(String text) {
        return page.locator(".cm-tooltip-autocomplete li[aria-selected]")
                .getByText(text, new Locator.GetByTextOptions().setExact(true));
    }

    @Test
    void theTableSearchesSortsAndFilters() {
        signInAsAdmin();
        open("catalog/" + service);
        page.locator("vaadin-grid a")
                .getByText("Cart", new Locator.GetByTextOptions().setExact(true))
                .first()
                .waitFor();
        page.getByText("8 entities").first().waitFor();
        Screens.take(page, "catalog-table");
        page.locator("input[placeholder='Search title, identifier and text']").fill("bill");
        page.getByText("One entity").first().waitFor();
        page.waitForURL(address -> address.contains("q=bill"));

        open(
                "catalog/" + service
                        + "?group=tier&sort=-replicas&filter=%7B%22combinator%22%3A%22and%22%2C%22rules%22%3A%5B%7B%22property%22%3A%22tier%22%2C%22operator%22%3A%22in%22%2C%22value%22%3A%5B%22Important%22%5D%7D%5D%7D");
        page.getByText("3 entities").first().waitFor();
        Screens.take(page, "catalog-filter");
        button("New Service").click();
        page.getByRole(AriaRole.DIALOG).getByText("Replicas").first().waitFor();
        button("JSON").click();
        settle();
        Screens.take(page, "entity-form");
    }

    @Test
    void theCatalogIsPictured() {
        assumeTrue(Screens.wanted());
        signInAsAdmin();
        open("catalog");
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Catalog"))
                .first()
                .waitFor();
        Screens.take(page, "catalog");
        open("catalog/" + service);
        page.locator("vaadin-grid a").first().waitFor();
        open("entity/" + service + "/search");
        page.getByText("Mission critical")
                .or(page.getByText("Internal"))
                .first()
                .waitFor();
        Screens.take(page, "entity-overview");
        open("entity/" + service + "/search?tab=related");
        page.locator("portolan-graph[drawn]").waitFor();
        Screens.take(page, "entity-related");
        open("builder");
        page.locator("portolan-graph[drawn]").waitFor();
        Screens.take(page, "builder");
        button("From templates").click();
        page.getByText("Microservices").first().waitFor();
        Screens.takeWide(page, "builder-templates");
        button("Cancel").click();
        open("builder/" + service);
        page.locator("portolan-code .cm-content").first().waitFor();
    }

    @Test
    void anActionIsBuiltTriedChangedAndTakenBack() {
        String action = Names.unique("greet");
        signInAsAdmin();
        open("self-service/new");
        general("Title").fill(action);
        general("Title").press("Tab");
        settle();
        assertThat(general("Identifier").inputValue()).isEqualTo(action);
        button("Add input").click();
        field("Title").fill("Cost centre");
        field("Title").press("Tab");
        settle();
        inDialog("Apply");
        page.locator(".act-side").getByText("Cost centre").first().waitFor();
        button("Move Cost centre up").click();
        settle();
        Screens.take(page, "action-builder");

        tab("Backend");
        Locator body = page.locator("portolan-code").last().locator(".cm-content");
        body.click();
        page.keyboard().press("Control+a");
        page.keyboard().type("{\"text\": \"{{ .inputs.co");
        page.locator(".cm-tooltip-autocomplete")
                .getByText(".inputs.cost_centre")
                .waitFor();
        Screens.takeWide(page, "action-completion");
        accept();
        page.keyboard().type(" }}\"}");
        body.blur();
        settle();
        button("Save").click();
        page.waitForURL(address -> address.contains("manage/" + action));

        api.post("/v1/actions/" + action + "/runs", """
                {"properties": {"name": "Ada", "cost_centre": "C-17"}}""").expect(202);
        open("self-service/manage/" + action + "?tab=backend");
        body = page.locator("portolan-code").last().locator(".cm-content");
        body.click();
        page.keyboard().press("Control+a");
        page.keyboard().type("{\"note\": \"Hello {{ .inputs.name }} of {{ .inputs.cost_centre }}\"}");
        body.blur();
        settle();
        button("Show request").click();
        page.getByText("Hello Ada of C-17").waitFor();
        Screens.take(page, "action-trial");
        button("Save").click();
        page.getByText("Saved \"" + action + "\"").first().waitFor();

        tab("JSON");
        page.locator("portolan-code .cm-content").first().waitFor();
        tab("Versions");
        button("Go back to it").click();
        dialog().getByText("/invocationMethod/body/note").waitFor();
        Screens.take(page, "action-version");
        inDialog("Go back to it");
        page.getByText("Restored \"" + action + "\"").first().waitFor();
        Screens.take(page, "action-versions");
        Accessibility.check(page);
        assertThat(api.get("/v1/actions/" + action)
                        .body()
                        .at("/action/invocationMethod/body/text")
                        .stringValue())
                .isEqualTo("{{ .inputs.cost_centre }}");
    }

    private void tab(String name) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
        settle();
    }

    private Locator general(String label) {
        return page.locator(".act-tab")
                .getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName(label))
                .first();
    }

    private Locator field(String label) {
        return page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName(label))
                .first();
    }
}
