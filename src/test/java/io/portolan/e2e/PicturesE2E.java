package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.portolan.testing.PortalProcess;
import io.portolan.testing.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Takes the pictures of the guide, and writes the page that shows them all: only when somebody asks for pictures, with
/// `./portolan test -Dtest=PicturesE2E -Dportolan.guide=true`.
class PicturesE2E {

    private static final String FILTER = """
            {"combinator":"and","rules":[{"property":"ttl","operator":"between","value":{"preset":"lastWeek"}},\
            {"combinator":"or","rules":[{"property":"status","operator":"in","value":["Running"]},\
            {"property":"$team","operator":"containsAny","value":["platform"]}]}]}""";

    private static final String ALONG = """
            {"combinator":"and","rules":[\
            {"property":{"path":["system","domain"]},"operator":"matchAny","value":["Orders"]},\
            {"property":{"path":["dependsOn","component"],"fromBlueprint":"Service"},"operator":"matchAny","value":["cart","catalog"]},\
            {"property":"type","operator":"=","value":"library","not":true}]}""";

    private static final String CRITICAL = """
            {"combinator":"and","rules":[{"property":"tier","operator":"in","value":["mission critical","customer facing"]}]}""";

    private PortalProcess portal;
    private Tour tour;

    @BeforeEach
    void walkIntoTheExampleWorld() {
        assumeThat(Screens.wanted()).as("somebody wants pictures").isTrue();
        portal = PortalProcess.start(TestDatabase.temporaryFolder(), "--portolan.example=true");
        tour = new Tour(portal);
        Tour.prepared(portal);
    }

    @AfterEach
    void stop() {
        if (Screens.wanted()) {
            tour.close();
            portal.close();
        }
    }

    @Test
    void everyViewAndState() throws IOException {
        start();
        catalog();
        entities();
        selfService();
        runs();
        insight();
        build();
        administration();
        write(tour.stops());
        assertThat(tour.failures()).isEmpty();
    }

    private void start() {
        tour.section("Start");
        tour.stop("login", "Sign-in", () -> tour.open("login", "Look around"));
        tour.stop("login-refused", "A wrong password", () -> {
            tour.page.locator("input[name=username]").fill("admin@localhost");
            tour.page.locator("input[name=password]").fill("not this one");
            tour.button("Sign in").click();
            tour.see("Wrong name or password");
        });
        tour.signIn();
        tour.stop("palette", "Search, before anything is typed", () -> palette(""));
        tour.stop("palette-found", "Search: an action with what it works on", () -> palette("extend ttl"));
        tour.stop("palette-nothing", "Search: nothing found", () -> palette("xyzzy"));
        tour.stop("not-found", "An address that leads nowhere", () -> tour.open("no/such/page", "Page not found"));
    }

    private void palette(String text) {
        tour.open("catalog", "All kinds");
        tour.page.keyboard().press("Control+k");
        tour.page
                .locator("portolan-palette [role=combobox], portolan-palette input")
                .first()
                .waitFor();
        tour.page.keyboard().type(text);
        if (text.equals("xyzzy")) {
            tour.see("Nothing found");
        } else {
            tour.page.locator("portolan-palette [role=option]").first().waitFor();
        }
        tour.settle();
    }

