package io.portolan.catalog.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityService;
import io.portolan.catalog.WriteOptions;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.JsonEditor;
import io.portolan.ui.merge.MergeDialog;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The JSON of an entity in its form, and two people who edit the same entity.
@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class EntityMergeViewTest extends SpringBrowserlessTest {

    @Autowired
    private Api api;

    @Autowired
    private EntityService entities;

    @Autowired
    private EntityDialogs dialogs;

    private String kind = "";

    @BeforeEach
    void aService() {
        kind = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier": "%1$s", "title": "Service", "schema": {"properties": {
                    "tier": {"title": "Tier", "type": "string", "enum": ["high", "low"], "description": "How much it matters"},
                    "size": {"title": "Size", "type": "number"},
                    "tags": {"title": "Tags", "type": "array", "items": {"type": "string"}}}},
                 "relations": {"uses": {"title": "Uses", "target": "%1$s", "many": true}}}""".formatted(kind)).expect(201);
        for (String name : List.of("cart", "billing")) {
            api.post("/v1/blueprints/" + kind + "/entities", """
                    {"identifier": "%s", "title": "One", "properties": {"tier": "low", "size": 1, "tags": ["a"]}}
                    """.formatted(name))
                    .expect(201);
        }
    }

    @Test
    void theJsonIsCompletedFromTheBlueprintAndCheckedWhileTyping() {
        JsonEditor code = edit();
        JsonNode schema = (JsonNode) code.getElement().getPropertyRaw("schema");
        JsonNode tier = schema.at("/properties/properties/properties/tier");
        assertThat(Json.texts(tier.path("enum"))).containsExactly("high", "low");
        assertThat(tier.path("description").asString("")).isEqualTo("How much it matters");
        assertThat(Json.texts(schema.at("/properties/relations/properties/uses/items/examples")))
                .containsExactlyInAnyOrder("cart", "billing");

        ObjectNode document = Json.parseObject(code.getValue());
        document.withObject("/properties").put("tier", "middle");
        code.setValue(Json.pretty(document));
        JsonNode mark = ((JsonNode) code.getElement().getPropertyRaw("marks")).get(0);
        String line = code.getValue().split("\n")[mark.path("line").intValue() - 1];
        assertThat(line.substring(mark.path("column").intValue() - 1)).startsWith("\"middle\"");
        assertThat(mark.path("message").asString("")).contains("high, low");
        assertThat(code.isInvalid()).isTrue();
        assertThat(stored().properties().path("tier").asString("")).isEqualTo("low");

        document.withObject("/properties").put("tier", "high");
        code.setValue(Json.pretty(document));
        assertThat(code.isInvalid()).isFalse();
    }

    @Test
    void aSectionThatIsNoObjectIsMarkedAndTypingGoesOn() {
        JsonEditor code = edit();
        ObjectNode document = Json.parseObject(code.getValue());
        code.setValue(Json.pretty(document.deepCopy().put("properties", 5)));
        assertThat(code.isInvalid()).isTrue();
        assertThat(code.getErrorMessage()).contains("must be object");

        code.setValue(Json.pretty(document.put("title", "Mine")));
        assertThat(code.isInvalid()).isFalse();
        press("Save");
        assertThat(stored().title()).isEqualTo("Mine");
        assertThat(stored().properties().size()).isEqualTo(3);
    }

    @Test
    void whatOnlyOneSideChangedIsTakenFromItAndTheRestIsChosen() {
        JsonEditor code = edit();
        ObjectNode document = Json.parseObject(code.getValue());
        document.put("title", "Mine");
        document.withObject("/properties").put("tier", "high").put("size", 2);
        code.setValue(Json.pretty(document));
        theirs("{\"title\": \"Theirs\", \"properties\": {\"size\": 3, \"tags\": [\"b\"]}}");
        press("Save");
        assertThat(stored().title()).isEqualTo("Theirs");
        MergeDialog merge = $(MergeDialog.class).single();
        assertThat(merge.getElement().getTextRecursively()).contains("Tier", "Tags");
        choice("Title").setValue(MergeDialog.Side.THEIRS);
        choice("Size").setValue(MergeDialog.Side.MINE);

        theirs("{\"properties\": {\"tags\": [\"c\"]}}");
        press("Save both together");
        assertThat($(Dialog.class).all()).noneMatch(Dialog::isOpened);
        assertThat(stored().title()).isEqualTo("Theirs");
        assertThat(Json.write(stored().properties()))
                .as("with what was saved while the question was open")
                .isEqualTo("{\"size\":2,\"tags\":[\"c\"],\"tier\":\"high\"}");
    }

    @Test
    void aWriteOverAStateThatIsGoneIsAConflict() {
        long seen = stored().version();
        theirs("{\"title\": \"Theirs\"}");
        ObjectNode mine = Json.object().put("title", "Mine");
        assertThatThrownBy(() ->
                        entities.patch(kind, "cart", mine, WriteOptions.patch().against(seen), Actor.system()))
                .isInstanceOf(PortalException.Conflict.class)
                .hasMessageContaining("was changed by");
        assertThat(stored().title()).isEqualTo("Theirs");
    }

    private JsonEditor edit() {
        dialogs.edit(stored(), saved -> {});
        press("JSON");
        return $(JsonEditor.class).single();
    }

    private void theirs(String json) {
        api.patch("/v1/blueprints/" + kind + "/entities/cart", json).expect(200);
    }

    private Entity stored() {
        return entities.require(kind, "cart");
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<MergeDialog.Side> choice(String label) {
        return $(RadioButtonGroup.class).from($(MergeDialog.class).single()).all().stream()
                .filter(group -> label.equals(group.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private void press(String label) {
        test($(Button.class).withText(label).single()).click();
    }
}
