package io.portolan.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import io.portolan.testing.Api;
import io.portolan.testing.PortalProcess;
import io.portolan.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;

/// Somebody who walks through the example world, stops, and takes pictures. A stop that cannot be reached does not end
/// the walk.
final class Tour implements AutoCloseable {

    private static final int PATIENCE = 20_000;

    /// How to get to a stop.
    interface Way {
        void go();
    }

    /// @param name of the pictures, see [Screens#take]
    /// @param title what they show
    record Stop(String section, String name, String title) {}

    final Page page;
    private final String base;
    private final BrowserContext session;
    private final List<Stop> stops = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private String section = "";

    Tour(PortalProcess portal) {
        base = portal.api().baseUrl() + "/";
        session = Chromium.get()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1440, 900)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setTimezoneId("Europe/Berlin")
                        .setLocale("en-GB"));
        session.setDefaultTimeout(PATIENCE);
        page = session.newPage();
    }

    void section(String title) {
        section = title;
    }

    /// Only where `portolan.stops`, an expression for names, does not leave it out; its picture is an earlier one then.
    void stop(String name, String title, Way way) {
        if (!name.matches(System.getProperty("portolan.stops", ".*"))) {
            known(name, title);
            return;
        }
        try {
            page.setViewportSize(1440, 900);
            way.go();
            Screens.take(page, name);
            stops.add(new Stop(section, name, title));
        } catch (RuntimeException | AssertionError e) {
            failures.add(name + ": "
                    + String.valueOf(e.getMessage()).lines().limit(4).toList());
        }
    }

    /// What others have taken pictures of.
    void known(String name, String title) {
        stops.add(new Stop(section, name, title));
    }

    List<Stop> stops() {
        return stops;
    }

    List<String> failures() {
        return failures;
    }

    void signIn() {
        open("login", "Look around");
        page.locator("input[name=username]").fill("admin@localhost");
        page.locator("input[name=password]").fill(TestDatabase.ADMIN_PASSWORD);
        button("Sign in").click();
        page.waitForURL(url -> !url.endsWith("/login"));
    }

    /// Opens an address and waits until the page stands still and shows the text.
    void open(String path, String text) {
        page.navigate(base + path);
        settle();
        if (!text.isEmpty()) {
            see(text);
        }
    }

    void see(String text) {
        page.getByText(text)
                .filter(new Locator.FilterOptions().setVisible(true))
                .first()
                .waitFor();
        settle();
    }

    void settle() {
        Screens.settle(page);
        Screens.calm(page);
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    void press(String name) {
        button(name).click();
        settle();
    }

    void menu(String name) {
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name))
                .first()
                .click();
        settle();
    }

    void menuSeen(String name) {
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name))
                .first()
                .waitFor();
        settle();
    }

    void choose(String list, String entry) {
        page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(list))
                .first()
                .click();
        page.locator("vaadin-combo-box-item:visible").getByText(entry).first().click();
        settle();
    }

    void tab(String name) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name))
                .first()
                .click();
        settle();
    }

    void tick(int rows) {
        Locator boxes = page.getByRole(AriaRole.CHECKBOX);
        for (int i = 0; i < rows; i++) {
            boxes.nth(i).click();
        }
        see(rows + " selected");
    }

    static Api prepared(PortalProcess portal) {
        Api api = portal.api();
        api.post("/v1/blueprints", """
                {"identifier":"Runbook","title":"Runbook","icon":"Book",
                 "schema":{"properties":{"text":{"type":"string","format":"markdown","title":"Text"}},"required":[]}}""");
        api.post("/v1/actions", """
                {"identifier":"call_nobody","title":"Call a target that is gone","icon":"Alert",
                 "trigger":{"type":"self-service","operation":"CREATE","userInputs":{"properties":{
                   "token":{"type":"string","title":"Token","encryption":"aes256-gcm"}}}},
                 "invocationMethod":{"type":"WEBHOOK","url":"http://127.0.0.1:8099/nothing/here","body":{"token":"{{ .inputs.token }}"}}}""");
        api.post("/v1/actions", """
                {"identifier":"rotate_key","title":"Rotate a signing key","icon":"Lock","requiredApproval":true,
                 "description":"Needs the word of a second person.",
                 "trigger":{"type":"self-service","operation":"CREATE","userInputs":{"properties":{
                   "kind":{"type":"string","title":"Kind of key","enum":["rsa","ec","ed25519"],
                     "enumColors":{"rsa":"blue","ec":"green","ed25519":"purple"}},
                   "size":{"type":"number","title":"Bits","dependsOn":["kind"],"visible":{"jqQuery":".form.kind != null"},
                     "enum":{"jqQuery":"if .form.kind == \\"rsa\\" then [2048,4096] else [256] end"}},
                   "owner":{"type":"string","format":"user","title":"Owner"},
                   "services":{"type":"array","title":"Used by","items":{"type":"string","format":"entity","blueprint":"Service"}},
                   "secret":{"type":"string","title":"Passphrase","encryption":"aes256-gcm"},
                   "bad":{"type":"string","title":"With a mistake","default":{"jqQuery":".form.kind | keys"}}},
                  "required":["kind","owner"]}},
                 "invocationMethod":{"type":"WEBHOOK","url":"http://127.0.0.1:8099/keys","body":{"kind":"{{ .inputs.kind }}"}}}""");
        api.post("/v1/users/invite", "{\"invitee\":{\"email\":\"grace@example.com\",\"roles\":[\"Member\"]}}");
        api.patch("/v1/actions/rotate_key/permissions", "{\"approve\":{\"users\":[\"grace@example.com\"]}}");
        api.start("call_nobody", "{\"properties\":{\"token\":\"secret\"}}");
        api.start("rotate_key", "{\"properties\":{\"kind\":\"rsa\",\"size\":4096,\"owner\":\"admin@localhost\"}}");
        for (String name : List.of("tour-one", "tour-two")) {
            api.start(
                    "create_environment",
                    "{\"properties\":{\"name\":\"%s\",\"service\":\"cart\",\"days\":5,\"withData\":false}}"
                            .formatted(name));
        }
        return api;
    }

    @Override
    public void close() {
        session.close();
    }
}
