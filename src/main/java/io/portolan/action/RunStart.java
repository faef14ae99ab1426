package io.portolan.action;

import io.portolan.access.ApiCredentials;
import io.portolan.access.Invitation;
import io.portolan.access.User;
import io.portolan.access.UserService;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityJson;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.EntitySearch;
import io.portolan.catalog.EntityService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.query.QueryParser;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Turns a wish to run an action into what a run starts from: the entity is looked up, defaults are filled in, the
/// inputs are checked, secrets are encrypted.
@Component
class RunStart {

    /// Defaults that look at defaults are followed so far.
    private static final int MOST_ROUNDS = 5;

    private final EntityService entities;
    private final EntityJson json;
    private final BlueprintService blueprints;
    private final ApiCredentials credentials;
    private final ActionPolicy policy;
    private final EntitySearch search;
    private final UserService users;
    private final Clock clock;

    RunStart(
            EntityService entities,
            EntityJson json,
            BlueprintService blueprints,
            ApiCredentials credentials,
            ActionPolicy policy,
            EntitySearch search,
            UserService users,
            Clock clock) {
        this.entities = entities;
        this.json = json;
        this.blueprints = blueprints;
        this.credentials = credentials;
        this.policy = policy;
        this.search = search;
        this.users = users;
        this.clock = clock;
    }

    /// Throws [PortalException.Invalid] with pointers `/entity` and `/properties/…`.
    ActionRun.Start prepare(Action action, ExecuteCommand command, ActionService actions, Actor actor) {
        Optional<Entity> entity = entity(action, command.entity(), actor);
        if (entity.isPresent() && !actions.fits(action, entity.get())) {
            throw new PortalException.Invalid(
                    "/entity",
                    "does not meet the condition of \"" + action.title() + "\", so the action cannot be run on it");
        }
        UserInputs inputs = action.userInputs();
        ObjectNode values = command.properties().deepCopy();
        FormState state = FormState.evaluate(inputs, filled(inputs, values, entity, actor));
        List<Violation> violations = new ArrayList<>(InputValidator.validate(inputs, values, state));
        checkEntities(inputs, values, state, actor, violations);
        PortalException.throwIfAny(violations);
        for (UserInput input : inputs.all()) {
            if (input.isEncryptedByPortal() && values.hasNonNull(input.identifier())) {
                values.put(
                        input.identifier(),
                        InputCipher.encrypt(values.get(input.identifier()), credentials.signingSecret()));
            }
        }
        return new ActionRun.Start(
                blueprint(action.blueprint()),
                entity.<JsonNode>map(Entity::toJson).orElse(NullNode.getInstance()),
                values,
                NullNode.getInstance());
    }

    boolean mayExecute(Action action, ActionRun.Start from, Actor actor) {
        return policy.mayExecute(action, policyData(action, from.properties(), from.entity(), actor), actor);
    }

    /// Each condition of the policy with its answer, for these inputs; empty where no policy decides.
    Map<String, Boolean> explainPolicy(Action action, ObjectNode inputs, Optional<Entity> entity, Actor actor) {
        JsonNode subject = entity.<JsonNode>map(Entity::toJson).orElse(NullNode.getInstance());
        return policy.explain(action, policyData(action, inputs, subject, actor));
    }

    boolean mayApprove(Action action, ActionRun run, Actor actor) {
        return (actor.isAdmin() ? Optional.<Set<String>>empty() : approvers(action, run))
                .map(named -> named.contains(actor.id()))
                .orElseGet(() -> action.permissions().mayApprove(actor));
    }

    /// E-mails of those whom a policy lets approve the run; empty where the lists of the action decide.
    Optional<Set<String>> approvers(Action action, ActionRun run) {
        return policy.approvers(action, () -> {
            ObjectNode inputs = run.document().get("properties") instanceof ObjectNode given ? given : Json.object();
            ObjectNode data = policyData(action, inputs, run.document().path("entity"), starter(run));
            data.withObject("/trigger").put("at", Json.time(run.createdAt()));
            return data;
        });
    }

    private Actor starter(ActionRun run) {
        return users.find(run.createdBy())
                .map(User::toActor)
                .orElseGet(() -> Invitation.isEmail(run.createdBy())
                        ? Actor.user(run.createdBy(), run.startedBy(), Set.of(), List.of(), Origin.API)
                        : Actor.machine(run.createdBy(), Set.of()));
    }

