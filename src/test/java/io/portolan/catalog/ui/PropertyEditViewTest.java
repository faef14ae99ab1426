package io.portolan.catalog.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.ItemClickEvent;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import io.portolan.blueprint.PropertyDefinition;
import io.portolan.catalog.EntityService;
import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import io.portolan.ui.merge.MergeDialog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Changing one property from the table, of one entity and of several.
@PortalTest
@WithMockUser(username = "admin@example.com", roles = "ADMIN")
class PropertyEditViewTest extends SpringBrowserlessTest {

    @Autowired
    private Api api;

    @Autowired
    private EntityService entities;

    private String kind = "";

    @BeforeEach
    void twoServices() {
        kind = Names.unique("service");
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "Service", "schema": {"properties": {
                    "lang": {"title": "Language", "type": "string", "pattern": "^[a-z]+$"},
                    "live": {"title": "Live", "type": "boolean"}}},
                 "calculationProperties": {"shout": {"title": "Shout", "type": "string",
                    "calculation": ".properties.lang | ascii_upcase"}}}""".formatted(kind)).expect(201);
        entity("{\"identifier\": \"billing\", \"title\": \"Billing\", \"properties\": {\"lang\": \"go\"}}");
        entity("{\"identifier\": \"cart\", \"title\": \"Cart\", \"properties\": {\"lang\": \"java\"}}");
    }

    @Test
    void aCellIsEditedFromTheKeyboardInItsOwnField() {
        open();
        pressF2("cart", "lang");
        assertThat(dialog().getHeaderTitle()).isEqualTo("Language of Cart");
        TextField field =
                $(TextField.class).from(dialog()).withLabel("Language").single();
        assertThat(field.getValue()).isEqualTo("java");

        field.setValue("Not allowed");
        press("Save");
        assertThat(field.isInvalid()).isTrue();
        assertThat(value("cart", "lang")).isEqualTo("java");

        field.setValue("rust");
        press("Save");
        assertThat(value("cart", "lang")).isEqualTo("rust");
        assertThat(value("billing", "lang")).isEqualTo("go");
    }

    @Test
    void whoeverChangedTheValueMeanwhileIsNotOverwrittenUnasked() {
        open();
        pressF2("cart", "lang");
        api.patch("/v1/blueprints/" + kind + "/entities/cart", "{\"properties\": {\"lang\": \"kotlin\"}}")
                .expect(200);
        $(TextField.class).from(dialog()).withLabel("Language").single().setValue("rust");
        press("Save");
        assertThat(value("cart", "lang")).isEqualTo("kotlin");
        press("Save both together");
        assertThat(choice().isInvalid()).as("nothing is chosen beforehand").isTrue();
        assertThat(value("cart", "lang")).isEqualTo("kotlin");

        choice().setValue(MergeDialog.Side.MINE);
        press("Save both together");
        assertThat(value("cart", "lang")).isEqualTo("rust");
        assertThat(opened()).isEmpty();
    }

    @Test
    void aClickOpensTheEntity() {
        open();
        click(1, "");
        assertThat(UI.getCurrent().getActiveViewLocation().getPath())
                .as("a click in the column of check boxes chooses, and no more")
                .isEqualTo("catalog/" + kind);
        click(1, grid().getColumnByKey("$title").getElement().getProperty("_flowId"));
        assertThat(UI.getCurrent().getActiveViewLocation().getPath()).isEqualTo("entity/" + kind + "/cart");
    }

    @Test
    void computedCellsAreNotEdited() {
        open();
        pressF2("cart", "shout");
        pressF2("cart", "$title");
        assertThat(opened()).isEmpty();
    }

    @Test
    @WithMockUser(username = "member@example.com", roles = "MEMBER")
    void theRightsOfSinglePropertiesHold() {
        api.patch(
                        "/v1/blueprints/" + kind + "/permissions",
                        "{\"entities\": {\"updateProperties\": {\"live\": {\"roles\": [\"Member\"]}}}}")
                .expect(200);
        open();
        pressF2("cart", "lang");
        assertThat(opened()).isEmpty();

        test(grid()).select(0);
        press("Edit property…");
        assertThat(offered()).containsExactly("Live");
    }

    @Test
    void oneValueForSeveral() {
        open();
        test(grid()).select(0);
        test(grid()).select(1);
        press("Edit property…");
        assertThat(offered()).containsExactly("Language", "Live");
        TextField field =
                $(TextField.class).from(dialog()).withLabel("Language").single();
        press("Change 2 entities");
        assertThat(field.isInvalid()).as("an empty field removes nothing").isTrue();
        assertThat(value("cart", "lang")).isEqualTo("java");

        field.setValue("rust");
        press("Change 2 entities");
        eventually(() -> opened().isEmpty());
        assertThat(value("cart", "lang")).isEqualTo("rust");
        assertThat(value("billing", "lang")).isEqualTo("rust");
    }

    @Test
    void aValueIsRemovedFromSeveralAndWhoRefusesIsNamed() {
        open();
        test(grid()).select(0);
        test(grid()).select(1);
        press("Edit property…");
        api.delete("/v1/blueprints/" + kind + "/entities/billing").expect(200);
        test($(Checkbox.class).from(dialog()).withCaption("Remove the value").single())
                .click();
        press("Change 2 entities");
        eventually(() -> !$(ListItem.class).from(dialog()).all().isEmpty());
        assertThat(dialog().getHeaderTitle()).isEqualTo("One entity was not changed");
        assertThat($(ListItem.class).from(dialog()).single().getText()).startsWith("Billing: ");
        assertThat(entities.require(kind, "cart").properties().has("lang")).isFalse();
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<MergeDialog.Side> choice() {
        return $(RadioButtonGroup.class).from($(MergeDialog.class).single()).single();
    }

    private void open() {
        UI.getCurrent().navigate("catalog/" + kind);
    }

    private void entity(String json) {
        api.post("/v1/blueprints/" + kind + "/entities", json).expect(201);
    }

    private String value(String identifier, String property) {
        JsonNode value = entities.require(kind, identifier).properties().path(property);
        return value instanceof StringNode text ? text.stringValue() : value.toString();
    }

    @SuppressWarnings("unchecked")
    private Grid<TableLine> grid() {
        return $(Grid.class).single();
    }

    /// As the browser tells it.
    private void pressF2(String identifier, String column) {
        int row = List.of("billing", "cart").indexOf(identifier);
        String key =
                grid().getDataCommunicator().getKeyMapper().key(test(grid()).getRow(row));
        ObjectNode data = Json.object()
                .put(CellEditing.ITEM, key)
                .put(CellEditing.COLUMN, column)
                .put(CellEditing.KEYS, true);
        grid().getElement()
                .getNode()
                .getFeature(ElementListenerMap.class)
                .fireEvent(new DomEvent(grid().getElement(), "keydown", data));
    }

    /// As the browser tells it.
    private void click(int row, String column) {
        String key =
                grid().getDataCommunicator().getKeyMapper().key(test(grid()).getRow(row));
        ComponentUtil.fireEvent(
                grid(), new ItemClickEvent<>(grid(), true, key, column, 0, 0, 0, 0, 1, 0, false, false, false, false));
    }

    private List<Dialog> opened() {
        return $(Dialog.class).all().stream().filter(Dialog::isOpened).toList();
    }

    private Dialog dialog() {
        return opened().getFirst();
    }

    @SuppressWarnings("unchecked")
    private List<String> offered() {
        Select<PropertyDefinition> select = $(Select.class).from(dialog()).single();
        return select.getListDataView()
                .getItems()
                .map(PropertyDefinition::title)
                .toList();
    }

    private void press(String label) {
        test($(Button.class).withText(label).single()).click();
    }

    /// Work in the background hands its result to the page.
    private void eventually(Callable<Boolean> done) {
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).until(() -> {
            roundTrip();
            return done.call();
        });
    }
}
