package io.portolan.e2e;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;

/// Pictures of a view: wide and narrow, light and dark. They take a while and nothing compares them, so that they are
/// taken on request: to `target/screens` with the system property `portolan.screens`, to `docs/guide/images` with
/// `portolan.guide`.
public final class Screens {

    private Screens() {}

    /// Whether somebody has asked for pictures.
    static boolean wanted() {
        return Boolean.getBoolean("portolan.screens") || Boolean.getBoolean("portolan.guide");
    }

    /// Takes `<name>-light.png`, `<name>-dark.png`, `<name>-narrow-light.png` and `<name>-narrow-dark.png`.
    public static void take(Page page, String name) {
        if (!wanted()) {
            return;
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        size(page, 1440, 900);
        both(page, name);
        size(page, 390, 844);
        both(page, name + "-narrow");
        size(page, 1440, 900);
        scheme(page, ColorScheme.LIGHT);
    }

    /// Takes the wide picture in both schemes only.
    public static void takeWide(Page page, String name) {
        if (!wanted()) {
            return;
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        both(page, name);
        scheme(page, ColorScheme.LIGHT);
    }

    private static void both(Page page, String name) {
        scheme(page, ColorScheme.LIGHT);
        shoot(page, name + "-light");
        scheme(page, ColorScheme.DARK);
        shoot(page, name + "-dark");
    }

    private static void scheme(Page page, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        calm(page);
    }

    private static void size(Page page, int width, int height) {
        page.setViewportSize(width, height);
        calm(page);
    }

    /// Two frames and the end of every transition, and of the redrawing that charts and graphs do after a change of
    /// scheme.
    static void calm(Page page) {
        page.evaluate("""
                async () => {
                  const frame = () => new Promise(done => requestAnimationFrame(done));
                  await frame(); await frame();
                  await Promise.all(document.getAnimations().filter(a => a.effect?.getTiming().iterations !== Infinity)
                    .map(a => a.finished.catch(() => undefined)));
                  if (document.querySelector('portolan-graph, portolan-chart')) {
                    await new Promise(done => setTimeout(done, 700));
                  }
                }""");
    }

    /// Waits until the page has nothing more to load or to tell the server.
    static void settle(Page page) {
        page.waitForFunction("""
                () => {
                  if (!document.getElementById('outlet')) return document.readyState === 'complete';
                  const clients = window.Vaadin?.Flow?.clients ?? {};
                  return Object.keys(clients).some(name => name !== 'TypeScript')
                    && Object.values(clients).every(one => !one.isActive || !one.isActive());
                }""");
    }

    /// By how many pixels the page can be scrolled sideways; one is rounding.
    static int overflow(Page page) {
        return ((Number) page.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }

    private static void shoot(Page page, String name) {
        Path folder = Boolean.getBoolean("portolan.guide")
                ? Path.of("docs", "guide", "images")
                : Path.of("target", "screens");
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }
}