    /// What the queries and conditions of policies see (dialect section 5.7).
    ///
    /// @param starter whoever starts the run
    private ObjectNode policyData(Action action, ObjectNode inputs, JsonNode entity, Actor starter) {
        ObjectNode data = Json.object();
        data.set("inputs", withEntities(action.userInputs(), inputs));
        data.set("entity", entity.isObject() ? entity : Json.object());
        ObjectNode user = known(starter);
        data.set("user", user);
        data.set("action", action.toJson());
        data.set("blueprint", blueprint(action.blueprint()));
        data.putObject("trigger").put("at", Json.time(clock.instant())).set("user", user);
        return data;
    }

    /// What an automation starts from: the event, and the entity that the event is about.
    ActionRun.Start prepare(ObjectNode event) {
        JsonNode subject = event.path("diff").path("after");
        if (!subject.isObject()) {
            subject = event.path("diff").path("before");
        }
        boolean entity = "entity".equals(Json.text(event, "resourceType")) && subject.isObject();
        return new ActionRun.Start(
                blueprint(Json.text(event.path("context"), "blueprintIdentifier")),
                entity ? subject.deepCopy() : NullNode.getInstance(),
                Json.object(),
                event);
    }

    /// `{form, entity, user}` for the queries of a form, whose answers the actor sees: of an entity that the actor may
    /// not know of there is its identifier, as of one that is gone.
    ObjectNode context(UserInputs inputs, ObjectNode values, Optional<Entity> entity, Actor actor) {
        boolean asks = inputs.hasQueries();
        ObjectNode context = Json.object();
        context.set("form", form(inputs, values, actor));
        context.set(
                "entity",
                entity.map(found -> asks ? json.of(found) : found.toJson()).orElseGet(Json::object));
        context.set("user", asks ? known(actor) : user(actor));
        return context;
    }

    private ObjectNode form(UserInputs inputs, ObjectNode values, Actor actor) {
        return withEntities(inputs, values, (blueprint, identifier) -> entities.find(blueprint, identifier, actor));
    }

    /// The values with each entity identifier replaced by the whole entity, as templates and queries see them (dialect
    /// section 0.4). An entity that is gone becomes an object with nothing but its identifier.
    ObjectNode withEntities(UserInputs inputs, ObjectNode values) {
        return withEntities(inputs, values, entities::find);
    }

    private interface Finder {
        Optional<Entity> find(String blueprint, String identifier);
    }

    private static ObjectNode withEntities(UserInputs inputs, ObjectNode values, Finder finder) {
        ObjectNode resolved = values.deepCopy();
        for (UserInput input : inputs.all()) {
            String blueprint = input.entityBlueprint();
            JsonNode value = values.get(input.identifier());
            if (blueprint == null || value == null) {
                continue;
            }
            if (value.isString() && !value.stringValue().isEmpty()) {
                resolved.set(input.identifier(), entityJson(blueprint, value.stringValue(), finder));
            } else if (value.isArray()) {
                ArrayNode items = Json.array();
                value.forEach(
                        item -> items.add(item.isString() ? entityJson(blueprint, item.stringValue(), finder) : item));
                resolved.set(input.identifier(), items);
            }
        }
        return resolved;
    }

    private static ObjectNode entityJson(String blueprint, String identifier, Finder finder) {
        return finder.find(blueprint, identifier)
                .map(Entity::toJson)
                .orElseGet(() -> Json.object().put("identifier", identifier).put("blueprint", blueprint));
    }

    /// The user with what the catalog has of them.
    private ObjectNode known(Actor actor) {
        ObjectNode user = user(actor);
        if (actor.kind() == Actor.Kind.USER) {
            entities.find("_user", actor.id(), actor).map(Entity::toJson).ifPresent(entity -> {
                for (String part : List.of("properties", "relations", "team")) {
                    user.set(part, entity.path(part));
                }
            });
        }
        return user;
    }

    private static ObjectNode user(Actor actor) {
        ObjectNode user = Json.object();
        user.put("email", actor.kind() == Actor.Kind.USER ? actor.id() : null);
        user.put("name", actor.name());
        user.put("userId", actor.id());
        user.put("mainRole", actor.isAdmin() ? "Admin" : "Member");
        ArrayNode roles = user.putArray("roles");
        actor.roles().forEach(role -> roles.addObject().put("name", role.wireName()));
        ArrayNode teams = user.putArray("teams");
        actor.teams().forEach(team -> teams.addObject().put("name", team));
        user.set("teamsIdentifiers", Json.strings(actor.teams()));
        return user;
    }

