package io.portolan.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.MGF1ParameterSpec;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/// Somebody tries an action without running it, runs it on several entities at once, cancels a run for later, reads a
/// long log, and fills an input from a file.
class RunsE2E extends Journey {

    @Autowired
    private Api api;

    @Autowired
    private ChangeDispatcher dispatcher;

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
        page.getByText("2 runs were started").first().waitFor();
        assertThat(api.get("/v1/actions/runs?action=" + action)
                        .expect(200)
                        .body()
                        .path("runs"))
                .hasSize(2);
    }

    @Test
    void aRunIsRepeatedWithWhatWasFilledInAndASecretThatOnlyTheTargetCanRead() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded()) + "\n-----END PUBLIC KEY-----";
        String sealed = Names.unique("sealed");
        ObjectNode inputs = Json.parseObject("""
                {"properties":{"reason":{"title":"Reason","type":"string"},
                  "code":{"title":"Code","type":"string","encryption":{"algorithm":"client-side"}}},"order":["reason","code"]}""");
        inputs.withObject("/properties/code/encryption").put("key", pem);
        api.post("/v1/actions", """
                {"identifier":"%s","title":"Open the vault","trigger":{"type":"self-service","operation":"CREATE","userInputs":%s},
                 "invocationMethod":{"type":"UPSERT_ENTITY","blueprintIdentifier":"%s","mapping":{"identifier":"vault","properties":{"lang":"{{ .inputs.code }}"}}}}
                """.formatted(sealed, inputs, service)).expect(201);
        signInAsAdmin();
        open("self-service?action=" + sealed);
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Reason").first().fill("audit");
        dialog.locator("portolan-sealed input").fill("swordfish");
        dialog.locator("portolan-sealed input").press("Tab");
        dialog.getByText("Encrypted in your browser").waitFor();
        settle();
        Screens.take(page, "action-sealed");
        inDialog("Run");
        page.waitForURL(url -> url.contains("/runs/"));
        dispatcher.drain();
        page.getByText("Succeeded").first().waitFor();
        String written = api.get("/v1/blueprints/" + service + "/entities/vault")
                .expect(200)
                .body()
                .at("/entity/properties/lang")
                .asString("");
        assertThat(opened(written, pair)).isEqualTo("swordfish");

        button("Run again").click();
        dialog.getByText("Filled in as in run").waitFor();
        settle();
        assertThat(dialog.getByLabel("Reason").first().inputValue()).isEqualTo("audit");
        assertThat(dialog.locator("portolan-sealed input").inputValue()).isEmpty();
        Screens.take(page, "action-again");
        button("JSON").click();
        dialog.getByText("Link to this form").waitFor();
        settle();
        Screens.take(page, "action-json");
        Accessibility.check(page);
        button("JSON").click();
        inDialog("Run");
        page.waitForCondition(() -> api.get("/v1/actions/runs?action=" + sealed)
                        .expect(200)
                        .body()
                        .path("runs")
                        .size()
                == 2);
    }

    private static String opened(String sealed, KeyPair pair) throws GeneralSecurityException {
        byte[] all = Base64.getDecoder().decode(sealed);
        Cipher unwrap = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
        unwrap.init(
                Cipher.DECRYPT_MODE,
                pair.getPrivate(),
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        byte[] key = unwrap.doFinal(Arrays.copyOfRange(all, 12, 268));
        Cipher open = Cipher.getInstance("AES/GCM/NoPadding");
        open.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(128, Arrays.copyOfRange(all, 0, 12)));
        return new String(open.doFinal(Arrays.copyOfRange(all, 268, all.length)), UTF_8);
    }

    @Test
    void aRunForLaterIsCancelled() {
        String id = scheduled();
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
        String id = scheduled();
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

        list.hover();
        page.mouse().wheel(0, -2_000);
        page.waitForFunction("() => !document.querySelector('.act-log-tools vaadin-checkbox').checked");
        Object place = list.evaluate("list => list.firstVisibleIndex");
        log(id, "unseen");
        page.getByText("100,002 lines").waitFor();
        settle();
        assertThat(list.evaluate("list => list.firstVisibleIndex")).isEqualTo(place);
        assertThat(line("unseen").isVisible()).isFalse();

        began = System.nanoTime();
        list.evaluate("list => list.scrollToIndex(50000)");
        // how far exactly, the bar of so long a list does not say
        list.getByText(Pattern.compile("^line 50\\d{3}\\.$")).first().waitFor();
        took("middle", began);
        page.getByLabel("Follow").first().check();
        line("unseen").waitFor();

        began = System.nanoTime();
        page.getByLabel("Search the log").and(page.locator("input")).fill("line 77777.");
        page.getByText("1 of 100,002 lines").waitFor();
        took("search", began);
        line("line 77777.").waitFor();
        Screens.takeWide(page, "run-log-search");
        Accessibility.check(page);
        var download = page.waitForDownload(
                () -> page.getByText("Download as text").first().click());
        try (Stream<String> lines = Files.lines(download.path())) {
            assertThat(lines.count()).isEqualTo(100_002);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFileFillsAnInput() {
        String fed = Names.unique("fed");
        api.post("/v1/actions", """
            {"identifier":"%s","title":"Feed it","trigger":{"type":"self-service","operation":"CREATE",
              "userInputs":{"properties":{"values":{"title":"Values","type":"object"},
                "notes":{"title":"Notes","type":"string","format":"multi-line","maxLength":20}}}},
             "invocationMethod":{"type":"WEBHOOK","url":"https://example.org"}}
            """.formatted(fed)).expect(201);
        signInAsAdmin();
        open("self-service?action=" + fed);
        dialog().getByText("Upload a file").first().waitFor();
        Locator files = dialog().locator("vaadin-upload input[type=file]");
        files.first().setInputFiles(new FilePayload("values.yaml", "text/yaml", "replicas: 3".getBytes(UTF_8)));
        dialog().getByText("\"replicas\"").first().waitFor();
        files.last()
                .setInputFiles(
                        new FilePayload("long.txt", "text/plain", "x".repeat(21).getBytes(UTF_8)));
        dialog().getByText("long.txt has 21 characters; at most 20 are allowed")
                .first()
                .waitFor();
        files.last().setInputFiles(new FilePayload("huge.txt", "text/plain", new byte[300 * 1024]));
        dialog().getByText("huge.txt is larger than 256 KiB").first().waitFor();
        Locator button =
                dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Upload a file for Notes"));
        button.focus();
        page.waitForFileChooser(() -> button.press("Enter"))
                .setFiles(new FilePayload("notes.txt", "text/plain", "from the keyboard".getBytes(UTF_8)));
        page.waitForFunction("() => [...document.querySelectorAll('vaadin-text-area')]"
                + ".some(area => area.value === 'from the keyboard')");
        Screens.take(page, "action-file");
        Accessibility.check(page);
    }

    /// A run that begins in a month.
    private String scheduled() {
        return api.post("/v1/actions/" + action + "/runs", """
            {"entity":"cart","properties":{"reason":"later"},"scheduledAt":"%s"}
            """.formatted(
                                OffsetDateTime.now(ZoneOffset.UTC).plusDays(30)))
                .expect(202)
                .body()
                .at("/run/id")
                .asString("");
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
