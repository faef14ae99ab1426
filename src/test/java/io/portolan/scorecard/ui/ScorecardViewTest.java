package io.portolan.scorecard.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.EntityDraft;
import io.portolan.catalog.EntityService;
import io.portolan.catalog.WriteOptions;
import io.portolan.changelog.ChangeDispatcher;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.scorecard.ScorecardService;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class ScorecardViewTest extends SpringBrowserlessTest {

    @Autowired
    private BlueprintService blueprints;

    @Autowired
    private EntityService entities;

    @Autowired
    private ScorecardService scorecards;

    @Autowired
    private ChangeDispatcher dispatcher;

    private final String kind = Names.unique("Ranked");

    @BeforeEach
    void twoEntities() {
        Actor actor = Actor.system();
        blueprints.create(Json.parseObject("""
                {"identifier":"%s","title":"Ranked thing","schema":{"properties":{"size":{"title":"Size","type":"number"}},"required":[]}}
                """.formatted(kind)), actor);
        for (int size = 1; size <= 2; size++) {
            entities.upsert(
                    EntityDraft.of(kind, Json.parseObject("""
                            {"identifier":"e%d","title":"Thing %d","properties":{"size":%d}}""".formatted(size, size, size))),
                    WriteOptions.create(),
                    actor);
        }
    }

    @Test
    void anAdministratorMakesAScorecardAfterSeeingWhatItWouldDo() {
        UI.getCurrent().navigate("scorecards/new", QueryParameters.of("blueprint", kind));
        field("Title").setValue("Big enough");
        field("Identifier").setValue("big");
        press("Add a rule");
        press("Preview");
        assertThat(text()).contains("2 of 2 checked entities would change their level.");
        press("Save");
        assertThat(scorecards.require(kind, "big").rules()).hasSize(1);
        assertThat(text()).contains("Big enough");
    }

    @Test
    void whatIsWrongIsSaid() {
        UI.getCurrent().navigate("scorecards/new", QueryParameters.of("blueprint", kind));
        field("Identifier").setValue("big");
        press("Save");
        assertThat(text()).contains("\"/title\" must NOT have fewer than 1 characters");
        assertThat(scorecards.find(kind, "big")).isEmpty();
    }

    @Test
    void theListAndThePageShowTheSpread() {
        scorecards.create(kind, Json.parseObject("""
                {"identifier":"size","title":"Size matters","rules":[{"identifier":"r","title":"Two or more","level":"Bronze",
                  "query":{"combinator":"and","conditions":[{"property":"size","operator":">=","value":2}]}}]}"""), Actor.system());
        dispatcher.drain();
        UI.getCurrent().navigate("scorecards");
        assertThat(text()).contains("Size matters").contains("Ranked thing");
        UI.getCurrent().navigate("scorecards/" + kind + "/size");
        assertThat(text()).contains("1 of 2 pass");
    }

    private TextField field(String label) {
        return $(TextField.class).all().stream()
                .filter(field -> label.equals(field.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private void press(String label) {
        test($(Button.class).withText(label).single()).click();
    }

    private String text() {
        return getCurrentView().getElement().getTextRecursively();
    }
}