    /// Fills in defaults, and gives the [#context] of the values that come of it.
    ObjectNode filled(UserInputs inputs, ObjectNode values, Optional<Entity> entity, Actor actor) {
        ObjectNode context = context(inputs, values, entity, actor);
        // a default that is a query may look at a value that is a default itself
        boolean queried = inputs.all().stream()
                .anyMatch(input -> input.schema().path("default").has("jqQuery"));
        int rounds = queried ? MOST_ROUNDS : 1;
        for (int i = 0; i < rounds && fill(values, FormState.evaluate(inputs, context)); i++) {
            context.set("form", form(inputs, values, actor));
        }
        return context;
    }

    private static boolean fill(ObjectNode values, FormState state) {
        int before = values.size();
        state.fields().forEach((identifier, field) -> {
            JsonNode fallback = field.defaultValue();
            if (!values.has(identifier) && fallback != null) {
                values.set(identifier, fallback.deepCopy());
            }
        });
        return values.size() > before;
    }

    /// Fills what a recorded run has no value for with the defaults of its action, and says what the form would
    /// object to. Encrypted inputs are passed over, because only their masks are there.
    List<Violation> review(ActionRun run, Actor actor) {
        UserInputs inputs = run.action().userInputs();
        if (!(run.document().get("properties") instanceof ObjectNode values)) {
            return List.of();
        }
        ObjectNode context = context(inputs, values, Optional.empty(), actor);
        if (run.document().get("entity") instanceof ObjectNode entity) {
            context.set("entity", entity);
        }
        FormState state = FormState.evaluate(inputs, context);
        fill(values, state);
        ObjectNode seen = values.deepCopy();
        return InputValidator.validate(inputs, values, state).stream()
                .filter(violation -> !Json.write(
                                Json.object().set("properties", seen).at(violation.pointer()))
                        .contains(ActionRun.MASK))
                .toList();
    }

    private Optional<Entity> entity(Action action, @Nullable String identifier, Actor actor) {
        String blueprint = action.blueprint();
        if (!action.needsEntity() || blueprint == null) {
            return Optional.empty();
        }
        if (identifier == null || identifier.isBlank()) {
            throw new PortalException.Invalid(
                    "/entity", "is required: \"" + action.title() + "\" works on an existing " + blueprint);
        }
        return Optional.of(entities.require(blueprint, identifier, actor));
    }

    /// The teams that own what a run would work on; none where there is nothing to be found.
    List<String> owners(Action action, @Nullable String identifier, Actor actor) {
        String blueprint = action.blueprint();
        return !action.needsEntity() || blueprint == null || identifier == null
                ? List.of()
                : entities.find(blueprint, identifier, actor).map(Entity::team).orElse(List.of());
    }

    private void checkEntities(
            UserInputs inputs, ObjectNode values, FormState state, Actor actor, List<Violation> violations) {
        for (UserInput input : inputs.all()) {
            String blueprint = input.entityBlueprint();
            if (blueprint == null) {
                continue;
            }
            String pointer = "/properties/" + Violation.escape(input.identifier());
            FormState.Field field = state.fields().get(input.identifier());
            ObjectNode dataset = field == null ? null : new UserInput("", field.schema()).dataset();
            Consumer<Violation> tell = violations::add;
            JsonNode value = values.path(input.identifier());
            if (value.isString()) {
                checkEntity(blueprint, dataset, value, pointer, actor, tell);
            } else if (value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                    checkEntity(blueprint, dataset, value.get(i), pointer + "/" + i, actor, tell);
                }
            }
        }
    }

    private void checkEntity(
            String blueprint,
            @Nullable ObjectNode dataset,
            JsonNode value,
            String pointer,
            Actor actor,
            Consumer<Violation> tell) {
        String identifier = value.stringValue("");
        if (identifier.isEmpty()) {
            return;
        }
        if (entities.find(blueprint, identifier, actor).isEmpty()) {
            tell.accept(Violation.at(pointer, "names no entity of blueprint \"" + blueprint + "\"", value));
        } else if (dataset != null && !isOffered(blueprint, dataset, identifier, actor)) {
            tell.accept(Violation.at(pointer, "is not among the entities that the form offers here", value));
        }
    }

    private boolean isOffered(String blueprint, ObjectNode dataset, String identifier, Actor actor) {
        EntityQuery query = EntityQuery.of(blueprint).where(QueryParser.parse(dataset, "/dataset"));
        return !search.search(query.only(identifier), actor).items().isEmpty();
    }

    private JsonNode blueprint(@Nullable String identifier) {
        if (identifier == null) {
            return NullNode.getInstance();
        }
        ObjectNode json = Json.object().put("identifier", identifier);
        Optional<Blueprint> found = blueprints.find(identifier);
        json.put("title", found.map(Blueprint::title).orElse(identifier));
        json.put("icon", found.map(Blueprint::icon).orElse(null));
        json.put("deleted", found.isEmpty());
        return json;
    }
}
