package io.portolan.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Origin;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

/// What the command palette finds besides actions.
@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class PaletteViewTest extends SpringBrowserlessTest {

    @Autowired
    private PaletteSearch search;

    @Autowired
    private Api api;

    @Autowired
    private SettableClock clock;

    @Test
    void pagesOfTheSettingsAreFoundByThoseWhoSeeThem() {
        Actor admin = Actor.system();
        Actor member = Actor.user("someone@example.com", "Someone", Set.of(Role.MEMBER), List.of(), Origin.UI);

        assertThat(found("secrets", admin)).contains("settings/secrets");
        assertThat(found("settings secr", admin)).contains("settings/secrets");
        assertThat(found("secrets", member)).doesNotContain("settings/secrets");
        assertThat(found("audit", member)).contains("audit");
    }

    @Test
    void whatChangedLatelyComesFirst() {
        String kind = Names.unique("service");
        String name = Names.unique("ledger");
        api.post("/v1/blueprints", "{\"identifier\":\"" + kind + "\",\"title\":\"S\",\"schema\":{\"properties\":{}}}")
                .expect(201);
        entity(kind, "a", name + " archive");
        clock.advance(Duration.ofDays(2));
        entity(kind, "b", name + " books");

        assertThat(found(name, Actor.system())).containsSubsequence("entity/" + kind + "/b", "entity/" + kind + "/a");
    }

    @Test
    void whatAHitIsAboutStandsInItsTitle() {
        assertThat(new SearchHit("action.title", "Extend TTL", "Payments", null, "rocket", "x", 1).text())
                .isEqualTo("Extend TTL of Payments");
    }

    private void entity(String kind, String identifier, String title) {
        api.post(
                        "/v1/blueprints/" + kind + "/entities",
                        "{\"identifier\":\"" + identifier + "\",\"title\":\"" + title + "\"}")
                .expect(201);
    }

    private List<String> found(String text, Actor viewer) {
        return search.search(text, viewer, search.pages(viewer)).stream()
                .map(SearchHit::path)
                .toList();
    }
}
