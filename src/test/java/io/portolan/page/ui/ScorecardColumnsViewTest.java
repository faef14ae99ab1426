package io.portolan.page.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.router.QueryParameters;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.testing.Api;
import io.portolan.testing.Grids;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

/// What scorecards add to the table of a kind.
@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class ScorecardColumnsViewTest extends SpringBrowserlessTest {

    @Autowired
    private Api api;

    @Autowired
    private ChangeDispatcher dispatcher;

    private final String service = Names.unique("scoredService");

    @BeforeEach
    void threeServicesOfWhichTwoHaveATier() {
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Service","schema":{"properties":{
                  "tier":{"type":"string"},"coverage":{"type":"number","minimum":0,"maximum":200}},"required":[]}}
                """.formatted(service)).expect(201);
        api.post("/v1/blueprints/" + service + "/scorecards", """
                {"identifier":"ready","title":"Ready","rules":[{"identifier":"tier","title":"Has a tier","level":"Gold",
                  "query":{"combinator":"and","conditions":[{"property":"tier","operator":"isNotEmpty"}]}}]}
                """).expect(201);
        entity("alpha", "{\"tier\":\"one\",\"coverage\":50}");
        entity("beta", "{\"tier\":\"two\"}");
        entity("gamma", "{}");
        dispatcher.drain();
    }

    @Test
    void levelsAreShownAndRulesWhenTheyAreChosenEachWithItsSum() {
        navigate("catalog/" + service);
        assertThat(Grids.headers(grid())).contains("Ready").doesNotContain("Has a tier (Ready)");

        navigate("catalog/" + service + "?columns=$title,scorecard:ready,scorecard:ready:tier,coverage");
        assertThat(Grids.headers(grid())).containsExactly("Title", "Ready", "Has a tier (Ready)", "coverage");
        assertThat(cell(0, "scorecard:ready")).isEqualTo("Gold");
        assertThat(cell(0, "scorecard:ready:tier")).isEqualTo("Passed");
        assertThat(cell(2, "scorecard:ready:tier")).isEqualTo("Not passed");
        await().pollInSameThread().untilAsserted(() -> {
            roundTrip();
            assertThat(footer("scorecard:ready:tier")).isEqualTo("66 % pass, 2 of 3");
            assertThat(footer("scorecard:ready")).isEqualTo("Gold 2 · Silver 1");
        });
        assertThat(html(0, "coverage")).contains("--share:25%").contains("50, between 0 and 200");
    }

    private String footer(String column) {
        Component footer = grid().getColumnByKey(column).getFooterComponent();
        return footer.getElement().getTextRecursively();
    }

    private String cell(int row, String column) {
        return Jsoup.parse(html(row, column)).text();
    }

    private String html(int row, String column) {
        return test(grid()).getLitRendererPropertyValue(row, column, "html", String.class);
    }

    private Grid<?> grid() {
        return $(Grid.class).single();
    }

    private void navigate(String address) {
        String[] parts = address.split("\\?columns=");
        UI.getCurrent()
                .navigate(
                        parts[0],
                        parts.length == 1
                                ? QueryParameters.empty()
                                : QueryParameters.simple(Map.of("columns", parts[1])));
    }

    private void entity(String identifier, String properties) {
        api.post(
                        "/v1/blueprints/" + service + "/entities",
                        "{\"identifier\":\"" + identifier + "\",\"title\":\"" + identifier + "\",\"properties\":"
                                + properties + "}")
                .expect(201);
    }
}
