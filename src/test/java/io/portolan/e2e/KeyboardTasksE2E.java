package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// More tasks of catalog and builder with the keyboard alone: what tables can show, many entities at once, the past,
/// and
/// the model as text.
class KeyboardTasksE2E extends KeyboardJourney {

    @Autowired
    private Api api;

    @Autowired
    private ChangeDispatcher dispatcher;

    private String kind = "";

    @BeforeEach
    void services() {
        kind = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Service","icon":"Microservice",
                 "schema":{"properties":{
                   "lang":{"title":"Language","type":"string","enum":["go","java"]},
                   "size":{"title":"Size","type":"number"}},"required":[]}}
                """.formatted(kind)).expect(201);
        api.post("/v1/blueprints/" + kind + "/entities/bulk", """
                {"entities":[{"identifier":"cart","title":"Cart","properties":{"lang":"go","size":3}},
                             {"identifier":"shop","title":"Shop","properties":{"lang":"java","size":5}},
                             {"identifier":"till","title":"Till","properties":{"lang":"go","size":7}}]}
                """).expect(200);
    }

    @Test
    void aTableIsGroupedArrangedAndExported() {
        signInAsAdmin();
        openPastTheNavigation("catalog/" + kind);
        page.getByText("Till").first().waitFor();
        keys.use(button("Columns"));
        keys.use(button("Move Size to the left"));
        page.waitForURL(address -> address.contains("columns="));
        keys.use(button("Make Size wider"));
        page.waitForURL(address -> address.contains("widths=size"));
        Locator language = page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("Language"));
        keys.back(language);
        keys.seesTheFocus();
        keys.press("Space");
        page.waitForURL(address -> !address.contains("lang"));
        keys.press("Escape");
        page.waitForCondition(() -> keys.has(button("Columns")));

        select(page.locator("vaadin-select-value-button"), "Language");
        page.waitForURL(address -> address.contains("group=lang"));
        page.locator(".cat-head").nth(1).waitFor();
        toTheGrid();
        keys.press("Tab", "Home", "ArrowRight");
        keys.seesTheFocus();
        keys.press("Enter");
        page.locator(".cat-head-toggle[aria-expanded=false]").first().waitFor();
        assertThat(page.locator("vaadin-grid-cell-content").getByText("Cart").filter(shown()))
                .satisfies(cells -> assertThat(cells.count()).isZero());
        keys.press("Enter");
        page.locator(".cat-head-toggle[aria-expanded=true]").nth(1).waitFor();

        keys.back(item("Export"));
        keys.press("Enter");
        item("CSV").waitFor();
        settle();
        Download csv = page.waitForDownload(() -> keys.press("Enter"));
        assertThat(csv.suggestedFilename()).endsWith(".csv");
    }

    @Test
    void theChosenAreDeletedOrRunOn() {
        growing();
        signInAsAdmin();
        openPastTheNavigation("catalog/" + kind);
        choose(2);
        keys.back(item("Actions"));
        keys.press("Enter");
        item("Grow it").waitFor();
        settle();
        keys.press("Enter");
        dialog().getByText("Nothing to fill in").waitFor();
        settle();
        keys.reach(inDialogExactly("Run"));
        keys.press("Enter");
        page.getByText("2 runs were started").first().waitFor();
        dispatcher.drain();
        page.locator(".act-bulk").getByText("Succeeded").nth(1).waitFor();
        Screens.take(page, "action-bulk");
        keys.reach(inDialogExactly("Close"));
        keys.press("Enter");
        page.waitForCondition(() -> size("cart") == 4 && size("shop") == 6);

        openPastTheNavigation("catalog/" + kind);
        choose(1);
        keys.back(button("Delete"));
        keys.press("Enter");
        page.getByText(Pattern.compile("^Delete ")).first().waitFor();
        settle();
        keys.reach(page.getByRole(AriaRole.ALERTDIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete")));
        keys.press("Enter");
        page.waitForCondition(
                () -> api.get("/v1/blueprints/" + kind + "/entities/cart").status() == 404);
    }

    @Test
    void aRowHasAMenu() {
        growing();
        signInAsAdmin();
        openPastTheNavigation("catalog/" + kind);
        page.getByText("Till").first().waitFor();
        toTheGrid();
        toTheMenuOf("More for Cart");
        assertThat(keys.focused()).startsWith("<button More for Cart");
        keys.seesTheFocus();
        keys.press("Enter");
        item("Grow it").waitFor();
        Accessibility.check(page);
        choose("Grow it");
        dialog().getByText("Nothing to fill in").waitFor();
        settle();
        keys.reach(inDialogExactly("Run"));
        keys.press("Enter");
        page.waitForURL(address -> address.contains("/runs/"));
        dispatcher.drain();
        page.waitForCondition(() -> size("cart") == 4);

        openPastTheNavigation("catalog/" + kind);
        page.getByText("Till").first().waitFor();
        toTheGrid();
        keys.press("Tab", "Home", "ArrowDown", "Shift+F10");
        choose("Open");
        page.waitForURL("**/entity/" + kind + "/shop");
    }

    @Test
    void anEarlierStateIsShownAndRestored() {
        api.patch("/v1/blueprints/" + kind + "/entities/cart", "{\"properties\":{\"size\":99}}")
                .expect(200);
        signInAsAdmin();
        openPastTheNavigation("entity/" + kind + "/cart?tab=history");
        Locator slider = page.locator("input[type=range], vaadin-slider input").first();
        slider.waitFor();
        keys.reach(slider);
        keys.seesTheFocus();
        keys.press("ArrowLeft");
        button("Restore").waitFor();
        settle();
        keys.use(button("Restore"));
        Locator sure = page.getByRole(AriaRole.ALERTDIALOG)
                .or(page.getByRole(AriaRole.DIALOG))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Restore"))
                .last();
        sure.waitFor();
        settle();
        keys.reach(sure);
        keys.press("Enter");
        page.waitForCondition(() -> size("cart") == 3);
    }

    @Test
    void aKindIsChangedAsText() {
        signInAsAdmin();
        openPastTheNavigation("builder/" + kind);
        Locator code = page.locator("portolan-code .cm-content").first();
        code.waitFor();
        keys.reach(code);
        // the lines before the title of the second property
        keys.press("Control+Home");
        for (int i = 0; i < 12; i++) {
            keys.press("ArrowDown");
        }
        keys.press("End", "ArrowLeft", "ArrowLeft", "Backspace", "Backspace", "Backspace", "Backspace");
        keys.type("Weight");
        keys.press("Escape");
        page.getByText("Unsaved changes").first().waitFor();
        goBackTo("Save");
        page.getByText("Tables and forms show it at once").first().waitFor();
        assertThat(api.get("/v1/blueprints/" + kind).expect(200).text()).contains("\"Weight\"");
    }

    @Test
    void aCalculationIsTriedAndAnIconChosen() {
        signInAsAdmin();
        openPastTheNavigation("builder/" + kind);
        Locator tab = page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Properties"));
        keys.reach(tab);
        keys.press("ArrowRight", "ArrowRight", "Enter");
        keys.use(button("Add calculation"));
        dialog().getByText("Try it").first().waitFor();
        settle();
        keys.reach(dialog().getByLabel("Title"));
        keys.type("Twice");
        keys.reach(dialog().locator(".cm-content").first());
        keys.seesTheFocus();
        keys.type(".properties.size * 2");
        dialog().getByText(Pattern.compile("^(6|10|14)$")).first().waitFor();
        settle();
        keys.reach(dialog().getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("Type")));
        pick("Number");
        keys.reach(inTheDialog("Apply"));
        keys.press("Enter");
        page.getByText("Unsaved changes").first().waitFor();
        settle();
        keys.back(page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Computed")));
        keys.press("ArrowRight", "Enter");
        keys.reach(page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Icon")));
        keys.press("Control+a");
        pick("database");
        goBackTo("Save");
        dialog().getByText("comes out differently").first().waitFor();
        settle();
        keys.reach(inDialogExactly("Save"));
        keys.press("Enter");
        page.getByText("Tables and forms show it at once").first().waitFor();
        assertThat(api.get("/v1/blueprints/" + kind).expect(200).text()).contains("Twice", "database");
    }

    private void growing() {
        String action = Names.unique("restart");
        api.post("/v1/actions", """
                {"identifier":"%s","title":"Grow it","icon":"refresh-cw",
                 "trigger":{"type":"self-service","operation":"DAY-2","blueprintIdentifier":"%s","userInputs":{"properties":{}}},
                 "invocationMethod":{"type":"UPSERT_ENTITY","blueprintIdentifier":"%2$s",
                   "mapping":{"identifier":"{{ .entity.identifier }}","properties":{"size":"{{ .entity.properties.size + 1 }}"}}}}
                """.formatted(action, kind)).expect(201);
    }

    /// Ticks the first rows of the table.
    private void choose(int rows) {
        page.getByText("Till").first().waitFor();
        toTheGrid();
        keys.press("Tab", "Home", "Space");
        page.getByText("1 selected").first().waitFor();
        settle();
        if (rows > 1) {
            keys.press("ArrowDown", "Space");
            page.getByText("2 selected").first().waitFor();
            settle();
        }
    }

    /// The last button of that very text in the dialog that lies on top.
    private Locator inDialogExactly(String name) {
        return dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .last();
    }

    private static Locator.FilterOptions shown() {
        return new Locator.FilterOptions().setVisible(true);
    }

    private int size(String entity) {
        JsonNode body = api.get("/v1/blueprints/" + kind + "/entities/" + entity)
                .expect(200)
                .body();
        return body.at("/entity/properties/size").intValue();
    }
}
