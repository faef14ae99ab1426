package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What can be dragged is dragged with a real mouse.
class DragE2E extends Journey {

    @Autowired
    private Api api;

    @Test
    void aLineBetweenKindsBecomesARelation() {
        String source = Names.unique("source");
        String target = Names.unique("target");
        for (String kind : List.of(source, target)) {
            api.post("/v1/blueprints", """
                    {"identifier":"%s","title":"%s","schema":{"properties":{},"required":[]}}
                    """.formatted(kind, kind)).expect(201);
        }
        signInAsAdmin();
        open("builder");
        page.locator("portolan-graph[drawn]").waitFor();
        page.locator("portolan-graph").getByLabel("Draw relations").first().click();
        Screens.calm(page);
        double[] from = place(source);
        double[] to = place(target);
        drag(from[0], from[1], to[0], to[1]);
        dialog().getByText("Add relation").first().waitFor();
        settle();
        List<String> chosen = dialog().locator("vaadin-combo-box input").all().stream()
                .map(Locator::inputValue)
                .toList();
        assertThat(chosen).contains(source, target);
    }

    private double[] place(String kind) {
        Object at = page.locator("portolan-graph").first().evaluate("""
                (graph, kind) => {
                  const place = graph.graph.$id('n:' + kind).renderedPosition();
                  const box = graph.shadowRoot.querySelector('.canvas').getBoundingClientRect();
                  return [box.x + place.x, box.y + place.y];
                }""", kind);
        List<?> both = (List<?>) at;
        return new double[] {((Number) both.get(0)).doubleValue(), ((Number) both.get(1)).doubleValue()};
    }

    private void drag(double x, double y, double toX, double toY) {
        page.mouse().move(x, y);
        page.mouse().down();
        page.mouse().move((x + toX) / 2, (y + toY) / 2, new Mouse.MoveOptions().setSteps(8));
        page.mouse().move(toX, toY, new Mouse.MoveOptions().setSteps(8));
        page.mouse().up();
    }
}
