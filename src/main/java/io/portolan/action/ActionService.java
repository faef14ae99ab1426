package io.portolan.action;

import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.EntitySearch;
import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Ids;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.query.MatchContext;
import io.portolan.query.QueryMatcher;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// Defines actions and automations: one resource, told apart by `trigger.type` (dialect sections 5.1, 5.7 and 6).
@Service
public class ActionService {

    static final List<String> READ_ONLY = List.of("id", "createdAt", "createdBy", "updatedAt", "updatedBy", "version");

    /// Key of the permissions in what the change log keeps of an action.
    static final String PERMISSIONS = "permissions";

    private static final int MOST_WITHHELD = 50;

    private final ActionRows actions;
    private final WorkflowRows workflows;
    private final ChangeLog changes;
    private final Permissions permissions;
    private final EntitySearch search;
    private final Clock clock;

    ActionService(
            ActionRows actions,
            WorkflowRows workflows,
            ChangeLog changes,
            Permissions permissions,
            EntitySearch search,
            Clock clock) {
        this.actions = actions;
        this.workflows = workflows;
        this.changes = changes;
        this.permissions = permissions;
        this.search = search;
        this.clock = clock;
    }

    /// Every action and automation, oldest first.
    public List<Action> all() {
        return actions.all();
    }

    /// The published automations.
    public List<Action> automations() {
        return actions.all().stream()
                .filter(action -> action.isAutomation() && action.isPublished())
                .toList();
    }

    /// The published self-service actions that the actor may run.
    public List<Action> offeredTo(Actor actor) {
        return actions.all().stream()
                .filter(action -> !action.isAutomation() && action.isPublished())
                .filter(action -> permissions.allows(actor, Permission.EXECUTE_ACTIONS)
                        && action.permissions().mayExecute(actor))
                .toList();
    }

    /// Whether the actor may open the form of an action. Whether they may run it, on an entity and with what they fill
    /// in, is decided when it is sent.
    public boolean isOpenTo(Action action, Actor actor) {
        return !action.isAutomation()
                && action.isOpenTo(actor)
                && permissions.allows(actor, Permission.EXECUTE_ACTIONS)
                && action.permissions().mayExecute(actor, actor.teams());
    }

    /// Whether the action is published and its form open to the actor.
    public boolean isOfferedTo(String identifier, Actor actor) {
        return find(identifier)
                .filter(action -> action.isPublished() && isOpenTo(action, actor))
                .isPresent();
    }

    /// What can be done with an entity.
    ///
    /// @param offered published actions whose condition holds for it and that the actor may run on it
    /// @param withheld those that are not offered: a right is missing, the condition does not hold, or only
    ///     administrators see that it is not published; at most [#MOST_WITHHELD]
    public record Offers(List<Action> offered, List<Action> withheld) {}

    /// The actions on the entity's kind, for the actor.
    public Offers offersFor(Entity entity, Actor actor) {
        Map<Boolean, List<Action>> parts = actions.all().stream()
                .filter(action -> worksOn(action, entity) && action.isOpenTo(actor))
                .collect(Collectors.partitioningBy(action -> action.isPublished() && isFor(action, entity, actor)));
        List<Action> withheld = parts.getOrDefault(false, List.of());
        return new Offers(
                parts.getOrDefault(true, List.of()),
                withheld.stream().limit(MOST_WITHHELD).toList());
    }

    /// The actions that are offered for each of several entities.
    public List<Action> offeredFor(List<Entity> entities, Actor actor) {
        return actions.all().stream()
                .filter(Action::isPublished)
                .filter(action ->
                        entities.stream().allMatch(entity -> worksOn(action, entity) && isFor(action, entity, actor)))
                .toList();
    }

