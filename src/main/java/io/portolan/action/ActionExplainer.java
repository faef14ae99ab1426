package io.portolan.action;

import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Role;
import io.portolan.query.MatchContext;
import io.portolan.query.QueryMatcher;
import io.portolan.query.SearchQuery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers "Why can't I run this?" and "Why is this asked?". Reads only, and only what the actor may read.
@Service
public class ActionExplainer {

    private static final int MOST_NAMES = 5;
    private static final int LONGEST_VALUE = 200;

    private final ActionService actions;
    private final RunStart start;
    private final EntityService entities;
    private final Permissions permissions;
    private final Clock clock;

    ActionExplainer(
            ActionService actions, RunStart start, EntityService entities, Permissions permissions, Clock clock) {
        this.actions = actions;
        this.start = start;
        this.entities = entities;
        this.permissions = permissions;
        this.clock = clock;
    }

    /// Throws [io.portolan.kernel.PortalException.NotFound] for the action and the entity.
    ///
    /// @param entity identifier of what it would work on; null when that is not known yet
    /// @param given what is filled in so far; the rest takes its defaults
    public ActionExplanation explain(String identifier, @Nullable String entity, ObjectNode given, Actor actor) {
        permissions.require(actor, Permission.READ_CATALOG);
        Action action = actions.require(identifier);
        String blueprint = action.blueprint();
        Optional<Entity> subject = entity == null || blueprint == null || !action.needsEntity()
                ? Optional.empty()
                : Optional.of(entities.require(blueprint, entity, actor));
        UserInputs inputs = action.userInputs();
        ObjectNode values = given.deepCopy();
        ObjectNode context = start.filled(inputs, values, subject, actor);
        List<ActionExplanation.Check> checks = new ArrayList<>(checks(action, subject.orElse(null), actor));
        boolean decides = ActionPolicy.decidesExecution(action) && !actor.isAdmin();
        boolean allowed = true;
        if (decides) {
            Map<String, Boolean> answers = start.explainPolicy(action, values, subject, actor);
            allowed = answers.containsValue(true);
            answers.forEach((condition, answer) -> checks.add(new ActionExplanation.Check(
                    "policy", answer, "the condition " + condition + " says " + (answer ? "yes" : "no"))));
            if (answers.isEmpty()) {
                checks.add(new ActionExplanation.Check("policy", false, "the policy has no condition"));
            }
        }
        FormState state = FormState.explained(inputs, context);
        return new ActionExplanation(
                allowed && passes(checks, decides),
                checks,
                inputs(inputs, state),
                refusals(inputs, state),
                state.problems());
    }

    /// Why the action is offered for an entity that the actor may read, or not: without the form, and what is not
    /// published is offered to nobody.
    public ActionExplanation explain(Action action, Entity entity, Actor actor) {
        List<ActionExplanation.Check> checks = new ArrayList<>(checks(action, entity, actor));
        if (!action.isPublished()) {
            checks.removeIf(check -> check.check().equals("published"));
            add(checks, "published", false, "it is not published");
        }
        return new ActionExplanation(passes(checks, false), checks, List.of(), List.of(), List.of());
    }

    /// @param decides whether a policy stands for the lists
    private static boolean passes(List<ActionExplanation.Check> checks, boolean decides) {
        boolean listed = decides || checks.stream().anyMatch(check -> check.isAlternative() && check.passed());
        return listed
                && checks.stream()
                        .filter(check -> !check.isAlternative() && !check.isPolicy())
                        .allMatch(ActionExplanation.Check::passed);
    }

    private List<ActionExplanation.Check> checks(Action action, @Nullable Entity entity, Actor actor) {
        List<ActionExplanation.Check> checks = new ArrayList<>();
        if (action.isAutomation()) {
            return List.of(new ActionExplanation.Check(
                    "automation", false, "it is an automation: its event starts it, people cannot"));
        }
        String held = names(actor.roles().stream().map(Role::wireName).toList());
        boolean runs = permissions.allows(actor, Permission.EXECUTE_ACTIONS);
        add(checks, "permission", runs, "the role " + held + (runs ? " may" : " may not") + " run actions");
        add(
                checks,
                "published",
                action.isOpenTo(actor),
                action.isPublished() ? "it is published" : "it is not published; only administrators may try it");
        lists(checks, action, entity, actor, held);
        if (action.needsEntity()) {
            if (entity == null) {
                add(checks, "entity", false, "it works on an existing " + action.blueprint() + ", and none is named");
            } else {
                condition(checks, action, entity);
            }
        }
        return checks;
    }

