package io.portolan.automation;

import io.portolan.action.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An automation and what it did last.
///
/// @param trigger null when its trigger cannot be understood
/// @param problem why it can never start; null when all is well
/// @param latest its last firings, newest first
public record AutomationState(
        Action action, @Nullable Trigger trigger, @Nullable String problem, List<Firing> latest) {

    public AutomationState {
        latest = List.copyOf(latest);
    }
}