    /// Entities that the words name, or any without words, and that an action of [#offeredTo] can be run on, the
    /// likeliest first; only what the actor may read. None when the action needs no entity, or its kind is gone.
    public List<Entity> candidates(Action action, String words, int most, Actor actor) {
        String blueprint = action.blueprint();
        if (blueprint == null || !action.needsEntity()) {
            return List.of();
        }
        EntityQuery query = EntityQuery.of(blueprint).text(words).limit(most);
        try {
            EntityQuery fitting = action.condition().map(query::where).orElse(query);
            List<Entity> found =
                    words.isBlank() ? search.search(fitting, actor).items() : search.suggest(fitting, actor);
            return found.stream().filter(entity -> fits(action, entity)).toList();
        } catch (PortalException.NotFound _) {
            return List.of();
        }
    }

    private static boolean worksOn(Action action, Entity entity) {
        return !action.isAutomation()
                && action.needsEntity()
                && entity.blueprint().equals(action.blueprint());
    }

    private boolean isFor(Action action, Entity entity, Actor actor) {
        return permissions.allows(actor, Permission.EXECUTE_ACTIONS)
                && action.permissions().mayExecute(actor, entity.team())
                && fits(action, entity);
    }

    /// Whether the action's `condition` holds for the entity; true when it has none.
    boolean fits(Action action, Entity entity) {
        return action.condition()
                .map(query -> QueryMatcher.matches(query, entity.toJson(), MatchContext.at(clock.instant())))
                .orElse(true);
    }

    /// The definition as an action that is not stored, for previews. Throws [PortalException.Invalid].
    public Action draft(ObjectNode definition) {
        Instant now = now();
        return new Action("", valid(definition), ActionPermissions.standard(), now, "", now, "");
    }

    public Optional<Action> find(String identifier) {
        return actions.find(identifier);
    }

    /// Throws [PortalException.NotFound].
    public Action require(String identifier) {
        return actions.find(identifier).orElseThrow(() -> new PortalException.NotFound("Action", identifier));
    }

    /// Throws [PortalException.Invalid], [PortalException.Conflict] when the identifier is taken, and
    /// [PortalException.Forbidden].
    @Transactional
    public Action create(ObjectNode definition, Actor actor) {
        return create(definition, null, actor);
    }

    /// The same with permissions of its own.
    ///
    /// @param rights as for [#patchPermissions]; null for the standard ones
    @Transactional
    public Action create(ObjectNode definition, @Nullable ObjectNode rights, Actor actor) {
        permissions.require(actor, Permission.MANAGE_ACTIONS);
        return insert(valid(definition), patched(ActionPermissions.standard(), rights), actor);
    }

    /// Puts a new definition in the place of a former one; the identifier may change. Nothing happens when it is equal.
    @Transactional
    public Action replace(String identifier, ObjectNode definition, Actor actor) {
        return replace(identifier, definition, null, actor);
    }

    /// The same together with its permissions, as one change.
    ///
    /// @param rights as for [#patchPermissions]; null leaves them as they are
    @Transactional
    public Action replace(String identifier, ObjectNode definition, @Nullable ObjectNode rights, Actor actor) {
        permissions.require(actor, Permission.MANAGE_ACTIONS);
        ObjectNode document = valid(definition);
        Action former = lock(identifier);
        requireOwn(former, document);
        return replaced(former, document, rights, actor);
    }

    /// The same for what [WorkflowService] made of a graph.
    Action replaceByWorkflow(String identifier, ObjectNode definition, Actor actor) {
        ObjectNode document = valid(definition);
        return replaced(lock(identifier), document, null, actor);
    }

    /// What a graph became is changed by its graph only, because the two would say different things otherwise.
    private void requireOwn(Action former, ObjectNode document) {
        if (!former.document().equals(document)
                && workflows.find(former.identifier()).isPresent()) {
            throw new PortalException.Conflict(
                    "conflict",
                    "\"" + former.identifier() + "\" is defined by a workflow: change that, in its editor or with PUT"
                            + " /v1/workflows/" + former.identifier());
        }
    }

    private Action replaced(Action former, ObjectNode document, @Nullable ObjectNode rights, Actor actor) {
        String renamed = String.valueOf(Json.text(document, "identifier"));
        if (!renamed.equals(former.identifier()) && actions.find(renamed).isPresent()) {
            throw PortalException.Conflict.identifierTaken("Action", renamed);
        }
        return update(former, document, patched(former.permissions(), rights), actor);
    }

