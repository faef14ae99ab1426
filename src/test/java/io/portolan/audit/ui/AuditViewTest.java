package io.portolan.audit.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.router.QueryParameters;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeFilter;
import io.portolan.changelog.ChangeHistory;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class AuditViewTest extends SpringBrowserlessTest {

    @Autowired
    private Api api;

    @Autowired
    private HistoryPanels panels;

    @Autowired
    private ChangeHistory history;

    private String kind = "";

    @BeforeEach
    void aServiceThatWasRewrittenInRust() {
        kind = Names.unique("seen");
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Seen","schema":{"properties":{"language":{"type":"string"}}}}
                """.formatted(kind)).expect(201);
        api.post("/v1/blueprints/" + kind + "/entities", """
                {"identifier":"checkout","title":"Checkout","properties":{"language":"Go"}}
                """).expect(201);
        api.patch("/v1/blueprints/" + kind + "/entities/checkout", """
                {"properties":{"language":"Rust"}}
                """).expect(200);
    }

    @Test
    void theHistoryOfAnEntityShowsOldAndNewValues() {
        HistoryPanel panel = panels.entity(kind, "checkout");

        List<String> items = $(ListItem.class).from(panel).all().stream()
                .map(AuditViewTest::text)
                .toList();
        assertThat(items).hasSize(2);
        assertThat(items.getFirst())
                .contains("Updated")
                .contains("language")
                .contains("Go→Rust")
                .contains("API");
        assertThat(items.getLast()).contains("Created").contains("Checkout");
    }

    @Test
    void theAddressFiltersTheLog() {
        AuditView view = open("blueprint=" + kind + "&action=UPDATE");

        Grid<?> grid = $(Grid.class).from(view).single();
        assertThat(test(grid).size()).isEqualTo(1);
        Component what = (Component) test(grid).getCellComponent(0, 0);
        assertThat(text(what)).contains("Updated").contains("Checkout").contains(kind);
    }

    @Test
    void oneChangeShowsItsDetails() {
        Change update = history.find(ChangeFilter.entity(kind, "checkout"), null, 1)
                .items()
                .getFirst();

        AuditView view = open("change=" + update.id());

        assertThat(text(view)).contains("language").contains("Go→Rust");
    }

    @Test
    void nothingPutAsideIsSaidInWords() {
        UndeliveredView view = navigate(UndeliveredView.class);

        assertThat(text(view)).contains("Failed reactions");
    }

    private AuditView open(String query) {
        UI.getCurrent().navigate(AuditView.class, QueryParameters.fromString(query));
        return (AuditView) getCurrentView();
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }
}
