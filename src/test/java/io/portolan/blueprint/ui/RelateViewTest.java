package io.portolan.blueprint.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.button.Button;
import io.portolan.blueprint.BlueprintService;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.GraphView;
import io.portolan.ui.form.JsonForm;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Relations that are made in the graph of the model.
@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class RelateViewTest extends SpringBrowserlessTest {

    @Autowired
    private Api api;

    @Autowired
    private BlueprintService blueprints;

    private String service = "";
    private String team = "";

    @BeforeEach
    void twoKinds() {
        service = Names.unique("service");
        team = Names.unique("squad");
        api.post(
                        "/v1/blueprints",
                        "{\"identifier\":\"" + service + "\",\"title\":\"Service\",\"schema\":{\"properties\":{}}}")
                .expect(201);
        api.post(
                        "/v1/blueprints",
                        "{\"identifier\":\"" + team + "\",\"title\":\"Squad\",\"schema\":{\"properties\":{}}}")
                .expect(201);
    }

    @Test
    void drawingFromOneKindToAnotherAsksForTheRelationAndStoresIt() {
        navigate("builder", BuilderView.class);
        draw(service, team);
        ObjectNode proposed = form().value();
        assertThat(proposed.path("source").stringValue()).isEqualTo(service);
        assertThat(proposed.path("target").stringValue()).isEqualTo(team);
        assertThat(proposed.path("title").stringValue()).isEqualTo("Squad");
        assertThat(proposed.path("identifier").stringValue()).isEqualTo("squad");
        assertThat(blueprints.require(service).relations()).isEmpty();

        form().field("many").orElseThrow().write(BooleanNode.TRUE);
        save();

        RelationDefinition relation =
                Objects.requireNonNull(blueprints.require(service).relations().get("squad"));
        assertThat(relation.target()).isEqualTo(team);
        assertThat(relation.many()).isTrue();
        assertThat($(RelateDialog.class).all()).isEmpty();
        assertThat(Json.write(
                        Json.parse($(GraphView.class).single().getElement().getProperty("data"))))
                .contains("{\"source\":\"" + service + "\",\"target\":\"" + team + "\",\"label\":\"Squad\"}");
    }

    @Test
    void theButtonAsksForBothKinds() {
        navigate("builder", BuilderView.class);
        test($(Button.class).withText("Relate …").single()).click();
        save();
        assertThat($(RelateDialog.class).single().isOpened()).isTrue();

        write("source", service);
        write("target", service);
        write("title", "Runs on");
        write("identifier", "runs_on");
        save();
        assertThat(blueprints.require(service).relations()).containsKey("runs_on");
    }

    @Test
    void aRelationThatEntitiesCouldNotFulfilIsRefused() {
        api.post("/v1/blueprints/" + service + "/entities", "{\"identifier\":\"cart\"}")
                .expect(201);
        navigate("builder", BuilderView.class);
        draw(service, team);
        form().field("required").orElseThrow().write(BooleanNode.TRUE);
        save();

        assertThat($(RelateDialog.class).single().getElement().getTextRecursively())
                .contains("squad");
        assertThat(blueprints.require(service).relations()).isEmpty();
    }

    private void draw(String from, String to) {
        GraphView graph = $(GraphView.class).single();
        ComponentUtil.fireEvent(graph, new GraphView.RelateEvent(graph, true, from, to));
        roundTrip();
    }

    private JsonForm form() {
        return $(JsonForm.class).from($(RelateDialog.class).single()).single();
    }

    private void write(String field, String value) {
        form().field(field).orElseThrow().write(StringNode.valueOf(value));
    }

    private void save() {
        test($(Button.class)
                        .from($(RelateDialog.class).single())
                        .withText("Save")
                        .single())
                .click();
        roundTrip();
    }
}
