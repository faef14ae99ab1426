package io.portolan.action.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.action.ActionService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.SearchHit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Actions in the command palette, together with the entities that the other words name.
@PortalTest
class ActionFinderIT {

    private static final Actor MEMBER =
            Actor.user("someone@example.com", "Someone", Set.of(Role.MEMBER), List.of(), Origin.UI);

    @Autowired
    Api api;

    @Autowired
    ActionService actions;

    @Autowired
    ActionFinder finder;

    private String kind = "";
    private String action = "";
    private String verb = "";

    @BeforeEach
    void anActionOnEnvironmentsThatLive() {
        kind = Names.unique("environment");
        action = Names.unique("extend");
        verb = Names.unique("prolong");
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Environment","schema":{"properties":{"status":{"type":"string"}}}}
                """.formatted(kind)).expect(201);
        entity("pay", "Payments", "Active");
        entity("pay-old", "Payments of last year", "Expired");
        entity("cart", "Cart", "Active");
        actions.create(Json.parseObject("""
                        {"identifier":"%s","title":"%s TTL","trigger":{"type":"self-service","operation":"DAY-2",
                          "blueprintIdentifier":"%s","userInputs":{"properties":{}},
                          "condition":{"type":"SEARCH","combinator":"and","rules":[
                            {"property":"status","operator":"=","value":"Active"}]}},
                         "invocationMethod":{"type":"WEBHOOK","url":"https://example.org"}}
                        """.formatted(action, verb, kind)), Actor.system());
    }

    private void entity(String identifier, String title, String status) {
        api.post("/v1/blueprints/" + kind + "/entities", """
                {"identifier":"%s","title":"%s","properties":{"status":"%s"}}
                """.formatted(identifier, title, status))
                .expect(201);
    }

    private List<SearchHit> found(String text, Actor viewer) {
        return finder.search(text, 8, viewer);
    }

    @Test
    void wordsOfTheActionAndOfAnEntityFindBothTogether() {
        List<SearchHit> hits = found(verb + " ttl pay", MEMBER);

        assertThat(hits).hasSize(1);
        SearchHit hit = hits.getFirst();
        assertThat(hit.title()).isEqualTo(verb + " TTL");
        assertThat(hit.subject()).isEqualTo("Payments");
        assertThat(hit.path()).isEqualTo(ActionPages.form(action, "pay"));
        assertThat(found("ttl cart " + verb, MEMBER))
                .extracting(SearchHit::subject)
                .containsExactly("Cart");
    }

    @Test
    void theActionAloneIsFoundByItsTitleWithSomeEntitiesAndNothingByTheEntityAlone() {
        assertThat(found(verb, MEMBER))
                .extracting(SearchHit::path)
                .containsExactly(
                        ActionPages.form(action, null),
                        ActionPages.form(action, "cart"),
                        ActionPages.form(action, "pay"));
        assertThat(found("payments", MEMBER)).extracting(SearchHit::subject).doesNotContain("Payments");
    }

    @Test
    void whoMayNotRunTheActionOrReadTheEntityFindsNothing() {
        api.patch("/v1/blueprints/" + kind + "/permissions", """
                {"entities": {"read": {"users": ["nobody@example.com"]}}}""").expect(200);
        assertThat(found(verb + " pay", MEMBER)).isEmpty();
        assertThat(found(verb + " pay", Actor.system())).hasSize(1);

        api.patch("/v1/blueprints/" + kind + "/permissions", """
                {"entities": {"read": {"roles": ["Member"]}}}""").expect(200);
        assertThat(found(verb + " pay", MEMBER)).hasSize(1);
        actions.patchPermissions(action, Json.parseObject("{\"execute\":{\"roles\":[\"Admin\"]}}"), Actor.system());
        assertThat(found(verb + " pay", MEMBER)).isEmpty();
    }
}
