package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;

/// Accessibility of a view as axe sees it: WCAG 2.2, levels A and AA.
public final class Accessibility {

    private static final List<String> TAGS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Accessibility() {}

    /// Fails with rule, place and explanation when axe finds anything, in light or dark.
    public static void check(Page page) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            Screens.calm(page);
            assertThat(findings(page)).as("axe in %s on %s", scheme, page.url()).isEmpty();
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static List<String> findings(Page page) {
        return new AxeBuilder(page)
                        // the tools of the development mode, which are there when the frontend was not built beforehand
                        .exclude("copilot-main")
                        .withTags(TAGS)
                        .analyze()
                        .getViolations()
                        .stream()
                        .map(Accessibility::describe)
                        .toList();
    }

    private static String describe(Rule rule) {
        StringBuilder text = new StringBuilder(rule.getId()).append(": ").append(rule.getHelp());
        rule.getNodes().stream()
                .limit(6)
                .forEach(node -> text.append("\n    ")
                        .append(node.getTarget())
                        .append("  ")
                        .append(node.getFailureSummary().replaceAll("\\s+", " ")));
        return text.toString();
    }
}
