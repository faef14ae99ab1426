package io.portolan.page.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.markdown.Markdown;
import com.vaadin.flow.router.QueryParameters;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import io.portolan.page.EntityDashboards;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

/// Dashboards that stand as tabs on the page of an entity.
@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class DashboardTabsViewTest extends SpringBrowserlessTest {

    @Autowired
    private Api api;

    @Autowired
    private EntityDashboards dashboards;

    private final String service = Names.unique("tabbed");

    @BeforeEach
    void aServiceThatTwoUse() {
        api.post("/v1/blueprints", """
                {"identifier":"%1$s","title":"Service","schema":{"properties":{}},
                 "relations":{"uses":{"title":"Uses","target":"%1$s","many":true,"required":false}}}
                """.formatted(service)).expect(201);
        entity("cart", "[]");
        entity("shop", "[\"cart\"]");
        entity("mail", "[\"cart\"]");
    }

    @Test
    void groupsOfTheKindsPageAreTabsAboutTheEntity() {
        api.post("/v1/actions", """
                {"identifier":"%1$s_restart","title":"Restart it","trigger":{"type":"self-service","operation":"CREATE"},
                 "invocationMethod":{"type":"WEBHOOK","url":"https://example.org"}}
                """.formatted(service)).expect(201);
        api.post("/v1/pages", """
                {"identifier":"%1$sEntity","title":"Service","type":"entity","blueprint":"%1$s","widgets":[
                  {"id":"g","type":"grouper","displayMode":"tabs","groupsOrder":["Overview","Users","Notes"],"groups":[
                    {"title":"Notes","widgets":[{"id":"m","type":"markdown","source":{"type":"custom",
                      "markdown":"About {{ .entity.title }}, read by {{ .user.email }}"}},
                      {"id":"a","type":"action-card-widget","title":"Do","actions":[{"action":"%1$s_restart"},
                        {"action":"nowhere"}]}]},
                    {"title":"Overview","widgets":[{"id":"d","type":"dashboard-widget","layout":[],
                      "widgets":[{"id":"i","type":"entity-info"}]}]},
                    {"title":"Users","widgets":[{"id":"d2","type":"dashboard-widget","layout":[],
                      "widgets":[{"id":"n","type":"entities-number-chart","title":"Users","blueprint":"%1$s",
                        "calculationBy":"entities","func":"count","dataset":[
                          {"property":{"path":["uses"]},"operator":"matchAny","value":"{{url.identifier}}"}]}]}]},
                    {"title":"By direction","widgets":[{"id":"r","type":"table-entities-explorer-by-direction"}]}]}]}
                """.formatted(service)).expect(201);
        show("cart", "dashboard-users");
        assertThat(tabs())
                .containsSubsequence("Overview", "History", "Users", "Notes")
                .doesNotContain("By direction");
        assertThat(text()).contains("Users").endsWith("Users2");
        show("shop", "dashboard-users");
        assertThat(text()).endsWith("Users0");
        show("cart", "dashboard-notes");
        assertThat($(Markdown.class).single().getContent()).isEqualTo("About cart, read by admin@example.com");
        assertThat(text()).contains("Restart it").doesNotContainIgnoringCase("nowhere");
    }

    @Test
    void anAdministratorAddsATabForTheWholeKindAndTakesItAway() {
        EntityDashboards.Tab tab = dashboards.add(service, "Costs", "dollar-sign", Actor.system());
        show("mail", tab.key());
        assertThat(tabs()).contains("Costs");
        assertThat(text()).contains("This dashboard has no widgets yet");
        for (int i = 2; i <= EntityDashboards.MOST; i++) {
            dashboards.add(service, "Costs " + i, null, Actor.system());
        }
        assertThatThrownBy(() -> dashboards.add(service, "Too many", null, Actor.system()))
                .isInstanceOf(PortalException.Invalid.class)
                .hasMessageContaining("more than 5");

        show("mail", tab.key());
        test($(Button.class).withText("Remove tab").single()).click();
        test($(ConfirmDialog.class).single()).confirm();
        assertThat(dashboards.of(service, Actor.system()))
                .extracting(EntityDashboards.Tab::title)
                .containsExactly("Costs 2", "Costs 3", "Costs 4", "Costs 5");
        assertThatThrownBy(() -> dashboards.add(service, "costs 2", null, Actor.system()))
                .isInstanceOf(PortalException.Invalid.class);
        show("mail", "");
        assertThat(tabs()).doesNotContain("Costs").contains("Costs 2");
    }

    private void show(String entity, String tab) {
        UI.getCurrent()
                .navigate(
                        "entity/" + service + "/" + entity,
                        tab.isEmpty() ? QueryParameters.empty() : QueryParameters.of("tab", tab));
    }

    private List<String> tabs() {
        return $(Anchor.class).all().stream().map(Anchor::getText).toList();
    }

    private String text() {
        return $(EntityView.class).single().getElement().getTextRecursively();
    }

    private void entity(String identifier, String uses) {
        api.post(
                        "/v1/blueprints/" + service + "/entities",
                        "{\"identifier\":\"" + identifier + "\",\"title\":\"" + identifier
                                + "\",\"relations\":{\"uses\":" + uses + "}}")
                .expect(201);
    }
}
