package io.portolan.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portolan.expression.ExpressionException.Limit;
import io.portolan.expression.ExpressionException.LimitExceeded;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final Budget PATIENT =
            Budget.standard().withSteps(1_000_000_000).withTime(Duration.ofSeconds(30));

    private static Limit exceeded(String program, Budget budget) {
        return catchThrowableOfType(
                        LimitExceeded.class,
                        () -> JqProgram.compile(program, JqOptions.plain()).evaluateAll(Values.NULL, budget))
                .limit();
    }

    @Test
    void everyLimitIsNamed() {
        assertThat(exceeded("range(1e12) | empty", Budget.standard().withTime(Duration.ofSeconds(30))))
                .isEqualTo(Limit.STEPS);
        assertThat(exceeded("range(1e12) | empty", PATIENT.withTime(Duration.ofMillis(50))))
                .isEqualTo(Limit.TIME);
        assertThat(exceeded("[repeat(1)]", PATIENT)).isEqualTo(Limit.MEMORY);
        assertThat(exceeded("\"a\" * 1e9", PATIENT)).isEqualTo(Limit.MEMORY);
        assertThat(exceeded("def f: 1 + f; f", PATIENT)).isEqualTo(Limit.DEPTH);
        assertThat(exceeded("\"a\" * 1000", PATIENT.withOutputBytes(100))).isEqualTo(Limit.OUTPUT);
        assertThat(exceeded("(\"a\" * 5000) | test(\"(.*)*(.*)*(.*)*b\")", PATIENT))
                .isEqualTo(Limit.REGEX);
    }

    @Test
    void garbageDoesNotCountAsMemory() {
        assertThat(JqProgram.compile("last(range(100000) | [range(100)]) | length")
                        .evaluate(Values.NULL, PATIENT.withMemoryBytes(1 << 20)))
                .hasToString("100");
    }

    @Test
    void limitsAreThrownAlsoWhereErrorsBecomeNull() {
        assertThat(exceeded("try range(1e12) catch 1 | empty", PATIENT.withSteps(1_000)))
                .isEqualTo(Limit.STEPS);
    }

    @Test
    void anInterruptEndsTheEvaluation() throws InterruptedException {
        LimitExceeded[] thrown = new LimitExceeded[1];
        Thread thread = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            thrown[0] = catchThrowableOfType(
                    LimitExceeded.class,
                    () -> JqProgram.compile("last(range(1e12))").evaluate(Values.NULL, PATIENT));
        });
        thread.join(5_000);
        assertThat(thrown[0].limit()).isEqualTo(Limit.INTERRUPTED);
    }

    @Test
    void deepValuesAreHandledOnALargeStack() {
        assertThat(JqProgram.compile("reduce range(9000) as $i (1; [.]) | tojson | fromjson | flatten")
                        .evaluate(Values.NULL, PATIENT))
                .hasToString("[1]");
        assertThat(JqProgram.compile("def f: if . >= 5000 then . else (. + 1 | f) end; f")
                        .evaluate(Values.integer(0), PATIENT))
                .hasToString("5000");
    }

    @Test
    void errorsBecomeNullOnlyInThePortalsDialect() {
        assertThat(JqProgram.compile(".a + 1").evaluate(Values.object().put("a", "x")))
                .isEqualTo(Values.NULL);
        assertThat(catchThrowableOfType(
                        ExpressionException.Failed.class,
                        () -> JqProgram.compile(".a + 1", JqOptions.portal().reportingErrors())
                                .evaluate(Values.object().put("a", "x"))))
                .hasMessage("string (\"x\") and number (1) cannot be added");
        assertThat(JqProgram.compile("empty").evaluate(Values.NULL)).isNull();
    }
}
