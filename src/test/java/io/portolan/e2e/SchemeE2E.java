package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A page that is open while the colour scheme changes looks as if it had been opened in that scheme, and with reduced
/// motion nothing moves.
class SchemeE2E extends Journey {

    /// Colour of every text that can be seen, with the element that it stands in, also in shadow trees.
    private static final String COLORS = """
            () => {
              const seen = [];
              const walk = root => {
                for (const one of root.querySelectorAll('*')) {
                  const text = [...one.childNodes].filter(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
                  if (text.length && one.getClientRects().length && !one.closest('portolan-time, style')) {
                    seen.push(`${one.localName} ${text[0].data.trim().slice(0, 40)}: ${getComputedStyle(one).color}`);
                  }
                  if (one.shadowRoot) walk(one.shadowRoot);
                }
              };
              walk(document);
              return seen;
            }""";

    private static final String TWO_FRAMES =
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

    private static final String MOVING = """
            () => {
              const moving = [];
              const longest = text => Math.max(...text.split(',').map(one => parseFloat(one) * (one.includes('ms') ? 1 : 1000)));
              const look = (one, style) => {
                if (style.transitionProperty !== 'none' && longest(style.transitionDuration) > 10
                  || style.animationName !== 'none' && longest(style.animationDuration) > 10) {
                  moving.push(`${one.localName} ${one.getAttribute('part') ?? one.className}: ${style.transition} ${style.animation}`);
                }
              };
              const walk = root => {
                for (const one of root.querySelectorAll('*')) {
                  look(one, getComputedStyle(one));
                  if (one.shadowRoot) walk(one.shadowRoot);
                }
              };
              walk(document);
              return moving;
            }""";

    @Autowired
    private Api api;

    private String kind = "";

    @BeforeEach
    void cart() {
        kind = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Service","icon":"Microservice",
                 "schema":{"properties":{"lang":{"title":"Language","type":"string"}},"required":[]}}
                """.formatted(kind)).expect(201);
        api.post("/v1/blueprints/" + kind + "/entities", """
                {"identifier":"cart","title":"Cart","properties":{"lang":"go"}}
                """).expect(201);
        signInAsAdmin();
    }

    @Test
    void anOpenPageTakesTheColoursOfTheOtherScheme() {
        for (String path : List.of("entity/" + kind + "/cart?tab=history", "catalog/" + kind)) {
            page.emulateMedia(new Page.EmulateMediaOptions()
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setColorScheme(ColorScheme.LIGHT));
            show(path);
            for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                page.evaluate(TWO_FRAMES);
                Object switched = page.evaluate(COLORS);
                show(path);
                assertThat((List<?>) switched)
                        .as("colours of %s after a change to %s", path, scheme)
                        .isNotEmpty()
                        .isEqualTo(page.evaluate(COLORS));
            }
        }
    }

    @Test
    void nothingMovesWithReducedMotion() {
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        for (String path : List.of("", "catalog/" + kind, "entity/" + kind + "/cart", "builder/" + kind)) {
            show(path);
            assertThat((List<?>) page.evaluate(MOVING))
                    .as("what moves on /%s", path)
                    .isEmpty();
        }
    }

    private void show(String path) {
        open(path);
        Axe.settle(page);
        Screens.calm(page);
    }
}
