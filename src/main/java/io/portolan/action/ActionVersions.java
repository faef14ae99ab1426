package io.portolan.action;

import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.changelog.Change;
import io.portolan.changelog.ChangeFilter;
import io.portolan.changelog.ChangeHistory;
import io.portolan.changelog.ChangeKind;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Slice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// The former states of actions and automations, for those who change them. The change log is their only store: a
/// version lives as long as its record, and going back to one is a save like any other, so it is a version too.
@Service
@Transactional(readOnly = true)
public class ActionVersions {

    private static final int LONGEST_PAGE = 100;
    private static final ChangeFilter ACTIONS =
            ChangeFilter.any().withResources(Set.of(ChangeKind.ACTION_UPDATED.resourceType()));

    private final ChangeHistory history;
    private final ActionService actions;
    private final ActionRows rows;
    private final ActionReferences references;
    private final Permissions permissions;

    ActionVersions(
            ChangeHistory history,
            ActionService actions,
            ActionRows rows,
            ActionReferences references,
            Permissions permissions) {
        this.history = history;
        this.actions = actions;
        this.rows = rows;
        this.references = references;
        this.permissions = permissions;
    }

    /// Newest first, also of an action that is gone; before a change of its identifier, those under the former one.
    ///
    /// @param cursor [Slice#next()] of the page before; null for the first
    /// @param limit 1 to 100
    public Slice<ActionVersion> list(String identifier, @Nullable String cursor, int limit, Actor actor) {
        permissions.require(actor, Permission.MANAGE_ACTIONS);
        int size = Math.clamp(limit, 1, LONGEST_PAGE);
        List<Change> found = new ArrayList<>();
        String name = cursor == null ? identifier : formerName(ofAction(cursor, "/cursor"));
        String from = cursor;
        while (found.size() <= size) {
            Change renaming = null;
            for (Change change : history.find(ACTIONS.withIdentifier(name), from, size + 1 - found.size())
                    .items()) {
                found.add(change);
                if (!formerName(change).equals(name)) {
                    renaming = change;
                    break;
                }
            }
            if (renaming == null) {
                break;
            }
            name = formerName(renaming);
            from = Long.toString(renaming.id());
        }
        List<Change> page = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size ? Long.toString(page.getLast().id()) : null;
        return new Slice<>(page.stream().map(ActionVersion::of).toList(), next);
    }

    /// Throws [PortalException.NotFound], also for a version of another action.
    public ActionVersion require(String identifier, String version, Actor actor) {
        permissions.require(actor, Permission.MANAGE_ACTIONS);
        Change change = ofAction(version, "/version");
        boolean belongs = change.identifier().equals(identifier)
                || newest(identifier)
                        .filter(latest -> actionId(latest) != null)
                        .map(latest -> Objects.equals(actionId(latest), actionId(change)))
                        .orElse(false);
        if (!belongs) {
            throw new PortalException.NotFound("Version of \"" + identifier + "\"", version);
        }
        return ActionVersion.of(change);
    }

    /// The last deletions of actions that are still gone, newest first.
    ///
    /// @param limit 1 to 100
    public List<ActionVersion> deleted(int limit, Actor actor) {
        permissions.require(actor, Permission.MANAGE_ACTIONS);
        Set<String> known = new HashSet<>();
        rows.all().forEach(action -> known.add(action.identifier()));
        return history
                .find(
                        ACTIONS.withActions(Set.of(ChangeKind.ACTION_DELETED.action())),
                        null,
                        Math.clamp(limit, 1, LONGEST_PAGE))
                .items()
                .stream()
                .filter(change -> known.add(change.identifier()))
                .map(ActionVersion::of)
                .toList();
    }

    /// Saves the definition of a version again; an action that was deleted comes back.
    ///
    /// Throws [PortalException.Conflict] when there is a newer version than the one expected or when the
    /// identifier of then is another action's now, and [PortalException.Invalid] when the definition is not
    /// valid any more or speaks of blueprints, properties or actions that are gone.
    ///
    /// @param withPermissions whether those of then count again, too; an action that was deleted always gets them
    ///     back, and where they are not known only administrators may run it
    /// @param expected the newest version that the caller has seen; null for not to care
    @Transactional
    public Action restore(
            String identifier, String version, boolean withPermissions, @Nullable String expected, Actor actor) {
        permissions.require(actor, Permission.MANAGE_ACTIONS);
        Optional<Action> now = rows.lock(identifier);
        ActionVersion wanted = require(identifier, version, actor);
        newest(identifier).ifPresent(latest -> {
            if (expected != null && !expected.equals(Long.toString(latest.id()))) {
                throw new PortalException.Conflict(
                        "conflict",
                        "\"" + identifier + "\" has been changed by " + latest.actorName()
                                + " in the meantime; look at its newest version first");
            }
        });
        PortalException.throwIfAny(references.missing(wanted.definition()));
        ObjectNode rights = wanted.permissions();
        if (now.isPresent()) {
            return actions.replace(identifier, wanted.definition(), withPermissions ? rights : null, actor);
        }
        return actions.create(wanted.definition(), rights == null ? ActionPermissions.closed() : rights, actor);
    }

    private Optional<Change> newest(String identifier) {
        return history.find(ACTIONS.withIdentifier(identifier), null, 1).items().stream()
                .findFirst();
    }

    private Change ofAction(String version, String pointer) {
        long id;
        try {
            id = Long.parseLong(version);
        } catch (NumberFormatException _) {
            throw new PortalException.Invalid(pointer, "is no version that this list gave out");
        }
        return history.find(id)
                .filter(change -> change.kind().resourceType().equals(ChangeKind.ACTION_UPDATED.resourceType()))
                .orElseThrow(() -> new PortalException.NotFound("Version", version));
    }

    private static @Nullable String actionId(Change change) {
        ObjectNode state = change.after() != null ? change.after() : change.before();
        return state == null ? null : Json.text(state, "id");
    }

    /// What the action was called before the change.
    private static String formerName(Change change) {
        ObjectNode before = change.before();
        String name = before == null ? null : Json.text(before, "identifier");
        return name == null ? change.identifier() : name;
    }
}