    private void catalog() {
        tour.section("Catalog");
        tour.stop("catalog", "All kinds", () -> tour.open("catalog", "Environment"));
        tour.stop("catalog-services", "A table", () -> tour.open("catalog/Service", "Payments"));
        tour.stop("catalog-groups", "Rows in groups", () -> {
            tour.open("catalog/Service?group=tier", "Payments");
            tour.page.locator(".cat-head").nth(1).waitFor();
        });
        tour.stop(
                "catalog-filter",
                "A filter with a group of rules",
                () -> tour.open(
                        "catalog/Environment?filter=" + URLEncoder.encode(FILTER, StandardCharsets.UTF_8),
                        "Condition"));
        tour.stop(
                "catalog-filter-path",
                "Conditions along relations, and one as JSON",
                () -> tour.open(
                        "catalog/Component?filter=" + URLEncoder.encode(ALONG, StandardCharsets.UTF_8), "Condition"));
        tour.stop("catalog-row-menu", "The menu of a row", () -> {
            tour.open("catalog/Environment", "tour-one");
            tour.page.getByLabel("More for").first().click();
            tour.menuSeen("Delete");
        });
        tour.stop("catalog-columns", "The columns", () -> {
            tour.open("catalog/Service", "Payments");
            tour.press("Columns");
            tour.page.locator(".cat-columns li").first().waitFor();
        });
        tour.stop(
                "catalog-rules",
                "Rules of a scorecard as columns",
                () -> tour.open(
                        "catalog/Service?columns=$title,scorecard:production_readiness,scorecard:production_readiness:has_owner,"
                                + "scorecard:production_readiness:tests_cover_code",
                        "Payments"));
        tour.stop("catalog-selection", "Two entities chosen", () -> {
            tour.open("catalog/Service", "Payments");
            tour.tick(2);
        });
        tour.stop("catalog-edit-property", "One value for several", () -> tour.press("Edit property"));
        tour.stop("catalog-delete", "What deleting does", () -> {
            tour.open("catalog/Service", "Payments");
            tour.tick(2);
            tour.press("Delete");
            tour.see("Delete 2 entities");
        });
        tour.stop("catalog-cell", "A value in the table", () -> {
            tour.open("catalog/Service", "Payments");
            tour.page.getByText("mission critical").first().dblclick();
            tour.page
                    .getByRole(AriaRole.DIALOG)
                    .last()
                    .getByText("Tier")
                    .first()
                    .waitFor();
            tour.settle();
        });
        tour.stop("catalog-save-view", "Saving a view", () -> {
            tour.open("catalog/Service?sort=-coverage", "Payments");
            tour.page.locator(".cat-views vaadin-menu-bar-button").first().click();
            tour.menu("Save view");
        });
        tour.stop("catalog-page-new", "Saving a page", () -> {
            tour.open("catalog/Service?filter=" + URLEncoder.encode(CRITICAL, StandardCharsets.UTF_8), "Payments");
            tour.page.locator(".cat-views vaadin-menu-bar-button").first().click();
            tour.menu("Save as page");
            tour.page
                    .getByRole(AriaRole.DIALOG)
                    .last()
                    .getByLabel("Title")
                    .first()
                    .fill("Critical services");
        });
        tour.stop("catalog-page", "A catalog page", () -> {
            tour.press("Create");
            tour.page.waitForURL(url -> url.contains("/tables/"));
            tour.see("Payments");
            tour.press("Filter");
        });
        tour.stop("catalog-empty", "A kind without entities", () -> tour.open("catalog/Runbook", "No Runbook yet"));
        tour.stop(
                "catalog-nothing", "Nothing matches", () -> tour.open("catalog/Service?q=nothing", "Nothing matches"));
        tour.known("catalog-merge", "Two people changed the same value");
    }

    private void entities() {
        tour.section("Entities");
        tour.stop("entity", "An entity", () -> tour.open("entity/Service/cart", "Depends on"));
        tour.stop("entity-actions", "What can be done with it", () -> {
            tour.open("entity/Environment/tour-one", "Time left");
            tour.page
                    .locator("vaadin-menu-bar.act-menu vaadin-menu-bar-button")
                    .first()
                    .click();
            tour.settle();
        });
        tour.stop("entity-graph", "Its relations as a graph", () -> {
            tour.open("entity/Service/cart?tab=related", "");
            tour.page.locator("portolan-graph[drawn]").waitFor();
        });
        tour.stop("entity-graph-list", "The same as a list", () -> {
            tour.page
                    .locator("portolan-graph button[aria-label*=list i], portolan-graph [title*=list i]")
                    .last()
                    .click();
            tour.settle();
        });
        tour.stop(
                "entity-scorecard",
                "Its scorecards",
                () -> tour.open("entity/Service/warehouse?tab=scorecards", "Production readiness"));
        tour.stop("entity-runs", "Its runs", () -> tour.open("entity/Environment/tour-one?tab=runs", "Spin up"));
        tour.stop("entity-runs-none", "No runs yet", () -> tour.open("entity/Service/search?tab=runs", "No runs yet"));
        tour.stop(
                "entity-history", "Its history", () -> tour.open("entity/Environment/tour-one?tab=history", "Running"));
        tour.stop(
                "entity-readme",
                "Its README",
                () -> tour.open("entity/Service/cart?tab=property-readme", "Keeps what"));
        tour.known("entity-api", "An API");
        tour.stop("entity-form", "Its form", () -> {
            tour.open("entity/Service/cart", "Depends on");
            tour.menu("Edit");
            tour.see("Test coverage");
        });
        tour.stop("entity-json", "Its form beside its JSON", () -> {
            tour.press("JSON");
            tour.page.locator("portolan-code .cm-content").first().waitFor();
        });
        tour.stop("entity-form-refused", "A value that is refused", () -> {
            tour.open("catalog/Environment", "tour-one");
            tour.press("New Environment");
            tour.page
                    .getByRole(AriaRole.DIALOG)
                    .last()
                    .getByLabel("Identifier")
                    .first()
                    .fill("not allowed here");
            tour.press("Create");
            tour.see("no blanks");
        });
        tour.known("entity-explained", "Where a value comes from");
        tour.known("entity-past", "As it was");
        tour.known("entity-dashboard-tab", "A dashboard as tab");
    }

