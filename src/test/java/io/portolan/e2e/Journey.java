package io.portolan.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.portolan.testing.PortalTest;
import io.portolan.testing.TestDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.opentest4j.TestAbortedException;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A test that uses the portal as a person does, in a real browser. Each test has a browser session of its own; when it
/// fails, its last picture is in `target/screens/failed`.
@PortalTest
public abstract class Journey {

    /// Milliseconds; generous, because a busy machine is no failure.
    protected static final int PATIENCE = 60_000;

    @LocalServerPort
    protected int port;

    private static final Map<String, List<Cookie>> KNOWN = new HashMap<>();

    protected Page page;
    private BrowserContext session;
    private @Nullable String who;
    private @Nullable String secret;

    @RegisterExtension
    final AfterTestExecutionCallback pictureOfFailure = context -> context.getExecutionException()
            .filter(failure -> !(failure instanceof TestAbortedException))
            .ifPresent(failure -> page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of("target", "screens", "failed", context.getDisplayName() + ".png"))));

    @BeforeEach
    void openBrowser() {
        session = Chromium.get()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(1440, 900)
                        .setColorScheme(ColorScheme.LIGHT)
                        .setLocale("en-GB")
                        .setTimezoneId("Europe/Berlin"));
        session.setDefaultTimeout(PATIENCE);
        session.setDefaultNavigationTimeout(PATIENCE);
        page = session.newPage();
    }

    @AfterEach
    void closeBrowser() {
        session.close();
    }

    /// Signs in as the administrator of the test's portal.
    protected void signInAsAdmin() {
        signIn("admin@localhost", TestDatabase.ADMIN_PASSWORD);
    }

    /// By what an earlier test has signed in with, where one has: loading the way in takes longer than many a test.
    protected void signIn(String email, String password) {
        who = email;
        secret = password;
        List<Cookie> known = KNOWN.get(port + " " + email);
        if (known == null) {
            signInByForm();
        } else {
            session.addCookies(known);
        }
    }

    private void signInByForm() {
        String email = Objects.requireNonNull(who);
        page.navigate("http://localhost:" + port + "/login");
        settle();
        page.locator("input[name=username]").fill(email);
        page.locator("input[name=password]").fill(Objects.requireNonNull(secret));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .first()
                .click();
        page.waitForURL(url -> !url.endsWith("/login"));
        KNOWN.put(port + " " + email, session.cookies());
    }

    /// Opens an address of the portal, without leading slash, and waits until the page stands still.
    protected void open(String path) {
        page.navigate("http://localhost:" + port + "/" + path);
        settle();
        if (who != null && !path.startsWith("login") && page.url().endsWith("/login")) {
            // somebody has signed out
            signInByForm();
            page.navigate("http://localhost:" + port + "/" + path);
            settle();
        }
    }

    /// Waits until the page has nothing more to load or to tell the server.
    protected void settle() {
        Screens.settle(page);
    }

    /// The dialog that lies on top.
    protected Locator dialog() {
        return page.getByRole(AriaRole.DIALOG).last();
    }

    /// Presses a button of the dialog that lies on top.
    protected void inDialog(String button) {
        dialog().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
                .first()
                .click();
    }

    /// Types the text into a list of choices and takes the choice of that very text once it is there.
    protected void choose(Locator list, String text) {
        list.click();
        list.fill(text);
        page.getByRole(
                        AriaRole.OPTION,
                        new Page.GetByRoleOptions().setName(text).setExact(true))
                .first()
                .click();
    }

    /// The first entry of an open menu with that text.
    protected Locator item(String name) {
        return page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(name))
                .first();
    }

    /// The first button with that text.
    protected Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name))
                .first();
    }
}
