package io.portolan.page.ui.apis;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.kernel.Json;
import io.portolan.page.ui.apis.SchemaField.Note;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// Schemas as tables and as examples.
class SchemaFieldsTest {

    private static final ObjectNode DOCUMENT = Json.parseObject("""
            {"schemas":{
              "Pet":{"type":"object","required":["id"],"properties":{
                "id":{"type":"integer","format":"int64","description":"Its number"},
                "state":{"$ref":"#/schemas/State"},
                "born":{"type":["string","null"],"format":"date"},
                "parent":{"$ref":"#/schemas/Pet"},
                "children":{"type":"array","items":{"$ref":"#/schemas/Pet"}},
                "owner":{"$ref":"#/schemas/a~1b%20c"},
                "labels":{"type":"object","additionalProperties":{"type":"string"}},
                "away":{"$ref":"other.yaml#/Thing"},
                "lost":{"$ref":"#/schemas/Missing"}}},
              "State":{"type":"string","enum":["here","gone"]},
              "a/b c":{"type":"object","properties":{"name":{"type":"string","example":"Ada"}}},
              "Dog":{"allOf":[{"$ref":"#/schemas/Base"},{"type":"object","required":["barks"],
                "properties":{"barks":{"type":"boolean"}}}]},
              "Cat":{"title":"A cat","type":"object","properties":{"lives":{"type":"integer","minimum":9}}},
              "Base":{"type":"object","properties":{"kind":{"const":"animal"}}},
              "Any":{"oneOf":[{"$ref":"#/schemas/Dog"},{"$ref":"#/schemas/Cat"}]},
              "One":{"$ref":"#/schemas/Two"},
              "Two":{"$ref":"#/schemas/One"},
              "Wide":{"allOf":[{"$ref":"#/schemas/Wide"},{"$ref":"#/schemas/Wider"},{"$ref":"#/schemas/Wider"}]},
              "Wider":{"allOf":[{"$ref":"#/schemas/Wide"},{"$ref":"#/schemas/Base"},{"$ref":"#/schemas/Base"}]},
              "Deep":{"type":"object","properties":{"a":{"type":"object","properties":{"b":{"type":"object",
                "properties":{"c":{"type":"object","properties":{"d":{"type":"object","properties":{"e":{"type":"object",
                "properties":{"f":{"type":"object","properties":{"g":{"type":"string"}}}}}}}}}}}}}}}
            }}
            """);
    private static final References REFERENCES = new References(DOCUMENT);

    @Test
    void aReferenceBecomesItsFields() {
        List<SchemaField> fields = fields("Pet");
        assertThat(fields)
                .extracting(SchemaField::path)
                .containsExactly(
                        "id",
                        "state",
                        "born",
                        "parent",
                        "children",
                        "owner",
                        "owner.name",
                        "labels",
                        "labels.*",
                        "away",
                        "lost");
        assertThat(fields.getFirst())
                .isEqualTo(new SchemaField("id", "integer (int64)", true, "Its number", List.of(), Note.NONE));
        assertThat(field(fields, "state").values()).containsExactly("here", "gone");
        assertThat(field(fields, "born").type()).isEqualTo("string | null (date)");
    }

    @Test
    void whatContainsItselfOrStandsElsewhereIsNamed() {
        List<SchemaField> fields = fields("Pet");
        assertThat(field(fields, "parent"))
                .isEqualTo(new SchemaField("parent", "Pet", false, "", List.of(), Note.LOOP));
        assertThat(field(fields, "children").type()).isEqualTo("Pet[]");
        assertThat(field(fields, "children").note()).isEqualTo(Note.LOOP);
        assertThat(field(fields, "away").type()).isEqualTo("Thing");
        assertThat(field(fields, "away").note()).isEqualTo(Note.ELSEWHERE);
        assertThat(field(fields, "lost").note()).isEqualTo(Note.ELSEWHERE);
        assertThat(fields("One").getFirst().note()).isEqualTo(Note.ELSEWHERE);
        assertThat(fields("Wide")).isNotEmpty();
    }

    @Test
    void partsArePutTogetherAndAlternativesKeptApart() {
        assertThat(fields("Dog")).extracting(SchemaField::path).containsExactly("kind", "barks");
        assertThat(field(fields("Dog"), "barks").required()).isTrue();
        assertThat(fields("Any"))
                .extracting(SchemaField::path)
                .containsExactly("(Dog).kind", "(Dog).barks", "(A cat).lives");
        List<SchemaField> list = SchemaFields.of(
                REFERENCES, Json.parseObject("{\"type\":\"array\",\"items\":{\"$ref\":\"#/schemas/Cat\"}}"));
        assertThat(list).extracting(SchemaField::path).containsExactly("", "[].lives");
        assertThat(list.getFirst().type()).isEqualTo("Cat[]");
    }

    @Test
    void theWholeIsNotItsFirstPart() {
        assertThat(whole("Pet")).isEqualTo(new SchemaField("", "Pet", false, "", List.of(), Note.NONE));
        assertThat(whole("State").values()).containsExactly("here", "gone");
        SchemaField filter = SchemaFields.whole(
                REFERENCES,
                Json.parseObject("{\"type\":\"object\",\"properties\":{\"state\":{\"enum\":[\"here\",\"gone\"]}}}"));
        assertThat(filter.type()).isEqualTo("object");
        assertThat(filter.values()).isEmpty();
    }

    @Test
    void depthIsBounded() {
        List<SchemaField> fields = fields("Deep");
        assertThat(fields.getLast().note()).isEqualTo(Note.DEEPER);
        assertThat(fields).extracting(SchemaField::path).doesNotContain("a.b.c.d.e.f.g");
    }

    @Test
    void anExampleIsWhatTheAuthorGaveOrMadeOfTheTypes() {
        assertThat(example("Pet")).isEqualTo("""
                {"id":0,"state":"here","born":"2026-01-31","children":[],"owner":{"name":"Ada"},"labels":{},\
                "away":{},"lost":{}}""");
        assertThat(example("Any")).isEqualTo("{\"kind\":\"animal\",\"barks\":true}");
        assertThat(example("Cat")).isEqualTo("{\"lives\":9}");
        assertThat(Json.write(SchemaExample.ofContent(
                        REFERENCES,
                        Json.parseObject(
                                "{\"examples\":{\"one\":{\"value\":{\"x\":1}}},\"schema\":{\"type\":\"string\"}}"))))
                .isEqualTo("{\"x\":1}");
    }

    private static String example(String name) {
        return Json.write(SchemaExample.of(REFERENCES, reference(name)));
    }

    private static SchemaField whole(String name) {
        return SchemaFields.whole(REFERENCES, reference(name));
    }

    private static List<SchemaField> fields(String name) {
        return SchemaFields.of(REFERENCES, reference(name));
    }

    private static ObjectNode reference(String name) {
        return Json.object().put("$ref", "#/schemas/" + name);
    }

    private static SchemaField field(List<SchemaField> fields, String path) {
        return fields.stream()
                .filter(field -> field.path().equals(path))
                .findFirst()
                .orElseThrow();
    }
}
