package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.portolan.testing.Api;
import io.portolan.testing.PortalProcess;
import io.portolan.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/// The first real day in the example world, as one person has it in the browser and as a client has it over REST:
/// catalog → self-service form → run → real database → time → automation → scorecard → dashboard → builder.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstDayE2E {

    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private PortalProcess portal;
    private Api api;
    private BrowserContext session;
    private Page page;

    @BeforeAll
    void start() {
        portal = PortalProcess.start(TestDatabase.temporaryFolder(), "--portolan.example=true");
        api = portal.api();
        session = Chromium.get()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1440, 900)
                        .setColorScheme(ColorScheme.LIGHT)
                        .setLocale("en-GB"));
        session.setDefaultTimeout(PATIENCE.toMillis());
        session.setDefaultNavigationTimeout(PATIENCE.toMillis());
        page = session.newPage();
    }

    @AfterAll
    void stop() {
        session.close();
        portal.close();
    }

    @Test
    @Order(1)
    void inTheBrowser() {
        try {
            signIn();
            catalog();
            String environment = "first-day";
            spinUp(environment);
            fillInviteAndExtend(environment);
            timeRunsOut(environment);
            scorecard();
            dashboard();
            builder();
        } catch (RuntimeException | Error failure) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "screens", "failed", "first-day.png")));
            throw failure;
        }
    }

    private void signIn() {
        open("/login");
        page.getByRole(AriaRole.BUTTON, named(Pattern.compile("admin", Pattern.CASE_INSENSITIVE)))
                .first()
                .waitFor();
        Screens.take(page, "login");
        page.getByRole(AriaRole.BUTTON, named(Pattern.compile("admin", Pattern.CASE_INSENSITIVE)))
                .first()
                .click();
        page.getByRole(AriaRole.HEADING, named(Pattern.compile("Welcome"))).waitFor();
        Screens.take(page, "home");
    }

    private void catalog() {
        open("/catalog/Component");
        text("Cart Service").waitFor();
        open("/catalog/Service");
        text("Payments").waitFor();
        Screens.take(page, "catalog-services");
        page.locator("input[placeholder='Search title, identifier and text']").fill("invoic");
        text("One entity").waitFor();
        open("/catalog/Service?sort=-coverage");
        text("Payments").waitFor();
        assertThat(page.locator("vaadin-grid a").first().textContent()).contains("Payments");
        open("/entity/Service/cart");
        text("Depends on").waitFor();
        Screens.take(page, "entity");
        open("/entity/Service/cart?tab=related");
        page.locator("portolan-graph[drawn]").waitFor();
        Screens.take(page, "entity-graph");
    }

    private void spinUp(String environment) {
        open("/self-service");
        text("Spin up a developer environment for 5 days").waitFor();
        Screens.take(page, "self-service");
        open("/self-service?action=create_environment");
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        Locator start = dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Spin up"));
        start.click();
        dialog.getByText("Please fill this in").first().waitFor();
        field(dialog, "Name").fill(environment);
        Locator service = dialog.getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName("Service"))
                .first();
        service.fill("Pay");
        page.locator("vaadin-combo-box-item").getByText("Payments").first().click();
        Screens.take(page, "self-service-form");
        start.click();
        page.waitForURL(Pattern.compile(".*/runs/r_.*"));
        text("is running until").waitFor();
        text("Succeeded").waitFor();
        Screens.take(page, "run");
        open("/runs");
        text("Spin up a developer environment for 5 days").waitFor();
        Screens.take(page, "runs");
        String database = property(environment, "jdbcUrl");
        assertThat(database).startsWith("jdbc:postgresql://");
        assertThat(api.get(entity(environment))
                        .body()
                        .at("/entity/relations/service")
                        .asString())
                .isEqualTo("payments");
    }

    private void fillInviteAndExtend(String environment) {
        runOnEntity(environment, "ETL mock data to environment", "Load", null);
        runOnEntity(environment, "Invite developer to the environment", "Invite", "Developer");
        Instant before = Instant.parse(property(environment, "ttl"));
        runOnEntity(environment, "Extend TTL by 3 days", "Extend", null);
        assertThat(Instant.parse(property(environment, "ttl"))).isEqualTo(before.plus(Duration.ofDays(3)));
    }

    private void runOnEntity(String environment, String action, String start, @Nullable String user) {
        open("/entity/Environment/" + environment);
        page.locator("vaadin-menu-bar.act-menu vaadin-menu-bar-button").first().click();
        page.getByRole(AriaRole.MENUITEM).getByText(action).first().click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        if (user != null) {
            Locator box = dialog.getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName(user))
                    .first();
            box.fill("dev");
            page.locator("vaadin-combo-box-item").first().click();
        }
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + start)))
                .last()
                .click();
        page.waitForURL(Pattern.compile(".*/runs/r_.*"));
        text("Succeeded").waitFor();
    }

    private void timeRunsOut(String environment) {
        open("/entity/Environment/" + environment);
        text("Running").waitFor();
        api.patch(entity(environment), "{\"properties\": {\"ttl\": \"" + Instant.now() + "\"}}")
                .expect(200);
        await().atMost(PATIENCE).until(() -> property(environment, "status").equals("Terminated"));
        open("/entity/Environment/" + environment + "?tab=history");
        text("Terminated").waitFor();
        Screens.take(page, "entity-history");
        open("/audit");
        text(environment).waitFor();
        Screens.take(page, "audit");
        open("/automations");
        text("Tear down expired environments").waitFor();
        Screens.take(page, "automations");
    }

    private void scorecard() {
        open("/entity/Service/warehouse?tab=scorecards");
        text("Production readiness").waitFor();
        Screens.take(page, "entity-scorecard");
        String before = level("warehouse");
        api.patch("/v1/blueprints/Service/entities/warehouse", """
                {"team": ["platform"], "properties": {"repository": "https://git.example.com/shop/warehouse",
                 "onCall": "admin@example.com", "coverage": 95, "replicas": 3,
                 "readme": "# Warehouse"}}""").expect(200);
        await().atMost(PATIENCE).until(() -> !level("warehouse").equals(before));
        open("/entity/Service/warehouse?tab=scorecards");
        text(level("warehouse")).waitFor();
        open("/scorecards");
        text("Production readiness").waitFor();
        Screens.take(page, "scorecards");
    }

    private void dashboard() {
        open("/dashboards/engineering_overview");
        page.locator("portolan-chart").first().waitFor();
        assertThat(page.locator("portolan-chart").count()).isGreaterThanOrEqualTo(2);
        Screens.take(page, "dashboard");
    }

    private void builder() {
        open("/builder");
        page.locator("portolan-graph[drawn]").waitFor();
        Screens.take(page, "builder");
        open("/builder/Service");
        page.getByRole(AriaRole.BUTTON, named(Pattern.compile("Add property")))
                .first()
                .click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        field(dialog, "Title").fill("Cost centre");
        field(dialog, "Title").press("Tab");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Apply"))
                .click();
        text("Unsaved changes").waitFor();
        Screens.take(page, "builder-blueprint");
        page.getByRole(AriaRole.BUTTON, named(Pattern.compile("^Save$")))
                .first()
                .click();
        text("Tables and forms show it at once").waitFor();
        open("/catalog/Service");
        page.getByRole(AriaRole.BUTTON, named(Pattern.compile("New Service")))
                .first()
                .click();
        page.getByRole(AriaRole.DIALOG).getByText("Cost centre").first().waitFor();
        JsonNode refused = api.patch("/v1/blueprints/Service", """
                {"schema": {"properties": {"tier": {"type": "number"}}}}""").expect(422).body();
        assertThat(refused.path("message").asString()).contains("8 entities");
    }

    @Test
    @Order(2)
    void theOtherViews() {
        for (List<String> view : List.of(
                List.of("catalog", "/catalog"),
                List.of("import", "/import"),
                List.of("users", "/settings/users"),
                List.of("teams", "/settings/teams"),
                List.of("credentials", "/settings/credentials"),
                List.of("secrets", "/settings/secrets"),
                List.of("organization", "/settings/organization"),
                List.of("profile", "/settings/profile"),
                List.of("not-found", "/no/such/page"))) {
            open(view.get(1));
            page.getByRole(AriaRole.HEADING).first().waitFor();
            Screens.take(page, view.get(0));
            assertThat(Screens.overflow(page))
                    .as("sideways scrolling of " + view)
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    @Order(3)
    void overRest() {
        String environment = "over-rest";
        JsonNode run = run(
                "create_environment",
                "{\"properties\": {\"name\": \"" + environment
                        + "\", \"service\": \"cart\", \"days\": 5, \"withData\": false}}");
        assertThat(run.path("status").asString()).isEqualTo("SUCCESS");
        assertThat(logs(run)).anyMatch(line -> line.contains("is running until"));
        String on = "{\"entity\": \"" + environment + "\", \"properties\": %s}";
        assertThat(run("etl_mock_data", on.formatted("{\"rows\": 25}"))
                        .path("status")
                        .asString())
                .isEqualTo("SUCCESS");
        assertThat(run(
                                "invite_developer",
                                on.formatted("{\"developer\": \"developer@example.com\", \"access\": \"read\"}"))
                        .path("status")
                        .asString())
                .isEqualTo("SUCCESS");
        Instant ttl = Instant.parse(property(environment, "ttl"));
        run("extend_ttl", on.formatted("{}"));
        assertThat(Instant.parse(property(environment, "ttl"))).isEqualTo(ttl.plus(Duration.ofDays(3)));
        run("terminate_environment", on.formatted("{}"));
        assertThat(property(environment, "status")).isEqualTo("Terminated");
        JsonNode audits = api.get("/v1/audit-log?entity=" + environment + "&blueprint=Environment")
                .expect(200)
                .body()
                .path("audits");
        assertThat(audits.size()).isGreaterThanOrEqualTo(3);
    }

    private JsonNode run(String action, String body) {
        String id = api.post("/v1/actions/" + action + "/runs", body)
                .expect(202)
                .body()
                .at("/run/id")
                .asString();
        await().atMost(PATIENCE)
                .until(() -> !api.get("/v1/actions/runs/" + id)
                        .body()
                        .at("/run/status")
                        .asString()
                        .equals("IN_PROGRESS"));
        return api.get("/v1/actions/runs/" + id).body().path("run");
    }

    private List<String> logs(JsonNode run) {
        return api
                .get("/v1/actions/runs/" + run.path("id").asString() + "/logs")
                .body()
                .path("runLogs")
                .values()
                .stream()
                .map(line -> line.path("message").asString())
                .toList();
    }

    private static String entity(String environment) {
        return "/v1/blueprints/Environment/entities/" + environment;
    }

    private String property(String environment, String name) {
        return api.get(entity(environment))
                .expect(200)
                .body()
                .at("/entity/properties/" + name)
                .asString("");
    }

    private String level(String service) {
        return api.get("/v1/blueprints/Service/entities/" + service)
                .expect(200)
                .body()
                .at("/entity/scorecards/production_readiness/level")
                .asString("");
    }

    private void open(String path) {
        page.navigate(api.baseUrl() + path);
    }

    private Locator text(String text) {
        return page.getByText(text).and(page.locator(":visible")).first();
    }

    private static Page.GetByRoleOptions named(Pattern name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static Locator field(Locator dialog, String label) {
        return dialog.getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName(label))
                .first();
    }
}
