package io.portolan.automation;

import io.portolan.action.Action;
import io.portolan.changelog.Change;
import io.portolan.expression.ExpressionException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An action that starts by itself, ready to be asked.
///
/// @param broken why the condition cannot be used; such an automation never starts. Null when all is well
record Automation(
        Action action,
        Trigger trigger,
        @Nullable Condition condition,
        @Nullable String broken) {

    /// Empty when the action is no automation or its trigger cannot be understood.
    static Optional<Automation> of(Action action, InstantSource clock) {
        if (!action.isAutomation()) {
            return Optional.empty();
        }
        return Trigger.of(action.trigger()).map(trigger -> {
            try {
                return new Automation(action, trigger, Condition.of(action.trigger(), clock), null);
            } catch (ExpressionException e) {
                return new Automation(action, trigger, null, e.getMessage());
            }
        });
    }

    String identifier() {
        return action.identifier();
    }

    /// Whether it was there when the change was made: nothing starts in hindsight.
    boolean existedAt(Change change) {
        return !action.createdAt().isAfter(change.at());
    }
}
