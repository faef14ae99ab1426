package io.portolan.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImportReaderTest {

    private static final String BUNDLE = """
            {
              "entities": [
                {"identifier": "e", "blueprint": "B",
                 "properties": {
                   "tier": 7
                 }}
              ],
              "blueprints": {"identifier": "B", "schema": {}}
            }
            """;

    @Test
    void everyFormIsToldApart() {
        assertThat(read("one.json", "{\"identifier\":\"B\",\"schema\":{}}")).containsOnlyKeys("blueprints");
        assertThat(read("list.json", "[{\"identifier\":\"B\"},{\"identifier\":\"e\",\"blueprint\":\"B\"}]"))
                .containsOnlyKeys("blueprints", "entities");
        assertThat(read("bundle.json", BUNDLE)).containsOnlyKeys("blueprints", "entities");
        assertThat(read("many.yaml", "identifier: B\n---\nidentifier: e\nblueprint: B\n---\n"))
                .containsOnlyKeys("blueprints", "entities");
        assertThat(read("cards.json", "[{\"identifier\":\"c\",\"blueprint\":\"B\",\"rules\":[]}]"))
                .containsOnlyKeys("scorecards");
        assertThat(read("pasted text", "  [{\"identifier\":\"B\"}]")).containsOnlyKeys("blueprints");
    }

    @Test
    void aViolationNamesItsFileItsPlaceAndItsLine() {
        Definition entity =
                read("bundle.json", BUNDLE).getOrDefault("entities", List.of()).getFirst();
        assertThat(entity.locate(Violation.at("/properties/tier", "must be string")))
                .isEqualTo(Violation.at("bundle.json#/entities/0/properties/tier", "must be string (line 5)"));

        Definition yaml = read("many.yaml", "identifier: B\n---\nidentifier: e\nblueprint: B\nproperties:\n  tier: 7\n")
                .getOrDefault("entities", List.of())
                .getFirst();
        assertThat(yaml.locate(Violation.at("/properties/tier", "must be string"))
                        .reason())
                .isEqualTo("must be string (line 6)");
    }

    @Test
    void whatIsNoneOfTheSectionsIsRefused() {
        assertThatThrownBy(() -> read("a.json", "{\"blueprints\":[],\n\"widgets\":[]}"))
                .isInstanceOf(PortalException.Invalid.class)
                .hasMessage("\"a.json#/widgets\" is no section of an import; there are blueprints, entities, scorecards"
                        + " (line 2)");
        assertThatThrownBy(() -> read("a.json", "[1]")).hasMessageContaining("\"a.json#/0\" must be object");
    }

    @Test
    void brokenTextNamesLineAndColumn() {
        assertThatThrownBy(() -> read("a.json", "{\n  \"identifier\": \"B\",,\n}"))
                .isInstanceOf(PortalException.Malformed.class)
                .hasMessageStartingWith("a.json, line 2, column ");
        assertThatThrownBy(() -> read("a.yaml", "a: b\n  c: d\n"))
                .isInstanceOf(PortalException.Malformed.class)
                .hasMessageStartingWith("a.yaml, line 2, column ");
    }

    @Test
    void aFileThatIsCompletelyEmptyHoldsNothing() {
        assertThat(read("a.yaml", "\n")).isEmpty();
        assertThat(Json.object()).isEmpty();
    }

    private static Map<String, List<Definition>> read(String name, String content) {
        return new ImportReader(Set.of("blueprints", "entities", "scorecards"))
                .read(List.of(new ImportFile(name, content)));
    }
}
