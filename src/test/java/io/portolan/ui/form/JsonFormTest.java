package io.portolan.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.ComboBoxBase;
import io.portolan.kernel.Json;
import io.portolan.kernel.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A form reads and writes JSON and puts each complaint beside its field.
class JsonFormTest {

    private static final ObjectNode SCHEMA = Json.parseObject("""
            {"required": ["name"], "properties": {
              "name": {"type": "string", "title": "Name", "pattern": "^[a-z-]+$"},
              "cpu": {"type": "number", "title": "Processors", "minimum": 1, "maximum": 8, "default": 2},
              "tier": {"type": "string", "title": "Tier", "enum": ["critical", "normal"]},
              "debug": {"type": "boolean", "title": "Debug"},
              "until": {"type": "string", "format": "date-time", "title": "Until"},
              "owner": {"type": "string", "format": "user", "title": "Owner"},
              "tags": {"type": "array", "title": "Tags", "items": {"type": "string"}, "maxItems": 2},
              "spec": {"type": "object", "title": "Spec"}}}""");

    private final JsonForm form = new JsonForm(FieldSpecs.schema(SCHEMA, Pickers.none()));

    @Test
    void startsWithTheDefaults() {
        assertThat(form.value().path("cpu").intValue()).isEqualTo(2);
        assertThat(form.value().has("name")).isFalse();
    }

    @Test
    void givesBackWhatItWasGiven() {
        ObjectNode value = Json.parseObject("""
                {"name": "dev-seven", "cpu": 4, "tier": "critical", "debug": true, "until": "2026-02-03T10:15:00Z",
                 "owner": "ada@example.com", "tags": ["one", "two"], "spec": {"deep": [1, 2]}}""");
        form.setValue(value);
        assertThat(Json.write(form.value())).isEqualTo(Json.write(value));
    }

    @Test
    void whatIsTypedIsTakenWhereOptionsAreProposalsOnly() {
        for (boolean many : List.of(false, true)) {
            FieldSpec all = FieldSpec.of("size", "Size", FieldSpec.Kind.STRING)
                    .asMany(many)
                    .withOptions(List.of(new FieldSpec.Option(StringNode.valueOf("S"), "Small", null)));
            assertThat(mayBeTyped(all)).isFalse();
            assertThat(mayBeTyped(all.asChoosing(FieldSpec.Choosing.PROPOSED))).isTrue();
        }
    }

    private static boolean mayBeTyped(FieldSpec spec) {
        return ((ComboBoxBase<?, ?, ?>) FieldFactory.create(spec).component()).isAllowCustomValue();
    }

    @Test
    void anObjectIsCompletedFromItsSchema() {
        JsonForm objects = new JsonForm(FieldSpecs.schema(Json.parseObject("""
                {"properties": {"limits": {"type": "object", "properties": {"cpu": {"type": "number"}}, "visible": true},
                  "many": {"type": "array", "items": {"type": "object", "properties": {"port": {"type": "number"}}}},
                  "free": {"type": "object"}}}"""), Pickers.none()));
        assertThat(schema(objects, "limits")).contains("\"cpu\"").doesNotContain("visible");
        assertThat(schema(objects, "many")).contains("\"items\"", "\"port\"");
        assertThat(schema(objects, "free")).isEqualTo("null");
    }

    private static String schema(JsonForm form, String field) {
        return String.valueOf(
                form.field(field).orElseThrow().component().getElement().getPropertyRaw("schema"));
    }

    @Test
    void anEmptiedFieldIsNullInAMerge() {
        form.setValue(Json.parseObject("{\"name\": \"dev\"}"));
        assertThat(form.value().has("cpu")).isFalse();
        assertThat(form.valueWithNulls().get("cpu").isNull()).isTrue();
    }

    @Test
    void saysBesideTheFieldWhatIsMissingOrOutOfBounds() {
        form.setValue(Json.parseObject("{\"cpu\": 9, \"tags\": [\"a\", \"b\", \"c\"]}"));
        assertThat(form.validate()).isFalse();
        assertThat(invalid("name")).isTrue();
        assertThat(invalid("cpu")).isTrue();
        assertThat(invalid("tags")).isTrue();
        assertThat(invalid("tier")).isFalse();
    }

    @Test
    void nothingIsWrongWithAProperValue() {
        form.setValue(Json.parseObject("{\"name\": \"dev\", \"cpu\": 8}"));
        assertThat(form.validate()).isTrue();
    }

    @Test
    void violationsOfTheServerFindTheirFieldByPointer() {
        form.violations(
                List.of(Violation.at("/properties/tags/0", "is not allowed"), Violation.at("/identifier", "is taken")));
        assertThat(invalid("tags")).isTrue();
        assertThat(((HasValidation) component("tags")).getErrorMessage()).isEqualTo("is not allowed");
        assertThat(form.getElement().getTextRecursively()).contains("\"/identifier\" is taken");
        form.clearViolations();
        assertThat(invalid("tags")).isFalse();
    }

    @Test
    void brokenJsonIsAComplaintAndNoValue() {
        form.setValue(Json.parseObject("{\"name\": \"dev\"}"));
        type("spec", "{\"deep\": ");
        assertThat(form.validate()).isFalse();
        assertThat(invalid("spec")).isTrue();
        assertThat(form.value().has("spec")).isFalse();
    }

    @Test
    void aHiddenFieldIsNeitherCheckedNorSent() {
        form.setFieldVisible("name", false);
        assertThat(form.validate()).isTrue();
    }

    private Component component(String id) {
        return form.field(id).orElseThrow().component();
    }

    private boolean invalid(String id) {
        return ((HasValidation) component(id)).isInvalid();
    }

    @SuppressWarnings("unchecked")
    private void type(String id, String text) {
        ((HasValue<?, String>) component(id)).setValue(text);
    }
}