    private void selfService() {
        tour.section("Self-service");
        tour.stop("self-service", "Self-service", () -> tour.open("self-service", "Spin up"));
        tour.stop("self-service-none", "No action matches", () -> {
            tour.page.locator(".act-search input").fill("zzz");
            tour.see("No action matches");
        });
        tour.stop(
                "self-service-form",
                "A form",
                () -> tour.open("self-service?action=create_environment", "Small letters"));
        tour.stop("action-rules", "A form that follows, and a rule that fails", () -> {
            tour.open("self-service?action=rotate_key&actionInputs=~(kind~'rsa)", "Filled in by the link");
            tour.see("Shown because of");
        });
        tour.stop("action-json", "The inputs as JSON", () -> {
            tour.open(
                    "self-service?action=create_environment&actionInputs=~(name~'orders~days~5)",
                    "Filled in by the link");
            tour.press("JSON");
            tour.see("Link to this form");
        });
        tour.stop("action-dry-run", "Review before a run", () -> {
            tour.open(
                    "self-service?action=create_environment&actionInputs=~(name~'orders~days~5)",
                    "Filled in by the link");
            tour.press("Review");
            tour.see("Back");
        });
        tour.stop("action-again", "A run again", () -> {
            tour.open("runs", "Spin up");
            tour.page.getByText("Spin up").first().click();
            tour.see("Run again");
            tour.press("Run again");
            tour.see("Filled in as in run");
        });
        tour.known("action-for-several", "One form for several entities");
        tour.known("action-bulk", "What came of it");
        tour.known("wizard-refused", "A step that is not left yet");
        tour.known("wizard-last-step", "Its last step");
        tour.known("action-file", "An input from a file");
        tour.known("action-sealed", "A secret that the browser encrypts");
    }

    private void runs() {
        tour.section("Runs");
        tour.stop("runs", "Runs", () -> tour.open("runs", "Spin up"));
        tour.stop("runs-none", "No run matches", () -> tour.open("runs?action=no_such_action", "No runs yet"));
        tour.stop("run", "A run", () -> run("Spin up", "Succeeded"));
        tour.stop("run-failed", "One that failed", () -> run("Call a target that is gone", "Calls to the backend"));
        tour.stop("run-waits", "One that waits for approval", () -> run("Rotate a signing key", "Approve"));
        tour.known("runs-for-me", "What waits for the reader");
        tour.known("run-scheduled", "One for later");
        tour.known("run-steps", "One with steps");
        tour.known("run-long-log", "A long log");
        tour.known("approval-page", "Deciding by the link of a message");
        tour.known("approval-page-done", "Decided");
        tour.known("approval-page-used", "A link that was used");
    }

    private void run(String action, String text) {
        tour.open("runs", action);
        tour.page.getByText(action).first().click();
        tour.page.waitForURL(url -> url.contains("/runs/"));
        tour.see(text);
    }

    private void insight() {
        tour.section("Insight");
        tour.stop("home", "Home", () -> tour.open("", "Recently viewed"));
        tour.stop("dashboard", "A dashboard", () -> {
            tour.open("dashboards/engineering_overview", "");
            tour.page.locator("portolan-chart svg").first().waitFor();
        });
        tour.stop("scorecards", "Scorecards", () -> tour.open("scorecards", "Production readiness"));
        tour.stop(
                "scorecard",
                "A scorecard",
                () -> tour.open("scorecards/Service/production_readiness", "Entities by level"));
    }

