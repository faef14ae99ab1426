package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitUntilState;
import com.vaadin.flow.router.Route;
import io.portolan.testing.Api;
import io.portolan.testing.PortalProcess;
import io.portolan.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/// axe walks over every view of the portal in the example world and finds nothing, and none scrolls sideways. Each is
/// seen twice: light and
/// dark, the one wide and the other narrow, in turn. A view that is new has to be given sample parameters here, or
/// the walk fails.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AxeE2E {

    private static final int PATIENCE = 45_000;

    /// Parameters of addresses, by route. A route without parameters needs none.
    private static final Map<String, List<String>> SAMPLES = Map.of(
            "catalog/:blueprint", List.of("catalog/Service", "catalog/Environment?text=nothing-has-this-name"),
            "entity/:blueprint/:identifier*",
                    List.of(
                            "entity/Service/cart",
                            "entity/Service/cart?tab=related",
                            "entity/Service/cart?tab=scorecards",
                            "entity/Service/cart?tab=runs",
                            "entity/Service/cart?tab=history",
                            "entity/Service/cart?tab=property-readme",
                            "entity/API/CartAPI?tab=property-definition"),
            "dashboards/:page*", List.of("dashboards/engineering_overview"),
            "automations/:identifier", List.of("automations/tear_down_expired_environments", "automations/new"),
            "scorecards/:blueprint/:scorecard", List.of("scorecards/Service/production_readiness"),
            "builder/:blueprint", List.of("builder/Service"),
            "self-service/manage/:id", List.of("self-service/manage/create_environment"),
            "runs/:id", List.of("runs/$run"));

    private PortalProcess portal;
    private Api api;
    private final List<BrowserContext> sessions = new ArrayList<>();
    private Page light;
    private Page dark;
    private String run = "";

    @BeforeAll
    void start() {
        portal = PortalProcess.start(TestDatabase.temporaryFolder(), "--portolan.example=true");
        api = portal.api();
        run = api.start(
                "create_environment",
                "{\"properties\": {\"name\": \"axe\", \"service\": \"cart\", \"days\": 5, \"withData\": false}}");
        light = signedIn(ColorScheme.LIGHT);
        dark = signedIn(ColorScheme.DARK);
    }

    @AfterAll
    void stop() {
        sessions.forEach(BrowserContext::close);
        portal.close();
    }

    @Test
    void nothingIsFoundOnAnyView() {
        Set<String> findings = new TreeSet<>();
        boolean narrow = false;
        for (String path : addresses()) {
            narrow = !narrow;
            open(light, path, narrow);
            open(dark, path, !narrow);
            look(light, "light" + (narrow ? ", narrow, " : ", ") + path, findings);
            look(dark, "dark" + (narrow ? ", " : ", narrow, ") + path, findings);
        }
        assertThat(findings).isEmpty();
    }

    /// Does not wait for the view: the other page loads meanwhile.
    private void open(Page page, String path, boolean narrow) {
        page.setViewportSize(narrow ? 390 : 1440, narrow ? 844 : 900);
        page.navigate(
                portal.api().baseUrl() + "/" + path.replace("$run", run),
                new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    }

    private static void look(Page page, String where, Set<String> findings) {
        Axe.settle(page);
        Axe.find(page).forEach(one -> findings.add(one + " (" + where + ")"));
        int overflow = Screens.overflow(page);
        if (overflow > 1) {
            findings.add("scrolls sideways by " + overflow + " (" + where + ")");
        }
    }

    /// Every registered route, and an address that leads nowhere.
    private static List<String> addresses() {
        List<String> addresses = new ArrayList<>(List.of("no/such/page"));
        for (String route : routes()) {
            if (route.contains(":")) {
                assertThat(SAMPLES)
                        .as("sample addresses of the route %s", route)
                        .containsKey(route);
                addresses.addAll(SAMPLES.get(route));
            } else {
                addresses.add(route);
            }
        }
        return addresses;
    }

    private static List<String> routes() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Route.class));
        return scanner.findCandidateComponents("io.portolan").stream()
                .map(found -> {
                    try {
                        return Class.forName(String.valueOf(found.getBeanClassName()))
                                .getAnnotation(Route.class)
                                .value();
                    } catch (ClassNotFoundException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .sorted()
                .toList();
    }

    private Page signedIn(ColorScheme scheme) {
        BrowserContext session = Chromium.get()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1440, 900)
                        .setColorScheme(scheme)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setLocale("en-GB"));
        session.setDefaultTimeout(PATIENCE);
        session.setDefaultNavigationTimeout(PATIENCE);
        sessions.add(session);
        Page page = session.newPage();
        page.navigate(portal.api().baseUrl() + "/login");
        page.getByRole(
                        com.microsoft.playwright.options.AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(Pattern.compile("admin", Pattern.CASE_INSENSITIVE)))
                .first()
                .click();
        page.waitForURL(url -> !url.endsWith("/login"));
        return page;
    }
}
