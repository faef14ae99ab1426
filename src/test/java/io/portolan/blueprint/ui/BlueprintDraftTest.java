package io.portolan.blueprint.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.blueprint.ui.BlueprintDraft.Section;
import io.portolan.kernel.Ids;
import io.portolan.kernel.Json;
import io.portolan.ui.JsonDifference;
import io.portolan.ui.JsonPlaces;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class BlueprintDraftTest {

    private final BlueprintDraft draft = new BlueprintDraft(Json.parseObject("""
            {"identifier":"env","title":"Environment","x":1,
             "schema":{"properties":{"a":{"type":"string"},"b":{"type":"number"},"c":{"type":"boolean"}},
                       "required":["b"]}}
            """));

    @Test
    void renamingKeepsPlaceAndRequired() {
        ObjectNode definition = draft.definition(Section.PROPERTIES, "b");
        draft.put(Section.PROPERTIES, "b", "bee", definition);

        assertThat(draft.keys(Section.PROPERTIES)).containsExactly("a", "bee", "c");
        assertThat(draft.isRequired("bee")).isTrue();
        assertThat(draft.isRequired("b")).isFalse();
    }

    @Test
    void movesAndRemoves() {
        draft.move(Section.PROPERTIES, "c", -1);
        assertThat(draft.keys(Section.PROPERTIES)).containsExactly("a", "c", "b");
        draft.move(Section.PROPERTIES, "a", -1);
        assertThat(draft.keys(Section.PROPERTIES)).containsExactly("a", "c", "b");
        draft.remove(Section.PROPERTIES, "b");
        assertThat(draft.document().at("/schema/required").isEmpty()).isTrue();
    }

    @Test
    void aSectionThatIsMissingAppearsWhenItIsNeeded() {
        draft.put(Section.RELATIONS, null, "region", Json.object().put("target", "region"));

        assertThat(draft.document().at("/relations/region/target").asString("")).isEqualTo("region");
        assertThat(draft.document().path("x").asInt(0)).isEqualTo(1);
        assertThat(draft.dirty()).isTrue();
    }

    @Test
    void differencesNameThePlace() {
        draft.put(
                Section.PROPERTIES,
                "a",
                "a",
                Json.object().put("type", "string").put("title", "A"));
        draft.remove(Section.PROPERTIES, "c");

        assertThat(JsonDifference.of(draft.saved(), draft.document()))
                .extracting(JsonDifference::pointer)
                .containsExactly("/schema/properties/a/title", "/schema/properties/c");
    }

    @Test
    void marksStandAtTheLineOfTheirPointer() {
        String text = Json.pretty(draft.document());
        int line = JsonPlaces.mark(text, "/schema/properties/b/type", "x").line();
        assertThat(text.lines().toList().get(line - 1)).contains("number");
        int nearest = JsonPlaces.mark(text, "/schema/properties/b/minimum", "x").line();
        assertThat(text.lines().toList().get(nearest - 1)).contains("\"b\"");
    }

    @Test
    void kindsReadAndWriteTypeAndFormat() {
        for (PropertyKind kind : PropertyKind.values()) {
            ObjectNode definition = Json.object();
            kind.writeTo(definition);
            if (kind.hasChoices()) {
                (kind == PropertyKind.CHOICES ? definition.withObject("/items") : definition)
                        .putArray("enum")
                        .add("a");
            }
            assertThat(PropertyKind.of(definition)).isEqualTo(kind);
        }
    }

    @Test
    void identifiersComeFromTitles() {
        assertThat(Ids.fromTitle("Time to live (TTL)")).isEqualTo("time_to_live_ttl");
        assertThat(Ids.fromTitle("Größe in GB")).isEqualTo("grosse_in_gb");
    }
}
