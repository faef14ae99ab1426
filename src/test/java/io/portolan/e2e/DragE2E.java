package io.portolan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.options.BoundingBox;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What can be dragged is dragged with a real mouse.
class DragE2E extends Journey {

    @Autowired
    private Api api;

    @Test
    void aPageGoesIntoAFolder() {
        String page = Names.unique("board");
        String folder = Names.unique("Reports");
        // first of all, so that both are drawn
        String made = api.post("/v1/sidebars/catalog/folders", "{\"title\":\"" + folder + "\",\"after\":null}")
                .expect(201)
                .body()
                .at("/identifier")
                .asString("");
        api.post("/v1/pages", """
                {"identifier":"%s","title":"%s","type":"dashboard","widgets":[],"after":null}
                """.formatted(page, page)).expect(201);
        signInAsAdmin();
        open("pages");
        drag(row(page), row(folder));
        this.page.waitForCondition(() -> api.get("/v1/pages/" + page)
                .expect(200)
                .body()
                .at("/page/parent")
                .asString("")
                .equals(made));
    }

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

    private Locator row(String title) {
        Locator row = page.locator("vaadin-grid-cell-content").getByText(title).first();
        row.scrollIntoViewIfNeeded();
        return row;
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

    private void drag(Locator from, Locator to) {
        BoundingBox one = Objects.requireNonNull(from.boundingBox());
        BoundingBox other = Objects.requireNonNull(to.boundingBox());
        drag(one.x + one.width / 2, one.y + one.height / 2, other.x + other.width / 2, other.y + other.height / 2);
    }

    private void drag(double x, double y, double toX, double toY) {
        page.mouse().move(x, y);
        page.mouse().down();
        page.mouse().move((x + toX) / 2, (y + toY) / 2, new Mouse.MoveOptions().setSteps(8));
        page.mouse().move(toX, toY, new Mouse.MoveOptions().setSteps(8));
        page.mouse().up();
    }
}
