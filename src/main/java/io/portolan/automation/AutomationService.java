package io.portolan.automation;

import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.action.Action;
import io.portolan.action.ActionService;
import io.portolan.action.WorkflowService;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeFilter;
import io.portolan.changelog.ChangeHistory;
import io.portolan.changelog.ChangeKind;
import io.portolan.expression.ExpressionException;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Slice;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What people do with automations: look at them, switch them, try them on the past. Their definitions are written
/// through [ActionService]. Everything here needs [Permission#MANAGE_ACTIONS].
@Service
public class AutomationService {

    private static final Duration BACKTEST_TIME = Duration.ofSeconds(3);
    private static final int MOST_MATCHES = 50;
    private static final int PAGE = 200;

    private final ActionService actions;
    private final WorkflowService workflows;
    private final FiringRows firings;
    private final ChangeHistory history;
    private final Permissions permissions;
    private final Clock clock;

    AutomationService(
            ActionService actions,
            WorkflowService workflows,
            FiringRows firings,
            ChangeHistory history,
            Permissions permissions,
            Clock clock) {
        this.actions = actions;
        this.workflows = workflows;
        this.firings = firings;
        this.history = history;
        this.permissions = permissions;
        this.clock = clock;
    }

    /// All automations, switched off ones too, by title.
    public List<AutomationState> all(Actor actor) {
        permissions.require(actor, Permission.MANAGE_ACTIONS);
        return actions.all().stream()
                .filter(Action::isAutomation)
                .sorted(Comparator.comparing(Action::title, String.CASE_INSENSITIVE_ORDER))
                .map(action -> state(action, 5))
                .toList();
    }

    /// One automation with its last firings. Throws [PortalException.NotFound].
    public AutomationState require(String identifier, int firings, Actor actor) {
        permissions.require(actor, Permission.MANAGE_ACTIONS);
        Action action = actions.require(identifier);
        if (!action.isAutomation()) {
            throw new PortalException.NotFound("Automation", identifier);
        }
        return state(action, firings);
    }

    /// Switches an automation on or off.
    public Action publish(String identifier, boolean on, Actor actor) {
        if (workflows.find(identifier).isPresent()) {
            return workflows.publish(identifier, on, actor).action();
        }
        Action action = actions.require(identifier);
        ObjectNode definition = action.document().deepCopy();
        definition.put("publish", on);
        return actions.replace(identifier, definition, actor);
    }

    /// Tries a definition, saved or not, on the last changes that fit its trigger. Starts nothing.
    ///
    /// Throws [PortalException.Invalid] when the definition has no trigger that can be understood.
    ///
    /// @param changes how many to examine, 1 to 5000; after three seconds it stops with what it has
    public Backtest backtest(JsonNode definition, int changes, Actor actor) {
        permissions.require(actor, Permission.MANAGE_ACTIONS);
        Trigger trigger = Trigger.of(definition.path("trigger"))
                .orElseThrow(() -> new PortalException.Invalid(
                        "/trigger/event", "must name a type and what it is about before it can be tried"));
        Condition condition;
        try {
            condition = Condition.of(definition.path("trigger"), clock);
        } catch (ExpressionException e) {
            return new Backtest(0, 0, List.of(), false, e.getMessage());
        }
        return new Trial(trigger, condition, Math.clamp(changes, 1, 5000)).run();
    }

    private AutomationState state(Action action, int latest) {
        Optional<Automation> automation = Automation.of(action, clock);
        return new AutomationState(
                action,
                automation.map(Automation::trigger).orElse(null),
                automation.map(Automation::broken).orElse(null),
                firings.latest(action.identifier(), latest));
    }

    /// One walk through the past.
    private final class Trial {
        private final Trigger trigger;
        private final Condition condition;
        private final int wanted;
        private final long deadline = System.nanoTime() + BACKTEST_TIME.toNanos();
        private final List<Change> matches = new ArrayList<>();
        private int examined;
        private int fired;

        Trial(Trigger trigger, Condition condition, int wanted) {
            this.trigger = trigger;
            this.condition = condition;
            this.wanted = wanted;
        }

        Backtest run() {
            ChangeFilter filter = ChangeFilter.any()
                    .withResources(trigger.type().kinds().stream()
                            .map(ChangeKind::resourceType)
                            .collect(Collectors.toUnmodifiableSet()))
                    .withActions(trigger.type().kinds().stream()
                            .map(ChangeKind::action)
                            .collect(Collectors.toUnmodifiableSet()));
            if (!trigger.type().isAboutRuns()) {
                filter = filter.withBlueprint(trigger.subject());
            }
            String cursor = null;
            try {
                do {
                    Slice<Change> page = history.find(filter, cursor, PAGE);
                    for (Change change : page.items()) {
                        if (examined >= wanted || System.nanoTime() > deadline) {
                            return new Backtest(examined, fired, matches, examined >= wanted, null);
                        }
                        examine(change);
                    }
                    cursor = page.next();
                } while (cursor != null);
                return new Backtest(examined, fired, matches, true, null);
            } catch (ExpressionException e) {
                return new Backtest(examined, fired, matches, false, e.getMessage());
            }
        }

        private void examine(Change change) {
            if (!trigger.matches(change)) {
                return;
            }
            examined++;
            if (condition.test(EventJson.of(change))) {
                fired++;
                if (matches.size() < MOST_MATCHES) {
                    matches.add(change);
                }
            }
        }
    }
}
