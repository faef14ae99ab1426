package io.portolan.blueprint.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.form.JsonForm;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class BlueprintViewTest extends SpringBrowserlessTest {

    @Autowired
    private Api api;

    @Autowired
    private BlueprintService blueprints;

    private String kind = "";

    @BeforeEach
    void aKindWithTwoEntities() {
        kind = Names.unique("environment");
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Environment","schema":{"properties":{
                  "status":{"title":"Status","type":"string"}},"required":[]}}
                """.formatted(kind)).expect(201);
        for (String name : new String[] {"one", "two"}) {
            api.post(
                            "/v1/blueprints/" + kind + "/entities",
                            "{\"identifier\":\"" + name + "\",\"properties\":{\"status\":\"up\"}}")
                    .expect(201);
        }
    }

    @Test
    void aPropertyAddedInTheFormIsInTheJsonAndAfterSavingInTheModel() {
        navigate("builder/" + kind, BlueprintView.class);
        test($(Button.class).withText("Add property").single()).click();
        JsonForm form = $(JsonForm.class).from($(Dialog.class).single()).all().getFirst();
        form.field("title").orElseThrow().write(StringNode.valueOf("Lives until"));
        form.field("identifier").orElseThrow().write(StringNode.valueOf("ttl"));
        form.field("kind").orElseThrow().write(StringNode.valueOf("TIMER"));
        test($(Button.class).withText("Apply").single()).click();

        JsonNode shown = Json.parse(code().getValue());
        assertThat(shown.at("/schema/properties/ttl/format").asString("")).isEqualTo("timer");
        assertThat(blueprints.require(kind).properties()).doesNotContainKey("ttl");

        test($(Button.class).withText("Save").single()).click();
        assertThat(blueprints.require(kind).properties()).containsKeys("status", "ttl");
    }

    @Test
    void whatIsTypedAsJsonAppearsInTheForm() {
        navigate("builder/" + kind, BlueprintView.class);
        ObjectNode document = Json.parseObject(code().getValue());
        document.withObject("/schema/properties/region").put("type", "string").put("title", "Region");
        code().setValue(Json.pretty(document));

        assertThat($(Button.class).withText("Region").all()).hasSize(1);
    }

    @Test
    void aChangeThatBreaksEntitiesIsRefusedWithTheirNumber() {
        navigate("builder/" + kind, BlueprintView.class);
        ObjectNode document = Json.parseObject(code().getValue());
        document.withObject("/schema/properties/status").put("type", "number");
        code().setValue(Json.pretty(document));
        test($(Button.class).withText("Save").single()).click();

        assertThat($(ListItem.class).all().stream()
                        .map(item -> item.getElement().getTextRecursively()))
                .anyMatch(text -> text.contains("/schema/properties/status/type") && text.contains("2 entities"));
        assertThat(Objects.requireNonNull(blueprints.require(kind).properties().get("status"))
                        .type()
                        .wireName())
                .isEqualTo("string");
    }

    @Test
    void typographicQuotesAreNamedWithTheirPlaceAndStraightened() {
        navigate("builder/" + kind, BlueprintView.class);
        code().setValue("{\n  “identifier”: “" + kind
                + "”,\n  “title”: “Straight”,\n  “schema”: {“properties”: {}}\n}");
        assertThat($(com.vaadin.flow.component.html.Span.class).all().stream().map(span -> span.getText()))
                .anyMatch(text -> text.startsWith("Line 2, column 3"));

        test($(Button.class).withText("Straighten").single()).click();
        assertThat(Json.parse(code().getValue()).path("title").asString("")).isEqualTo("Straight");
    }

    @Test
    void templatesAreCreatedTogetherWithTheirRelations() {
        BlueprintTemplates templates = new BlueprintTemplates();
        assertThat(templates.all()).hasSize(21);
        var alone = templates.definitions(java.util.List.of("cron_job"), java.util.List.of());
        assertThat(alone.getFirst().path("relations").isEmpty()).isTrue();
        var both = templates.definitions(java.util.List.of("cron_job", "microservice"), java.util.List.of());
        assertThat(both.getFirst().path("relations").propertyNames()).containsExactly("microservice");
    }

    private CodeEditor code() {
        return $(CodeEditor.class).from($(JsonSide.class).single()).single();
    }
}
