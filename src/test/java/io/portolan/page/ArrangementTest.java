package io.portolan.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.page.Arrangement.Item;
import io.portolan.page.Arrangement.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrangementTest {

    /// At the top: a, team, z; in team: one, inner, two; in inner: deep, which is a folder.
    private final Arrangement arrangement = new Arrangement(List.of(
            new Item("a", null, false, false),
            new Item("team", null, true, false),
            new Item("z", null, false, false),
            new Item("one", "team", false, false),
            new Item("inner", "team", true, false),
            new Item("two", "team", false, false),
            new Item("deep", "inner", true, false)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            new | {}                              |      | a team z new
            z   | {}                              |      | a team z
            z   | {"after":null}                  |      | z a team
            z   | {"after":"a"}                   |      | a z team
            z   | {"parent":"team"}               | team | one inner two z
            z   | {"parent":"team","after":null}  | team | z one inner two
            z   | {"after":"one"}                 | team | one z inner two
            two | {"parent":null}                 |      | a team z two
            two | {"parent":"team"}               | team | one inner two
            """)
    void anItemGoesWhereTheDocumentSays(String identifier, String json, String parent, String order) {
        Outcome outcome = arrangement.put(identifier, false, Move.of(Json.parseObject(json)));
        assertThat(outcome.parent()).isEqualTo(parent);
        assertThat(String.join(" ", outcome.order())).isEqualTo(order);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a    | false | {"parent":"nowhere"}            | `there is no folder "nowhere"`
            a    | false | {"parent":"z"}                  | `there is no folder "z"`
            a    | false | {"parent":"team","after":"z"}   | `"z" is none`
            a    | false | {"after":"a"}                   | `"a" is none`
            a    | false | {"parent":7}                    | `must be string`
            team | true  | {"parent":"team"}               | `the folder itself`
            team | true  | {"parent":"deep"}               | `the folder itself`
            new  | true  | {"parent":"deep"}               | `deeper than 3`
            """)
    void itSaysWhyAnItemCannotGoThere(String identifier, boolean folder, String json, String reason) {
        assertThatThrownBy(() -> arrangement.put(identifier, folder, Move.of(Json.parseObject(json))))
                .isInstanceOf(PortalException.Invalid.class)
                .hasMessageContaining(reason);
    }

    @Test
    void foldersThatMoveTakeTheirDepthAlong() {
        Arrangement two = new Arrangement(List.of(
                new Item("x", null, true, false),
                new Item("y", "x", true, false),
                new Item("u", null, true, false),
                new Item("v", "u", true, false)));
        assertThatThrownBy(() -> two.put("x", true, Move.of(Json.parseObject("{\"parent\":\"v\"}"))))
                .hasMessageContaining("deeper than 3");
        assertThat(two.put("x", true, Move.of(Json.parseObject("{\"parent\":\"u\"}")))
                        .order())
                .containsExactly("v", "x");
    }

    @Test
    void whatIsInAFolderTakesItsPlace() {
        assertThat(arrangement.dissolve("inner")).isEqualTo(new Outcome("team", List.of("one", "deep", "two")));
        assertThat(arrangement.dissolve("team").order()).containsExactly("a", "one", "inner", "two", "z");
    }

    @Test
    void aTakenNameGetsANumber() {
        assertThat(arrangement.free("b")).isEqualTo("b");
        assertThat(arrangement.free("a")).isEqualTo("a_2");
        assertThat(arrangement.before("a")).isNull();
        assertThat(arrangement.before("two")).isEqualTo("inner");
    }
}
