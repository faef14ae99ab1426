package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The tasks of catalog and builder, each done once with the keyboard alone: nothing here uses the mouse.
class KeyboardE2E extends KeyboardJourney {

    @Autowired
    private Api api;

    private String kind = "";
    private String database = "";
    private String cart = "";

    @BeforeEach
    void services() {
        kind = Names.unique("service");
        database = Names.unique("database");
        cart = Names.unique("Cart");
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Database","schema":{"properties":{},"required":[]}}
                """.formatted(database)).expect(201);
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Service","icon":"Microservice",
                 "schema":{"properties":{"lang":{"title":"Language","type":"string"}},"required":[]},
                 "relations":{"store":{"title":"Store","target":"%s"},"needs":{"title":"Needs","target":"%1$s"}}}
                """.formatted(kind, database)).expect(201);
        api.post("/v1/blueprints/" + database + "/entities", "{\"identifier\":\"orders\",\"title\":\"Orders\"}")
                .expect(201);
        api.post("/v1/blueprints/" + kind + "/entities/bulk", """
                {"entities":[{"identifier":"shop","title":"Shop","properties":{"lang":"java"},"relations":{"store":"orders"}}]}
                """).expect(200);
        api.post("/v1/blueprints/" + kind + "/entities/bulk", """
                {"entities":[{"identifier":"cart","title":"%s","properties":{"lang":"go"},"relations":{"needs":"shop"}}]}
                """.formatted(cart))
                .expect(200);
    }

    @Test
    void thePaletteLeadsToAnEntity() {
        signInAsAdmin();
        open("");
        keys.press("Control+k");
        keys.type(cart);
        page.locator("portolan-palette [role=option]")
                .filter(new Locator.FilterOptions().setHasText(cart))
                .first()
                .waitFor();
        keys.press("Enter");
        page.waitForURL("**/entity/" + kind + "/cart");
    }

    @Test
    void aTableIsFilteredSortedAndKept() {
        signInAsAdmin();
        openPastTheNavigation("catalog/" + kind);
        keys.use(button("Filter"));
        keys.reach(page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("What")));
        keys.seesTheFocus();
        keys.type("Language");
        page.locator("vaadin-combo-box-item").first().waitFor();
        pick();
        settle();
        keys.reach(page.locator(".cat-rule-value"));
        keys.type("go");
        keys.press("Tab");
        page.waitForURL(address -> address.contains("filter="));
        settle();
        toTheGrid();
        keys.seesTheFocus();
        goToColumn("Language");
        keys.press("Space");
        page.waitForURL(address -> address.contains("sort=lang"));
        settle();
        Locator views = page.locator(".cat-views vaadin-menu-bar-button").first();
        keys.back(views);
        keys.seesTheFocus();
        keys.press("Enter");
        choose("Save view…");
        dialog().getByLabel("Name").first().waitFor();
        settle();
        keys.reach(dialog().getByLabel("Name"));
        keys.type("Written in go");
        keys.use(inTheDialog("Save"));
        page.getByText("was saved").first().waitFor();
    }

    @Test
    void aValueIsChangedInItsCellAndInTheForm() {
        signInAsAdmin();
        openPastTheNavigation("catalog/" + kind);
        page.locator("vaadin-grid a").first().waitFor();
        toTheGrid();
        int steps = goToColumn("Language");
        // heads and rows are two stops of the Tab key
        keys.press("Tab", "Home");
        for (int i = 0; i < steps; i++) {
            keys.press("ArrowRight");
        }
        keys.seesTheFocus();
        String before =
                text("entities/cart", "/entity/properties/lang") + text("entities/shop", "/entity/properties/lang");
        keys.press("F2");
        dialog().getByLabel("Language").first().waitFor();
        settle();
        keys.reach(dialog().getByLabel("Language"));
        keys.press("Control+a");
        keys.type("kotlin");
        keys.press("Enter");
        page.locator("vaadin-grid-cell-content").getByText("kotlin").first().waitFor();
        assertThat(text("entities/cart", "/entity/properties/lang") + text("entities/shop", "/entity/properties/lang"))
                .isNotEqualTo(before);

        openPastTheNavigation("entity/" + kind + "/cart");
        keys.use(page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName("Edit"))
                .first());
        dialog().getByLabel("Language").first().waitFor();
        settle();
        keys.reach(dialog().getByLabel("Language"));
        keys.seesTheFocus();
        keys.press("Control+a");
        keys.type("rust");
        keys.use(inTheDialog("Save"));
        page.getByText("rust").first().waitFor();
    }

    @Test
    void oneValueForAllThatAreChosen() {
        signInAsAdmin();
        openPastTheNavigation("catalog/" + kind);
        page.locator("vaadin-grid a").first().waitFor();
        toTheGrid();
        keys.press("Tab", "Home", "Space");
        page.getByText("1 selected").first().waitFor();
        settle();
        keys.press("ArrowDown", "Space");
        page.getByText("2 selected").first().waitFor();
        settle();
        keys.back(button("Edit property…"));
        keys.press("Enter");
        // the only property that may be changed is chosen already
        Locator field = dialog().getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName("Language"));
        field.waitFor();
        settle();
        keys.reach(field);
        keys.type("zig");
        keys.use(inTheDialog("Change 2"));
        page.getByText("2 entities were changed").first().waitFor();
        assertThat(text("entities/shop", "/entity/properties/lang")).isEqualTo("zig");
    }

    @Test
    void theTabsOfAnEntityAndItsGraph() {
        signInAsAdmin();
        openPastTheNavigation("entity/" + kind + "/cart");
        keys.use(page.locator(".pg-tabs").getByText("History"));
        page.waitForURL(address -> address.contains("tab=history"));
        settle();
        keys.use(page.locator(".pg-tabs a[href$='tab=related']"));
        page.locator("portolan-graph[drawn='2']").waitFor();
        keys.reach(page.locator("portolan-graph .canvas"));
        keys.seesTheFocus();
        for (int i = 0; i < 2; i++) {
            keys.press("ArrowRight", "+");
        }
        page.locator("portolan-graph[drawn='3']").waitFor();
    }

    @Test
    void foldersAreMadeAndMoved() {
        // so many that a new one is not in sight by itself
        for (int i = 0; i < 30; i++) {
            String page = Names.unique("many");
            api.post("/v1/pages", "{\"identifier\":\"%1$s\",\"title\":\"%1$s\",\"type\":\"dashboard\"}".formatted(page))
                    .expect(201);
        }
        signInAsAdmin();
        String outer = folder();
        String inner = folder();
        keys.press("Enter");
        choose("Move to");
        dialog().getByRole(AriaRole.COMBOBOX).first().waitFor();
        settle();
        keys.reach(dialog().getByRole(AriaRole.COMBOBOX));
        keys.type(outer);
        page.locator("vaadin-combo-box-item").getByText(outer).first().waitFor();
        pick();
        settle();
        keys.use(inTheDialog("Move"));
        page.waitForCondition(() -> api.get("/v1/sidebars/catalog").expect(200).body().findParents("title").stream()
                .anyMatch(one -> one.path("title").asString("").equals(inner)
                        && !one.path("parent").asString("").isEmpty()));
        page.waitForCondition(() -> keys.has(menuOf(inner)));
    }

    @Test
    void aKindGetsAPropertyAndARelation() {
        signInAsAdmin();
        openPastTheNavigation("builder/" + kind);
        keys.use(button("Add property"));
        dialog().getByLabel("Title").first().waitFor();
        settle();
        keys.reach(dialog().getByLabel("Title"));
        keys.seesTheFocus();
        keys.type("Cost centre");
        keys.use(inTheDialog("Apply"));
        page.getByText("Unsaved changes").first().waitFor();
        settle();
        keys.back(page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Properties")));
        keys.press("ArrowRight", "Enter");
        keys.use(button("Add relation"));
        dialog().getByLabel("Title").first().waitFor();
        settle();
        keys.reach(dialog().getByLabel("Title"));
        keys.type("Backup");
        keys.reach(dialog().getByRole(AriaRole.COMBOBOX));
        keys.press("ArrowDown");
        page.locator("vaadin-combo-box-item").first().waitFor();
        pick();
        settle();
        keys.use(inTheDialog("Apply"));
        page.getByText("Backup").first().waitFor();
        settle();
        keys.back(page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Relations")));
        keys.press("End", "Enter");
        page.getByText("as it will be once this is saved").first().waitFor();
        goBackTo("Save");
        page.getByText("Tables and forms show it at once").first().waitFor();
        assertThat(api.get("/v1/blueprints/" + kind).expect(200).text()).contains("Cost centre", "Backup");
    }

    @Test
    void aKindComesFromATemplate() {
        signInAsAdmin();
        openPastTheNavigation("builder");
        keys.use(button("From templates"));
        Locator box = dialog().locator("vaadin-checkbox:not([disabled])").first();
        box.waitFor();
        settle();
        keys.reach(box);
        keys.seesTheFocus();
        keys.press("Space");
        settle();
        keys.use(inTheDialog("Create"));
        page.getByText("One kind was created").first().waitFor();
    }

    @Test
    void anActionRunsFromItsForm() {
        String action = Names.unique("restart");
        api.post("/v1/actions", """
                {"identifier":"%s","title":"Restart it","icon":"refresh-cw",
                 "trigger":{"type":"self-service","operation":"DAY-2","blueprintIdentifier":"%s",
                   "userInputs":{"properties":{"reason":{"title":"Reason","type":"string"}},"required":["reason"]}},
                 "invocationMethod":{"type":"UPSERT_ENTITY","blueprintIdentifier":"%2$s",
                   "mapping":{"identifier":"{{ .entity.identifier }}","properties":{"lang":"{{ .inputs.reason }}"}}}}
                """.formatted(action, kind)).expect(201);
        signInAsAdmin();
        openPastTheNavigation("entity/" + kind + "/cart");
        keys.reach(page.locator("vaadin-menu-bar.act-menu vaadin-menu-bar-button"));
        keys.seesTheFocus();
        keys.press("Enter");
        choose("Restart it");
        dialog().getByLabel("Reason").first().waitFor();
        settle();
        keys.reach(dialog().getByLabel("Reason"));
        keys.type("memory");
        keys.reach(dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Run").setExact(true)));
        keys.press("Enter");
        page.waitForURL(address -> address.contains("/runs/"));
    }

    private String folder() {
        String title = Names.unique("Reports");
        openPastTheNavigation("pages");
        keys.use(button("New folder"));
        dialog().getByLabel("Title").first().waitFor();
        settle();
        keys.reach(dialog().getByLabel("Title"));
        keys.type(title);
        keys.use(inTheDialog("Create"));
        page.waitForCondition(
                () -> api.get("/v1/sidebars/catalog").expect(200).text().contains(title));
        page.waitForCondition(() -> keys.has(menuOf(title)));
        keys.seesTheFocus();
        return title;
    }

    /// The button at the end of the row of a page or folder.
    private Locator menuOf(String title) {
        return page.locator("vaadin-menu-bar-button:has([aria-label$='" + title + "'])")
                .or(page.locator("vaadin-menu-bar-button[aria-label$='" + title + "']"));
    }

    /// The focus is on the head of a column; goes to that of another. How many it is from the first.
    private int goToColumn(String name) {
        keys.press("Home");
        int steps = 0;
        for (; steps < 20 && !cellText().contains(name); steps++) {
            keys.press("ArrowRight");
        }
        assertThat(cellText()).contains(name);
        return steps;
    }

    private String text(String path, String pointer) {
        return api.get("/v1/blueprints/" + kind + "/" + path)
                .expect(200)
                .body()
                .at(pointer)
                .asString("");
    }
}
