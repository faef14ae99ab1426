package io.portolan.action;

import static io.portolan.action.RunStatus.DECLINED;
import static io.portolan.action.RunStatus.FAILURE;
import static io.portolan.action.RunStatus.IN_PROGRESS;
import static io.portolan.action.RunStatus.SUCCESS;
import static io.portolan.action.RunStatus.WAITING_FOR_APPROVAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunStatusTest {

    private static final Map<RunStatus, Set<RunStatus>> NEXT = Map.of(
            WAITING_FOR_APPROVAL, EnumSet.of(IN_PROGRESS, DECLINED, FAILURE),
            IN_PROGRESS, EnumSet.of(SUCCESS, FAILURE, WAITING_FOR_APPROVAL, DECLINED),
            SUCCESS, Set.of(),
            FAILURE, Set.of(),
            DECLINED, Set.of());

    @ParameterizedTest
    @EnumSource
    void becomesOnlyWhatTheDialectAllows(RunStatus status) {
        for (RunStatus next : RunStatus.values()) {
            assertThat(status.canBecome(next))
                    .as(status + " -> " + next)
                    .isEqualTo(NEXT.getOrDefault(status, Set.of()).contains(next));
        }
        assertThat(status.isFinal())
                .isEqualTo(NEXT.getOrDefault(status, Set.of()).isEmpty());
    }
}
