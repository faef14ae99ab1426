package io.portolan.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.action.ActionRun;
import io.portolan.catalog.Entity;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/// What stands on the home page of one person.
@PortalTest
class HomeIT {

    @Autowired
    private Api api;

    @Autowired
    private HomeData home;

    @Autowired
    private RecentlyViewed viewed;

    @Autowired
    private AnnouncementService announcements;

    @Autowired
    private SettableClock clock;

    private final Actor ann = person(Role.MEMBER);
    private final Actor bob = person(Role.MEMBER);
    private final Actor admin = person(Role.ADMIN);
    private final String kind = Names.unique("Opened");

    @Test
    void whatWasOpenedLastComesFirstAndOnlyAsLongAsItCanBeRead() {
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Opened","schema":{"properties":{},"required":[]}}""".formatted(kind)).expect(201);
        for (String identifier : List.of("a", "b", "c")) {
            api.post("/v1/blueprints/" + kind + "/entities", "{\"identifier\":\"" + identifier + "\"}")
                    .expect(201);
            viewed.opened(kind, identifier, ann);
        }
        viewed.opened(kind, "a", ann);
        assertThat(opened(ann)).containsExactly("a", "c", "b");
        assertThat(opened(bob)).isEmpty();

        api.delete("/v1/blueprints/" + kind + "/entities/c").expect(200);
        assertThat(opened(ann)).containsExactly("a", "b");
        api.patch(
                        "/v1/blueprints/" + kind + "/permissions",
                        "{\"entities\":{\"read\":{\"roles\":[\"Admin\"],\"users\":[],\"teams\":[],\"ownedByTeam\":false}}}")
                .expect(200);
        assertThat(opened(ann)).isEmpty();
    }

    @Test
    void onlyTheNewestAreKept() {
        for (int i = 0; i < RecentlyViewed.KEPT + 5; i++) {
            viewed.opened(kind, "e" + i, bob);
        }
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Opened","schema":{"properties":{},"required":[]}}""".formatted(kind)).expect(201);
        api.post("/v1/blueprints/" + kind + "/entities", "{\"identifier\":\"e4\"}")
                .expect(201);
        api.post("/v1/blueprints/" + kind + "/entities", "{\"identifier\":\"e5\"}")
                .expect(201);
        assertThat(opened(bob)).containsExactly("e5");
    }

    @Test
    void aRunWaitsForThoseWhoMayDecideOnIt() {
        String action = Names.unique("approved");
        api.post("/v1/actions", """
                {"identifier":"%s","title":"Approved","trigger":{"type":"self-service","operation":"CREATE",
                 "userInputs":{"properties":{},"required":[]}},"requiredApproval":true,
                 "invocationMethod":{"type":"WEBHOOK","url":"https://example.org"}}""".formatted(action)).expect(201);
        api.patch("/v1/actions/" + action + "/permissions", """
                {"approve":{"users":["%s"],"teams":[],"roles":[]}}""".formatted(ann.id()))
                .expect(200);
        api.post("/v1/actions/" + action + "/runs", "{\"properties\":{}}").expect(202);
        assertThat(home.waiting(ann, 6)).extracting(ActionRun::actionIdentifier).containsExactly(action);
        assertThat(home.waiting(bob, 6)).isEmpty();
    }

    @Test
    void anAnnouncementIsShownInItsTimeAndToThoseWhoHaveNotPutItAway() {
        Instant start = clock.instant().plus(Duration.ofHours(1));
        ObjectNode json = Json.object().put("title", "Maintenance").put("text", "On *Sunday*");
        json.put("from", start.toString())
                .put("until", start.plus(Duration.ofHours(2)).toString());
        assertThatThrownBy(() -> announcements.create(json, ann)).isInstanceOf(PortalException.Forbidden.class);
        Announcement made = announcements.create(json, admin);
        assertThat(ids(ann)).doesNotContain(made.id());
        clock.advance(Duration.ofMinutes(90));
        assertThat(ids(ann)).contains(made.id());

        announcements.dismiss(made.id(), ann);
        assertThat(ids(ann)).doesNotContain(made.id());
        assertThat(ids(bob)).contains(made.id());
        announcements.change(made.id(), json.put("title", "Moved"), admin);
        assertThat(ids(ann)).contains(made.id());
        clock.advance(Duration.ofHours(2));
        assertThat(ids(bob)).doesNotContain(made.id());

        announcements.delete(made.id(), admin);
        assertThatThrownBy(() -> announcements.delete(made.id(), admin)).isInstanceOf(PortalException.NotFound.class);
        assertThatThrownBy(() -> announcements.create(json.put("until", start.toString()), admin))
                .hasMessageContaining("\"/until\"");
        assertThat(api.get("/v1/audit-log?resources=announcement&limit=20")
                        .expect(200)
                        .text())
                .contains(made.id());
    }

    private List<String> opened(Actor viewer) {
        return viewed.list(viewer, 8).stream().map(Entity::identifier).toList();
    }

    private List<String> ids(Actor viewer) {
        return announcements.current(viewer).stream().map(Announcement::id).toList();
    }

    private static Actor person(Role role) {
        String email = Names.unique("person") + "@example.com";
        return Actor.user(email, email, Set.of(role), List.of(), Origin.UI);
    }
}
