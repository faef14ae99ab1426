package io.portolan.page.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.QueryParameters;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.EntityDraft;
import io.portolan.catalog.EntityService;
import io.portolan.catalog.WriteOptions;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.page.PageService;
import io.portolan.scorecard.ScorecardService;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class DashboardViewTest extends SpringBrowserlessTest {

    @Autowired
    private BlueprintService blueprints;

    @Autowired
    private EntityService entities;

    @Autowired
    private ScorecardService scorecards;

    @Autowired
    private PageService pages;

    private final String kind = Names.unique("Shown");
    private final String page = Names.unique("shownPage");

    @BeforeEach
    void aServiceThatLacksAnOwner() {
        Actor actor = Actor.system();
        blueprints.create(Json.parseObject("""
                {"identifier":"%s","title":"Service","schema":{"properties":{"replicas":{"title":"Replicas","type":"number"}},"required":[]}}
                """.formatted(kind)), actor);
        entities.upsert(EntityDraft.of(kind, Json.parseObject("""
                        {"identifier":"cart","title":"Cart","properties":{"replicas":1}}""")), WriteOptions.create(), actor);
        scorecards.create(kind, Json.parseObject("""
                {"identifier":"ready","title":"Readiness","rules":[{"identifier":"r","title":"Two replicas","level":"Bronze",
                  "query":{"combinator":"and","conditions":[{"property":"replicas","operator":">=","value":2}]}}]}"""), actor);
        pages.create(Json.parseObject("""
                {"identifier":"%s","type":"dashboard","title":"Overview","widgets":[
                  {"type":"entities-number-chart","title":"How many","blueprint":"%s"},
                  {"type":"entities-pie-chart","title":"Broken","blueprint":"NoSuchKind","property":"x"},
                  {"type":"plugin-of-the-future","title":"Unknown"}]}
                """.formatted(page, kind)), actor);
    }

    @Test
    void aNumberLeadsToItsEntitiesAndAProblemStaysInItsPlace() {
        UI.getCurrent().navigate("dashboards/" + page);
        assertThat($(H2.class).all()).extracting(H2::getText).contains("How many", "Broken", "Unknown");
        Anchor number = $(Anchor.class).withText("1").single();
        assertThat(number.getHref()).isEqualTo("catalog/" + kind);
        assertThat($(Paragraph.class).all().stream().map(Paragraph::getText))
                .anyMatch(text -> text.contains("\"NoSuchKind\" was not found"))
                .anyMatch(text -> text.contains("plugin-of-the-future"));
    }

    @Test
    void anEntitySaysWhatItLacks() {
        UI.getCurrent().navigate("entity/" + kind + "/cart", QueryParameters.of("tab", "scorecards"));
        assertThat(openTab()).isEqualTo("Scorecards");
        String text = getCurrentView().getElement().getTextRecursively();
        assertThat(text).contains("Cart").contains("0 of 1 rules for Bronze");
        assertThat(text).contains("Wanted: Replicas is at least 2. Found: it is 1.");
    }

    @Test
    void everyTabOpens() {
        for (EntityTab tab : EntityTab.values()) {
            UI.getCurrent().navigate("entity/" + kind + "/cart", QueryParameters.of("tab", tab.key()));
            assertThat(openTab()).isEqualToIgnoringCase(tab.key());
        }
    }

    private String openTab() {
        return $(Anchor.class).all().stream()
                .filter(link -> "page".equals(link.getElement().getAttribute("aria-current")))
                .map(Anchor::getText)
                .collect(java.util.stream.Collectors.joining());
    }

    @Test
    void homeShowsWhatChanged() {
        UI.getCurrent().navigate("");
        assertThat(getCurrentView().getElement().getTextRecursively())
                .contains("Recently changed")
                .contains("Cart");
    }
}
