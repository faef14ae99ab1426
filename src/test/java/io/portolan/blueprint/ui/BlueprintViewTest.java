package io.portolan.blueprint.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.form.JsonForm;
import io.portolan.ui.merge.MergeDialog;
import java.util.List;
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
    void theServersProblemsAreMarkedWhereTheyAreWhileTyping() {
        navigate("builder/" + kind, BlueprintView.class);
        ObjectNode document = Json.parseObject(code().getValue());
        document.withObject("/relations/runs").put("target", "nowhere").put("title", "Runs");
        code().setValue(Json.pretty(document));

        assertThat(marked()).singleElement().asString().contains("nowhere").startsWith("\"nowhere\": ");

        document.withObject("/relations/runs").put("target", kind);
        code().setValue(Json.pretty(document));
        assertThat(marked()).isEmpty();
        JsonNode schema = (JsonNode) code().getElement().getPropertyRaw("schema");
        assertThat(schema.at("/$defs/blueprint/oneOf")
                        .valueStream()
                        .map(one -> one.path("const").asString("")))
                .contains(kind);
        assertThat(Json.texts(schema.at("/$defs/mirror/properties/path/examples")))
                .contains("runs.status");
    }

    @Test
    void twoAdministratorsSaveBothChangesTogether() {
        navigate("builder/" + kind, BlueprintView.class);
        ObjectNode document = Json.parseObject(code().getValue());
        document.put("title", "Mine");
        document.withObject("/schema/properties/mine").put("type", "number");
        document.withObject("/schema").putArray("required").add("status");
        code().setValue(Json.pretty(document));
        api.patch("/v1/blueprints/" + kind, """
                {"title":"Theirs","schema":{"properties":{"status":{"title":"Status","type":"string"},
                  "theirs":{"type":"boolean"}},"required":[]}}
                """).expect(200);
        test($(Button.class).withText("Save").single()).click();
        assertThat(blueprints.require(kind).title()).isEqualTo("Theirs");
        String shown = $(MergeDialog.class).single().getElement().getTextRecursively();
        assertThat(shown).contains("Property theirs", "Property mine", "status is required");

        choice().setValue(MergeDialog.Side.MINE);
        test($(Button.class).withText("Save both together").single()).click();
        assertThat(blueprints.require(kind).title()).isEqualTo("Mine");
        assertThat(blueprints.require(kind).properties()).containsOnlyKeys("status", "theirs", "mine");
        assertThat(blueprints.require(kind).required()).containsExactly("status");
        assertThat(Json.parse(code().getValue())
                        .at("/schema/properties/theirs/type")
                        .asString(""))
                .isEqualTo("boolean");
    }

    @Test
    void whoWasOvertakenCanReloadInstead() {
        navigate("builder/" + kind, BlueprintView.class);
        ObjectNode document = Json.parseObject(code().getValue());
        document.put("title", "Mine");
        code().setValue(Json.pretty(document));
        api.patch("/v1/blueprints/" + kind, "{\"description\":\"Theirs\"}").expect(200);
        test($(Button.class).withText("Save").single()).click();
        test($(Button.class).withText("Discard mine and reload").single()).click();
        assertThat(blueprints.require(kind).title()).isEqualTo("Environment");
        assertThat(Json.parse(code().getValue()).path("description").asString(""))
                .isEqualTo("Theirs");
        assertThat($(Button.class).withText("Save").single().isEnabled()).isFalse();
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

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<MergeDialog.Side> choice() {
        return $(RadioButtonGroup.class).from($(MergeDialog.class).single()).single();
    }

    /// The characters that are underlined, and what is said of them.
    private List<String> marked() {
        String[] lines = code().getValue().split("\n");
        JsonNode marks = (JsonNode) code().getElement().getPropertyRaw("marks");
        return marks.valueStream()
                .map(mark -> {
                    int from = mark.path("column").intValue() - 1;
                    String line = lines[mark.path("line").intValue() - 1];
                    return line.substring(from, from + mark.path("length").intValue()) + ": "
                            + mark.path("message").asString("");
                })
                .toList();
    }

    private CodeEditor code() {
        return $(CodeEditor.class).from($(JsonSide.class).single()).single();
    }
}
