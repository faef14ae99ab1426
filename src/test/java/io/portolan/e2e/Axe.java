package io.portolan.e2e;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Runs axe in a page as it stands.
final class Axe {

    /// WCAG 2.2, levels A and AA, and what axe holds for good practice.
    private static final String EVERYTHING =
            "{type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}";

    private static final String SOURCE = source();

    private Axe() {}

    /// What axe finds, each with rule, place and explanation. Cells of a table are left out: those at the edge of what
    /// scrolls are cut off, which axe takes for too small.
    static List<String> find(Page page) {
        if (!Boolean.TRUE.equals(page.evaluate("() => Boolean(window.axe)"))) {
            page.evaluate(SOURCE);
        }
        Screens.calm(page);
        Object found = page.evaluate("""
                async () => {
                  const result = await axe.run({exclude: ['copilot-main', 'vaadin-dev-tools', 'vaadin-connection-indicator']},
                    {runOnly: %s, iframes: false, resultTypes: ['violations']});
                  return result.violations.flatMap(rule => rule.nodes.filter(node => !node.html.startsWith('<td')).slice(0, 3).map(node =>
                    rule.id + ': ' + node.target.flat().join(' ') + '  ' + node.html.slice(0, 160) + '  ' + node.failureSummary.replace(/\\s+/g, ' ')));
                }""".formatted(EVERYTHING));
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    /// Waits until the page has nothing more to load or to draw.
    static void settle(Page page) {
        page.waitForFunction("""
                () => document.readyState === 'complete'
                  && window.Vaadin?.Flow?.clients
                  && Object.values(window.Vaadin.Flow.clients).every(c => !c.isActive || !c.isActive())
                  && document.querySelector('h1, vaadin-login-form-wrapper')
                  && [...document.querySelectorAll('portolan-graph')].every(one => one.hasAttribute('drawn'))
                  && [...document.querySelectorAll('portolan-code')].every(one => one.shadowRoot.querySelector('.cm-content'))
                  && [...document.querySelectorAll('portolan-chart')].every(one => one.shadowRoot.querySelector('svg, canvas, .empty'))""");
    }

    private static String source() {
        try (InputStream file = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