    private void build() {
        tour.section("Build");
        tour.stop("builder", "The model", () -> {
            tour.open("builder", "");
            tour.page.locator("portolan-graph[drawn]").waitFor();
        });
        tour.stop("builder-templates", "Kinds that ship with the portal", () -> {
            tour.press("From templates");
            tour.see("Microservices");
        });
        tour.stop("builder-blueprint", "A kind", () -> tour.open("builder/Service", "Add property"));
        tour.stop("builder-property", "A property", () -> {
            tour.press("Add property");
            tour.see("Apply");
        });
        tour.stop("builder-relations", "Its relations", () -> {
            tour.open("builder/Service", "Add property");
            tour.tab("Relations");
        });
        tour.stop("builder-computed", "Its computed values", () -> tour.tab("Computed"));
        tour.stop("builder-mirror", "A mirror of something related", () -> {
            tour.open("builder/Service", "Add property");
            tour.tab("Computed");
            tour.press("Add mirror");
            tour.page
                    .getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Path"))
                    .first()
                    .click();
            tour.page.locator("vaadin-combo-box-item:visible").first().waitFor();
        });
        tour.stop("builder-aggregation", "A number over what is related", () -> {
            tour.open("builder/Service", "Add property");
            tour.tab("Computed");
            tour.press("Add aggregation");
            tour.choose("Kind", "Environment");
            tour.choose("Over", "Entities");
            tour.choose("Function", "Average");
        });
        tour.stop("builder-search", "Finding in a text", () -> {
            tour.open("builder/Service", "Add property");
            tour.page.locator("portolan-code .cm-content").first().click();
            tour.page.keyboard().press("Control+f");
            tour.page.keyboard().type("title");
        });
        tour.stop("builder-icon", "Choosing an icon", () -> {
            tour.open("builder/Service", "Add property");
            tour.tab("General");
            var icon = tour.page
                    .getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName("Icon"))
                    .first();
            icon.click();
            icon.fill("data");
            tour.page.locator("vaadin-combo-box-item").first().waitFor();
            tour.settle();
        });
        tour.stop("builder-preview", "The form that entities will have", () -> {
            tour.open("builder/Service", "Add property");
            tour.tab("Preview");
        });
        tour.known("builder-json-completion", "What the JSON proposes");
        tour.known("builder-json-problem", "What is wrong in it");
        tour.known("builder-json-compare", "What is different from what is saved");
        tour.known("builder-calculation", "Trying a calculation");
        tour.known("builder-relate", "Relating kinds");
        tour.known("builder-impact", "What a change does");
        tour.known("builder-permissions", "Permissions");
        tour.stop("pages", "Pages and folders", () -> tour.open("pages", "Engineering overview"));
        tour.stop("pages-new", "A new dashboard", () -> {
            tour.press("New dashboard");
            tour.see("Only you and administrators");
        });
        for (String part : List.of("form", "backend", "approval", "permissions", "json", "versions")) {
            tour.stop(
                    "action-builder-" + part,
                    "Building an action: " + part,
                    () -> tour.open(
                            "self-service/manage/create_environment?tab="
                                    + (part.equals("permissions") ? "rights" : part),
                            "Versions"));
        }
        tour.known("action-templates", "Templates of actions");
        tour.known("action-trial", "Trying a backend");
        tour.known("action-steps", "Steps of an action");
        tour.known("action-step", "One of them");
        tour.stop("automations", "Automations", () -> tour.open("automations", "Tear down"));
        tour.stop(
                "automation",
                "An automation",
                () -> tour.open("automations/tear_down_expired_environments", "When it starts"));
        tour.stop("import", "Import", () -> tour.open("import", "Import"));
    }

    private void administration() {
        tour.section("Administration");
        tour.stop("users", "Users", () -> tour.open("settings/users", "admin@localhost"));
        tour.stop("teams", "Teams", () -> tour.open("settings/teams", "Teams"));
        tour.stop("credentials", "API credentials", () -> tour.open("settings/credentials", "credentials"));
        tour.stop("secrets", "Secrets", () -> tour.open("settings/secrets", "Secrets"));
        tour.stop("organization", "Organisation", () -> tour.open("settings/organization", "Organisation"));
        tour.stop("profile", "Profile", () -> tour.open("settings/profile", "Profile"));
        tour.stop("audit", "Audit log", () -> tour.open("audit", "tour-one"));
        tour.stop("undelivered", "Nothing is left undone", () -> tour.open("audit/undelivered", ""));
    }

    private static void write(List<Tour.Stop> stops) throws IOException {
        if (!Boolean.getBoolean("portolan.guide")) {
            return;
        }
        StringBuilder text = new StringBuilder(
                "# Every view\n\nEach view and state in light and dark, wide and at the width of a phone.\n");
        String section = "";
        for (Tour.Stop stop : stops) {
            if (!stop.section().equals(section)) {
                section = stop.section();
                text.append("\n## ")
                        .append(section)
                        .append("\n| View | Light | Dark | Narrow, light | Narrow, dark |\n|---|---|---|---|---|\n");
            }
            text.append("| ").append(stop.title()).append(" |");
            for (String kind : List.of("light", "dark", "narrow-light", "narrow-dark")) {
                String file = "images/" + stop.name() + "-" + kind + ".png";
                boolean there = Files.exists(Path.of("docs", "guide", file));
                text.append(
                        there
                                ? " <img src=\"%s\" alt=\"%s\" width=\"%d\"> |"
                                        .formatted(file, stop.title(), kind.startsWith("narrow") ? 110 : 300)
                                : " |");
            }
            text.append("\n");
        }
        Files.writeString(Path.of("docs", "guide", "views.md"), text);
    }
}
