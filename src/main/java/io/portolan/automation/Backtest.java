package io.portolan.automation;

import io.portolan.changelog.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an automation would have done about changes of the past.
///
/// @param examined how many changes fitted its trigger
/// @param matches those that would have started it, newest first, at most fifty
/// @param fired how many would have started it
/// @param complete whether all asked for were examined; false when the time ran out
/// @param problem why the condition cannot be used; null when all is well
public record Backtest(
        int examined,
        int fired,
        List<Change> matches,
        boolean complete,
        @Nullable String problem) {

    public Backtest {
        matches = List.copyOf(matches);
    }
}
