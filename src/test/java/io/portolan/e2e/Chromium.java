package io.portolan.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one browser of a test run, started by the first test that asks for it.
final class Chromium {

    private static final List<String> ARGUMENTS = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-color-profile=srgb");

    private static @Nullable Browser browser;

    private Chromium() {}

    static synchronized Browser get() {
        Browser running = browser;
        if (running == null) {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            running = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program())
                            .setTimeout(120_000)
                            .setArgs(ARGUMENTS));
            browser = running;
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        }
        return running;
    }

    /// The system's Chromium; `PORTOLAN_CHROMIUM` names another one.
    static Path program() {
        return Optional.ofNullable(System.getenv("PORTOLAN_CHROMIUM"))
                .map(List::of)
                .orElse(List.of(
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome",
                        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"))
                .stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .map(Objects::requireNonNull)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "No Chromium found. Install the package \"chromium\" or set PORTOLAN_CHROMIUM to the program."));
    }
}