    private void lists(
            List<ActionExplanation.Check> checks, Action action, @Nullable Entity entity, Actor actor, String held) {
        if (actor.isAdmin()) {
            add(checks, "role", true, "administrators may run every action");
            return;
        }
        ActionPermissions rights = action.permissions();
        List<String> roles = rights.names("execute", "roles");
        List<String> teams = rights.names("execute", "teams");
        List<String> users = rights.names("execute", "users");
        if (!roles.isEmpty()) {
            boolean passed = actor.roles().stream().anyMatch(role -> roles.contains(role.wireName()));
            add(checks, "role", passed, "for the roles " + names(roles) + "; held is " + held);
        }
        if (!teams.isEmpty()) {
            boolean passed = actor.teams().stream().anyMatch(teams::contains);
            add(checks, "team", passed, "for the teams " + names(teams) + "; member of " + names(actor.teams()));
        }
        if (!users.isEmpty()) {
            boolean passed = users.contains(actor.id());
            add(
                    checks,
                    "user",
                    passed,
                    "for " + users.size() + " named users; " + actor.id() + (passed ? " is" : " is not")
                            + " among them");
        }
        if (rights.ownedByTeam()) {
            List<String> owners = entity == null ? List.of() : entity.team();
            boolean passed = actor.teams().stream().anyMatch(owners::contains);
            add(
                    checks,
                    "ownership",
                    passed,
                    "for the teams that own the entity, which are " + names(owners) + "; member of "
                            + names(actor.teams()));
        }
        if (checks.stream().noneMatch(ActionExplanation.Check::isAlternative)) {
            add(checks, "role", false, "no role, team or user is named, so only administrators may run it");
        }
    }

    private void condition(List<ActionExplanation.Check> checks, Action action, Entity entity) {
        SearchQuery query = action.condition().orElse(null);
        if (query == null) {
            return;
        }
        JsonNode condition = action.trigger().path("condition");
        List<QueryMatcher.Outcome> outcomes =
                QueryMatcher.explain(query, entity.toJson(), MatchContext.at(clock.instant()));
        List<String> told = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            QueryMatcher.Outcome outcome = outcomes.get(i);
            JsonNode found = outcome.found();
            told.add(rule(condition.path("rules").path(i))
                    + (outcome.passed() ? " holds" : " does not hold")
                    + (found == null ? "" : ", it is " + ApprovalNotice.cut(Json.write(found), LONGEST_VALUE)));
        }
        String combinator = "or".equals(Json.text(condition, "combinator")) ? " or " : " and ";
        add(checks, "condition", actions.fits(action, entity), String.join(combinator, told));
    }

    /// `$title beginsWith "x"`, or the rule as written where it has another shape.
    private static String rule(JsonNode rule) {
        JsonNode property = rule.path("property");
        if (!property.isString()) {
            return ApprovalNotice.cut(Json.write(rule), LONGEST_VALUE);
        }
        JsonNode value = rule.path("value");
        return property.stringValue() + " " + rule.path("operator").stringValue("")
                + (value.isMissingNode() ? "" : " " + ApprovalNotice.cut(Json.write(value), LONGEST_VALUE));
    }

    private static List<ActionExplanation.Refusal> refusals(UserInputs inputs, FormState state) {
        return state.unmet().stream()
                .map(unmet -> new ActionExplanation.Refusal(
                        unmet.violation().pointer(),
                        unmet.step() < 0
                                ? null
                                : inputs.steps().get(unmet.step()).title(),
                        unmet.rule().message(),
                        "refused: by the validation " + unmet.rule().constraint()
                                + (unmet.failed() ? ", which fails" : "")
                                + (unmet.saw().isEmpty() ? "" : ", where " + saw(unmet.saw()))))
                .toList();
    }

    private static List<ActionExplanation.Input> inputs(UserInputs inputs, FormState state) {
        List<ActionExplanation.Input> told = new ArrayList<>();
        state.fields().forEach((identifier, field) -> {
            List<String> because = new ArrayList<>();
            field.because().forEach(each -> because.add(words(each, field)));
            if (field.required() && inputs.required().isArray()) {
                because.add("required: the form says so for every run");
            }
            told.add(new ActionExplanation.Input(
                    identifier, field.visible(), field.required(), field.disabled(), field.readOnly(), because));
        });
        return told;
    }

    private static String words(FormState.Because because, FormState.Field field) {
        String saw = saw(because.saw());
        if (because.rule().equals("dependsOn")) {
            return "disabled: waits for other inputs, " + saw;
        }
        String state = switch (because.aspect()) {
            case VISIBLE -> field.visible() ? "visible" : "hidden";
            case DISABLED -> field.disabled() ? "disabled" : "enabled";
            case READ_ONLY -> field.readOnly() ? "read-only" : "open to changes";
            case REQUIRED -> field.required() ? "required" : "optional";
        };
        return state + ": by the rule " + because.rule() + (saw.isEmpty() ? "" : ", where " + saw);
    }

    private static String saw(Map<String, JsonNode> values) {
        return values.entrySet().stream()
                .map(each -> each.getKey() + " is " + ApprovalNotice.cut(Json.write(each.getValue()), LONGEST_VALUE))
                .collect(Collectors.joining(", "));
    }

    private static String names(List<String> names) {
        String shown = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        int rest = names.size() - MOST_NAMES;
        return names.isEmpty() ? "none" : rest > 0 ? shown + " and " + rest + " more" : shown;
    }

    private static void add(List<ActionExplanation.Check> checks, String check, boolean passed, String reason) {
        checks.add(new ActionExplanation.Check(check, passed, reason));
    }
}
