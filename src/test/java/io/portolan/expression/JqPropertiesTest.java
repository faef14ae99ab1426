package io.portolan.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Laws that hold for every value, tried on random ones; the seed is fixed so that a failure can be repeated.
class JqPropertiesTest {

    private static final List<String> LAWS = List.of(
            "tojson | fromjson == $x",
            "[paths] as $p | [$p[] | . as $q | $x | getpath($q)] == [$x | .. ][1:]",
            "[path(..)] == [[]] + [paths]",
            "fromstream(tostream) == $x",
            "[.. | scalars] | sort == (sort | sort)",
            "([.] | unique | length) == 1",
            "[., .] | unique == [$x]",
            "([.[]?] | sort | reverse | sort) == ([.[]?] | sort)",
            "([.[]?] | group_by(type) | add // []) as $g | ($g | length) == ([.[]?] | length)",
            "(if type == \"object\" then (to_entries | from_entries) else . end) == $x",
            "[paths(scalars)] as $p | reduce $p[] as $q ($x; setpath($q; $x | getpath($q))) == $x",
            "(.. |= .) == $x",
            "walk(.) == $x",
            "tojson | @base64 | @base64d | fromjson == $x",
            "tojson | @uri | @urid | fromjson == $x",
            "tojson | @base32 | @base32d | fromjson == $x",
            "tojson | explode | implode | fromjson == $x",
            "[limit(3; ..)] == [..][:3]",
            "(contains($x) and inside($x))",
            "first(..) == $x",
            "([..] | length) == ([path(..)] | length)",
            "([splits(\"a\")?] | join(\"a\")) as $j | (type != \"string\" or $j == $x)");

    @Test
    void lawsHoldForRandomValues() {
        Random random = new Random(20260820);
        for (String law : LAWS) {
            JqProgram program = JqProgram.compile(". as $x | " + law, JqOptions.plain());
            for (int i = 0; i < 300; i++) {
                JsonNode value = value(random, 4);
                if (law.startsWith("[.[]?]") && !value.isContainer()) {
                    continue;
                }
                assertThat(program.test(value))
                        .as("%s for %s", law, JsonText.write(value))
                        .isTrue();
            }
        }
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> Values.NULL;
            case 1 -> Values.bool(random.nextBoolean());
            case 2 -> Numbers.of(random.nextInt(200) - 100);
            case 3 -> Numbers.of(random.nextInt(1000) / 8.0);
            case 4 -> Values.text(text(random));
            case 5, 6 -> {
                ArrayNode array = Values.array();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = Values.object();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(text(random), value(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.appendCodePoint("abcé\"\\\n€".codePointAt(random.nextInt(8)));
        }
        return random.nextInt(10) == 0 ? text + "\uD83D\uDE00" : text.toString();
    }
}
