package io.portolan.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@PortalTest
class PageIT {

    @Autowired
    private Api api;

    @Autowired
    private WidgetData data;

    @Autowired
    private ChangeDispatcher dispatcher;

    private final String service = Names.unique("widgetService");
    private final String page = Names.unique("dashboard");

    @BeforeEach
    void threeServices() {
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Service","schema":{"properties":{
                  "tier":{"type":"string","enum":["high","low"],"enumColors":{"high":"red","low":"green"}},
                  "cost":{"type":"number"},"tags":{"type":"array"}},"required":[]}}
                """.formatted(service)).expect(201);
        entity("a", "{\"tier\":\"high\",\"cost\":10,\"tags\":[\"x\",\"y\"]}");
        entity("b", "{\"tier\":\"high\",\"cost\":30,\"tags\":[\"x\"]}");
        entity("c", "{}");
    }

    @Test
    void numbersComeFromTheLiveCatalog() {
        assertThat(number("{\"chartType\":\"countEntities\",\"func\":\"count\"}"))
                .isEqualTo(3.0);
        assertThat(number("{\"chartType\":\"aggregateByProperty\",\"func\":\"sum\",\"property\":\"cost\"}"))
                .isEqualTo(40.0);
        assertThat(number("{\"calculationBy\":\"property\",\"func\":\"average\",\"property\":\"cost\"}"))
                .isEqualTo(20.0);
        assertThat(number("{\"chartType\":\"displaySingleProperty\",\"entity\":\"b\",\"property\":\"cost\"}"))
                .isEqualTo(30.0);
        assertThat(number("""
                {"func":"count","dataset":[{"property":"tier","operator":"=","value":"high"}]}""")).isEqualTo(2.0);
        assertThat(number("{\"func\":\"average\",\"averageOf\":\"day\"}")).isEqualTo(3.0);
    }

    @Test
    void slicesHaveTheirColoursAndLeadToTheirEntities() {
        Breakdown tiers =
                data.breakdown(widget("{\"type\":\"entities-pie-chart\",\"property\":\"property#tier\"}"), admin());
        assertThat(tiers.total()).isEqualTo(3);
        Breakdown.Part high = tiers.parts().getFirst();
        assertThat(high.name()).isEqualTo("high");
        assertThat(high.count()).isEqualTo(2);
        assertThat(high.color()).isEqualTo("red");
        JsonNode found = api.post(
                        "/v1/blueprints/" + service + "/entities/search",
                        Json.object().set("query", Objects.requireNonNull(high.filter())))
                .expect(200)
                .body();
        assertThat(found.path("entities")).hasSize(2);
        Breakdown.Part none = tiers.parts().getLast();
        assertThat(none.name()).isNull();
        assertThat(none.count()).isEqualTo(1);
    }

    @Test
    void barsCountLevelsOfAScorecard() {
        api.post("/v1/blueprints/" + service + "/scorecards", """
                {"identifier":"ready","title":"Ready","rules":[{"identifier":"tier","title":"Tier","level":"Gold",
                  "query":{"combinator":"and","conditions":[{"property":"tier","operator":"isNotEmpty"}]}}]}""").expect(201);
        dispatcher.drain();
        Breakdown levels = data.breakdown(widget("{\"type\":\"bar-chart\",\"property\":\"scorecard#ready\"}"), admin());
        assertThat(levels.parts())
                .extracting(part -> part.name() + " " + part.count() + " " + part.color())
                .containsExactly("Silver 1 silver", "Gold 2 gold");
    }

    @Test
    void slicesCanBeTheTargetsOfARelation() {
        api.patch("/v1/blueprints/" + service, """
                {"relations":{"needs":{"title":"Needs","target":"%s","required":false,"many":true}}}""".formatted(service)).expect(200);
        api.patch("/v1/blueprints/" + service + "/entities/a", "{\"relations\":{\"needs\":[\"b\",\"c\"]}}")
                .expect(200);
        Breakdown needs = data.breakdown(widget("{\"type\":\"bar-chart\",\"property\":\"relation#needs\"}"), admin());
        assertThat(needs.label()).isEqualTo("Needs");
        assertThat(needs.parts())
                .extracting(part -> part.name() + " " + part.count())
                .contains("b 1", "c 1", "null 2");
    }

    @Test
    void theRoutesAnswerAsClientsExpect() {
        String body = """
                {"identifier":"%s","type":"dashboard","title":"Overview","widgets":[{"id":"d","type":"dashboard-widget",
                 "layout":[{"height":400,"columns":[{"id":"n","size":6},{"id":"m","size":6}]}],
                 "widgets":[{"id":"n","type":"entities-number-chart","title":"N","blueprint":"%s"},{"id":"m","type":"markdown"}]}]}
                """.formatted(page, service);
        JsonNode created = api.post("/v1/pages", body).expect(201).body();
        assertThat(created.path("identifier").asString()).isEqualTo(page);
        assertThat(created.path("page").path("createdAt").asString()).endsWith("Z");
        assertThat(created.path("page").has("locked")).isFalse();
        api.post("/v1/pages", body).expect(409);
        api.patch("/v1/pages/" + page, "{\"title\":\"Better\"}").expect(200);
        api.patch("/v1/pages/" + page + "/widgets/n", "{\"title\":\"Number\"}").expect(200);
        api.delete("/v1/pages/" + page + "/widgets/m").expect(200);
        JsonNode after = api.get("/v1/pages/" + page).expect(200).body().path("page");
        assertThat(after.path("title").asString()).isEqualTo("Better");
        JsonNode dashboard = after.path("widgets").path(0);
        assertThat(dashboard.path("widgets").path(0).path("title").asString()).isEqualTo("Number");
        assertThat(dashboard.path("widgets")).hasSize(1);
        assertThat(dashboard
                        .path("layout")
                        .path(0)
                        .path("columns")
                        .path(0)
                        .path("size")
                        .asInt())
                .isEqualTo(12);
        assertThat(Json.write(api.get("/v1/pages?compact=true").expect(200).body()))
                .contains(page);
        assertThat(api.get("/v1/pages/" + page + "/permissions")
                        .expect(200)
                        .body()
                        .path("permissions")
                        .has("read"))
                .isTrue();
        assertThat(Json.write(api.get("/v1/sidebars/catalog").expect(200).body()))
                .contains(page);
        api.delete("/v1/pages/" + page).expect(200);
        api.get("/v1/pages/" + page).expect(404);
    }

    private Double number(String json) {
        return Objects.requireNonNull(data.number(widget(json), admin()).value());
    }

    private Widget widget(String json) {
        return new Widget(Json.parseObject(json).put("blueprint", service));
    }

    private void entity(String identifier, String properties) {
        api.post("/v1/blueprints/" + service + "/entities", """
                {"identifier":"%s","properties":%s}""".formatted(identifier, properties))
                .expect(201);
    }

    private static Actor admin() {
        return Actor.system();
    }
}
