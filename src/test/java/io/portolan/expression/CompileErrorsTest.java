package io.portolan.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompileErrorsTest {

    private static ExpressionException.CompileFailed failure(String program) {
        return catchThrowableOfType(
                ExpressionException.CompileFailed.class, () -> JqProgram.compile(program, JqOptions.plain()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "lengthh#1#1#lengthh#length",
                ". as $name | $nam#1#14#$nam#$name",
                "def f: tostrin; 1#1#8#tostrin#tostring",
                "if false then unknwn else 1 end#1#15#unknwn#~~",
                "ascii_downcase(1)#1#1#ascii_downcase#ascii_downcase/0",
                ".a | @jsno#1#6#@jsno#@json",
            })
    void nameTheTokenAndWhatMayBeMeant(String program, int line, int column, String token, String suggestion) {
        ExpressionException.CompileFailed failure = failure(program);
        assertThat(failure.line()).isEqualTo(line);
        assertThat(failure.column()).isEqualTo(column);
        assertThat(failure.token()).isEqualTo(token);
        assertThat(failure.suggestion()).isEqualTo(suggestion.isEmpty() ? null : suggestion);
    }

    @Test
    void countLinesAndColumns() {
        ExpressionException.CompileFailed failure = failure("{\n  a: .b,\n  c: ]\n}");
        assertThat(failure.line()).isEqualTo(3);
        assertThat(failure.column()).isEqualTo(6);
        assertThat(failure).hasMessageContaining("Unexpected ]").hasMessageContaining("line 3, column 6");
    }

    @ParameterizedTest
    @CsvSource({"input", "inputs", "halt", "$__prog_args", "input_filename", "get_search_list", "modulemeta"})
    void refuseInputAndOutputByName(String program) {
        assertThat(failure(program)).hasMessageContaining(program).hasMessageContaining("not available");
    }

    @Test
    void refuseModulesByName() {
        assertThat(failure("import \"a\" as a; .")).hasMessageContaining("import is not available");
        assertThat(failure("include \"a\"; .")).hasMessageContaining("include is not available");
    }

    @Test
    void deepNestingIsAnErrorNotAnOverflow() {
        assertThat(failure("[".repeat(100_000))).isNotNull();
        assertThat(failure("-".repeat(50_000) + "1")).isNotNull();
        assertThat(failure("\"\\(".repeat(5_000))).isNotNull();
        assertThat(failure("if 1 then ".repeat(5_000))).isNotNull();
        assertThat(failure("try ".repeat(20_000) + ".")).isNotNull();
    }
}
