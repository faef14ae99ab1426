package io.portolan.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Whose saved views are whose, and what becomes of them when the model changes.
@PortalTest
class SavedViewIT {

    @Autowired
    Api api;

    @Autowired
    SavedViewService views;

    private final Actor admin =
            Actor.user(Names.unique("ada") + "@example.com", "Ada", Set.of(Role.ADMIN), List.of(), Origin.UI);
    private final Actor member = member("mia");
    private final Actor other = member("otto");
    private final ObjectNode gold = Json.parseObject("""
            {"q": "pay", "sort": ["-tier", "$title"], "columns": ["$title", "tier", "relation:peer"], "group": "tier",
             "filter": {"combinator": "and", "rules": [{"property": "tier", "operator": "=", "value": "gold"}]}}""");
    private String kind = "";

    @BeforeEach
    void aKindOfThings() {
        kind = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "Service",
                 "schema": {"properties": {"tier": {"type": "string"}, "lang": {"type": "string"}}}}""".formatted(kind)).expect(201);
    }

    private static Actor member(String name) {
        return Actor.user(Names.unique(name) + "@example.com", name, Set.of(Role.MEMBER), List.of(), Origin.UI);
    }

    private List<String> names(Actor viewer) {
        return views.visible(kind, viewer).stream().map(SavedView::name).toList();
    }

    @Test
    void personalViewsAreForTheirOwnerAlone() {
        SavedView mine = views.save(kind, " Gold ", false, gold, member);
        views.save(kind, "Gold", false, gold, other);

        assertThat(names(member)).containsExactly("Gold");
        assertThat(views.visible(kind, member).getFirst().state()).isEqualTo(gold);
        assertThat(names(admin)).isEmpty();
        for (Actor stranger : List.of(other, admin)) {
            assertThatThrownBy(() -> views.rename(mine.id(), "Taken", stranger))
                    .isInstanceOf(PortalException.NotFound.class);
            assertThatThrownBy(() -> views.share(mine.id(), true, stranger))
                    .isInstanceOf(PortalException.NotFound.class);
            assertThatThrownBy(() -> views.delete(mine.id(), stranger)).isInstanceOf(PortalException.NotFound.class);
        }
        assertThat(log()).isEmpty();
    }

    @Test
    void whatIsSharedIsKeptByAdministrators() {
        SavedView view = views.save(kind, "Gold", false, gold, admin);
        views.share(view.id(), true, admin);
        assertThat(names(member)).containsExactly("Gold");

        assertThatThrownBy(() -> views.save(kind, "Silver", true, gold, member))
                .isInstanceOf(PortalException.Forbidden.class);
        assertThatThrownBy(() -> views.rename(view.id(), "Mine", member)).isInstanceOf(PortalException.Forbidden.class);
        assertThatThrownBy(() -> views.delete(view.id(), member)).isInstanceOf(PortalException.Forbidden.class);
        SavedView own = views.save(kind, "Gold", false, gold, member);
        assertThatThrownBy(() -> views.share(own.id(), true, member)).isInstanceOf(PortalException.Forbidden.class);

        views.rename(view.id(), "Gold ones", admin);
        views.share(view.id(), false, admin);
        assertThat(names(member)).containsExactly("Gold");
        assertThat(log()).containsExactly("DELETE", "UPDATE", "CREATE");
    }

    @Test
    void aNameStandsForOneView() {
        ObjectNode all = Json.object();
        SavedView first = views.save(kind, "Gold", false, gold, member);
        SavedView again = views.save(kind, "Gold", false, all, member);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(views.visible(kind, member).getFirst().state()).isEqualTo(all);

        SavedView second = views.save(kind, "Silver", false, all, member);
        assertThatThrownBy(() -> views.rename(second.id(), "Gold", member))
                .isInstanceOfSatisfying(
                        PortalException.Invalid.class,
                        invalid -> assertThat(invalid.violations().getFirst().pointer())
                                .isEqualTo("/name"));
        assertThat(names(member)).containsExactly("Gold", "Silver");
    }

    @Test
    void whatCannotBeShownIsRefusedAtItsPlace() {
        refused("", Json.object(), "/name");
        refused("x".repeat(61), Json.object(), "/name");
        refused("Broken", Json.parseObject("{\"filter\": {\"combinator\": \"and\"}}"), "/state/filter");
        refused("Broken", Json.parseObject("{\"sort\": \"tier\"}"), "/state/sort");
        refused("Broken", Json.parseObject("{\"colour\": \"red\"}"), "/state/colour");
        assertThatThrownBy(() -> views.save(Names.unique("nothing"), "Gold", false, gold, member))
                .isInstanceOf(PortalException.NotFound.class);
    }

    private void refused(String name, ObjectNode state, String pointer) {
        assertThatThrownBy(() -> views.save(kind, name, false, state, member))
                .isInstanceOfSatisfying(
                        PortalException.Invalid.class,
                        invalid -> assertThat(invalid.violations().getFirst().pointer())
                                .isEqualTo(pointer));
    }

    @Test
    void viewsFollowTheNamesOfTheModelAndGoWithIt() {
        views.save(kind, "Gold", false, gold, member);
        api.patch("/v1/blueprints/" + kind + "/properties/tier/rename", "{\"newPropertyName\": \"level\"}")
                .expect(200);
        ObjectNode state = views.visible(kind, member).getFirst().state();
        assertThat(Json.texts(state.path("sort"))).containsExactly("-level", "$title");
        assertThat(Json.texts(state.path("columns"))).containsExactly("$title", "level", "relation:peer");
        assertThat(state.path("group").asString("")).isEqualTo("level");
        assertThat(state.path("filter").path("rules").path(0).path("property").asString(""))
                .isEqualTo("level");

        String renamed = Names.unique("app");
        api.patch("/v1/blueprints/" + kind, "{\"identifier\": \"" + renamed + "\"}")
                .expect(200);
        assertThat(views.visible(renamed, member)).hasSize(1);

        api.delete("/v1/blueprints/" + renamed).expect(200);
        assertThat(views.visible(renamed, member)).isEmpty();
    }

    @Test
    void aChangeOfTheModelNamesTheSharedViewsThatSpeakOfWhatGoes() {
        views.save(kind, "Sorted", true, Json.parseObject("{\"sort\": [\"lang\", \"-tier\"]}"), admin);
        views.save(kind, "Grouped", true, Json.object().put("group", "tier"), admin);
        views.save(kind, "Shown", true, Json.parseObject("{\"columns\": [\"tier\"]}"), admin);
        views.save(kind, "Filtered", true, Json.object().set("filter", gold.get("filter")), admin);
        views.save(kind, "Other", true, Json.parseObject("{\"sort\": [\"-lang\"], \"q\": \"tier\"}"), admin);
        views.save(kind, "Mine", false, gold, admin);

        JsonNode references = api.post("/v1/blueprints/" + kind + "/preview", """
                {"identifier": "%s", "title": "Service", "schema": {"properties": {"lang": {"type": "string"}}}}""".formatted(kind))
                .expect(200)
                .body()
                .path("references");
        assertThat(references.values().stream().map(each -> each.path("pointer").asString("")))
                .containsExactlyInAnyOrder("/sort", "/group", "/columns", "/filter/rules/0/property");
        assertThat(references.values()).allSatisfy(each -> {
            assertThat(each.path("kind").asString("")).isEqualTo("view");
            assertThat(Json.texts(each.path("names"))).containsExactly("tier");
        });
    }

    /// What the audit log says of views of the kind, newest first.
    private List<String> log() {
        return api
                .get("/v1/audit-log?resources=view&blueprint=" + kind)
                .expect(200)
                .body()
                .path("audits")
                .values()
                .stream()
                .map(audit -> audit.path("action").asString(""))
                .toList();
    }
}
