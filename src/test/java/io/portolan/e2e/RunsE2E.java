package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Somebody tries an action without running it, runs it on several entities at once, cancels a run for later, reads a
/// long log, and fills an input from a file.
class RunsE2E extends Journey {

    @Autowired
    private Api api;

    @Autowired
    private JdbcClient jdbc;

    private String service = "";
    private String action = "";

    @BeforeEach
    void servicesToRestart() {
        service = Names.unique("service");
        action = Names.unique("restart");
        api.post("/v1/blueprints", """
            {"identifier":"%s","title":"Service","icon":"Microservice",
             "schema":{"properties":{"lang":{"title":"Language","type":"string"}},"required":[]}}
            """.formatted(service)).expect(201);
        api.post("/v1/blueprints/" + service + "/entities/bulk", """
            {"entities":[{"identifier":"cart","title":"Cart"},{"identifier":"shop","title":"Shop"}]}
            """).expect(200);
        api.post("/v1/actions", """
            {"identifier":"%s","title":"Restart the service","icon":"refresh-cw",
             "description":"Restarts every instance, one after the other.",
             "trigger":{"type":"self-service","operation":"DAY-2","blueprintIdentifier":"%s",
               "userInputs":{"properties":{"reason":{"title":"Reason","type":"string"}},"required":["reason"]}},
             "invocationMethod":{"type":"UPSERT_ENTITY","blueprintIdentifier":"%s",
               "mapping":{"identifier":"{{ .entity.identifier }}","properties":{"lang":"{{ .inputs.reason }}"}}}}
            """.formatted(action, service, service)).expect(201);
    }

    @Test
    void oneFormRunsOnAllThatAreChosen() {
        signInAsAdmin();
        open("catalog/" + service);
        page.getByText("Cart").first().waitFor();
        Locator boxes = page.getByRole(AriaRole.CHECKBOX);
        boxes.first().click();
        boxes.nth(1).click();
        page.getByText("2 selected").first().waitFor();
        item("Actions").click();
        item("Restart the service").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Reason").first().fill("memory");
        dialog.getByLabel("Reason").first().press("Tab");
        settle();
        dialog.getByText("Run later").first().click();
        dialog.getByText("When").first().waitFor();
        Screens.take(page, "action-for-several");
        dialog.getByText("Run later").first().click();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Review"))
                .click();
        Locator trial = page.getByRole(AriaRole.DIALOG).filter(new Locator.FilterOptions().setHasText("Review:"));
        trial.getByText("memory").first().waitFor();
        Screens.take(page, "action-dry-run");
        trial.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Back"))
                .click();
        assertThat(api.get("/v1/actions/runs?action=" + action)
                        .expect(200)
                        .body()
                        .path("runs"))
                .isEmpty();

        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Run").setExact(true))
                .first()
                .click();
        page.waitForURL(url -> url.contains("/runs"));
        assertThat(api.get("/v1/actions/runs?action=" + action)
                        .expect(200)
                        .body()
                        .path("runs"))
                .hasSize(2);
    }

    @Test
    void aRunForLaterIsCancelled() {
        String id = api.post("/v1/actions/" + action + "/runs", """
            {"entity":"cart","properties":{"reason":"later"},"scheduledAt":"%s"}
            """.formatted(
                        java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC).plusDays(30)))
                .expect(202)
                .body()
                .at("/run/id")
                .asString("");
        signInAsAdmin();
        open("runs/" + id);
        page.getByText("Scheduled").first().waitFor();
        Screens.take(page, "run-scheduled");
        button("Cancel run").click();
        page.getByText("Cancel this run?").first().waitFor();
        page.getByRole(AriaRole.ALERTDIALOG)
                .or(page.getByRole(AriaRole.DIALOG))
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancel run"))
                .last()
                .click();
        page.getByText("Cancelled by").first().waitFor();
        assertThat(api.get("/v1/actions/runs/" + id)
                        .expect(200)
                        .body()
                        .at("/run/status")
                        .asString(""))
                .isEqualTo("FAILURE");
    }

    @Test
    void aLogOfAHundredThousandLinesStaysFluid() {
        String id = api.post("/v1/actions/" + action + "/runs", """
            {"entity":"cart","properties":{"reason":"long"},"scheduledAt":"%s"}
            """.formatted(
                        java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC).plusDays(30)))
                .expect(202)
                .body()
                .at("/run/id")
                .asString("");
        jdbc.sql("INSERT INTO run_log (run_id, at, message)"
                        + " SELECT :run, now(), 'line ' || n || '.' FROM generate_series(1, 100000) n ORDER BY n")
                .param("run", id)
                .update();
        signInAsAdmin();
        long began = System.nanoTime();
        open("runs/" + id);
        line("line 100000.").waitFor();
        took("opened", began);
        Locator list = page.locator("vaadin-virtual-list");
        assertThat(list.locator(".act-line").count()).isLessThan(200);
        log(id, "still going");
        line("still going").waitFor();
        Screens.take(page, "run-long-log");
    }

    private Locator line(String text) {
        return page.locator(".act-line")
                .getByText(text, new Locator.GetByTextOptions().setExact(true))
                .first();
    }

    private void log(String run, String message) {
        api.post("/v1/actions/runs/" + run + "/logs", "{\"message\":\"" + message + "\"}")
                .expect(201);
    }

    private static void took(String what, long began) {
        long millis = (System.nanoTime() - began) / 1_000_000;
        System.out.println("Long log, " + what + ": " + millis + " ms");
        assertThat(millis).isLessThan(20_000);
    }
}