    private static ActionPermissions patched(ActionPermissions former, @Nullable ObjectNode rights) {
        if (rights == null) {
            return former;
        }
        try {
            return former.patched(rights);
        } catch (PortalException.Invalid e) {
            throw new PortalException.Invalid(e.violations().stream()
                    .map(violation -> violation.under("/permissions"))
                    .toList());
        }
    }

    /// Creates or replaces several, all or nothing.
    @Transactional
    public List<Action> define(List<ObjectNode> definitions, Actor actor) {
        permissions.require(actor, Permission.MANAGE_ACTIONS);
        List<Action> defined = new ArrayList<>();
        for (ObjectNode definition : definitions) {
            ObjectNode document = valid(definition);
            Optional<Action> former = actions.lock(String.valueOf(Json.text(document, "identifier")));
            former.ifPresent(present -> requireOwn(present, document));
            defined.add(
                    former.isPresent()
                            ? update(former.get(), document, former.get().permissions(), actor)
                            : insert(document, ActionPermissions.standard(), actor));
        }
        return defined;
    }

    /// Deletes the definition; its runs stay.
    @Transactional
    public void delete(String identifier, Actor actor) {
        permissions.require(actor, Permission.MANAGE_ACTIONS);
        Action former = lock(identifier);
        actions.delete(identifier);
        changes.append(
                NewChange.deleted(ChangeKind.ACTION_DELETED, former.blueprint(), identifier, logged(former)), actor);
    }

    /// Replaces the blocks (`execute`, `approve`) that are given and leaves the others.
    @Transactional
    public ActionPermissions patchPermissions(String identifier, ObjectNode patch, Actor actor) {
        permissions.require(actor, Permission.MANAGE_ACTIONS);
        Action former = lock(identifier);
        ActionPermissions next = former.permissions().patched(patch);
        update(former, former.document(), next, actor);
        return next;
    }

    /// What is wrong with a definition; throws [PortalException.Invalid] and changes nothing.
    public void check(ObjectNode definition) {
        valid(definition);
    }

    private Action insert(ObjectNode document, ActionPermissions rights, Actor actor) {
        Instant now = now();
        Action action = new Action(Ids.random("action_"), document, rights, now, actor.id(), now, actor.id());
        if (!actions.insert(action)) {
            throw PortalException.Conflict.identifierTaken("Action", action.identifier());
        }
        changes.append(
                NewChange.created(ChangeKind.ACTION_CREATED, action.blueprint(), action.identifier(), logged(action)),
                actor);
        return action;
    }

    private Action update(Action former, ObjectNode document, ActionPermissions rights, Actor actor) {
        if (former.document().equals(document) && former.permissions().equals(rights)) {
            return former;
        }
        Action action =
                new Action(former.id(), document, rights, former.createdAt(), former.createdBy(), now(), actor.id());
        actions.update(action);
        changes.append(
                NewChange.updated(
                        ChangeKind.ACTION_UPDATED,
                        action.blueprint(),
                        action.identifier(),
                        logged(former),
                        logged(action)),
                actor);
        return action;
    }

    /// With the permissions, so that a version in the log is whole: see [ActionVersions].
    private static ObjectNode logged(Action action) {
        ObjectNode json = action.toJson();
        json.set(PERMISSIONS, action.permissions().document().deepCopy());
        return json;
    }

    private Action lock(String identifier) {
        return actions.lock(identifier).orElseThrow(() -> new PortalException.NotFound("Action", identifier));
    }

    private static ObjectNode valid(ObjectNode definition) {
        ObjectNode document = LegacyAction.modernise(definition, null).deepCopy();
        document.remove(READ_ONLY);
        PortalException.throwIfAny(ActionValidator.validate(document));
        return document;
    }

    /// Legacy definitions of the routes under a blueprint.
    @Transactional
    public Action createLegacy(@Nullable String blueprint, ObjectNode definition, Actor actor) {
        return create(LegacyAction.modernise(definition, blueprint), actor);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
