package io.portolan.catalog;

import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.blueprint.BlueprintService;
import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Ids;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.query.QueryParser;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and changes saved views. Everybody has personal ones, which nobody else sees; what is shared is kept by
/// administrators.
///
/// The change log tells of shared views alone: sharing one is its beginning there, taking it back its end.
@Service
public class SavedViewService {

    /// The longest name.
    public static final int LONGEST_NAME = 60;

    /// As many of a kind may be shared, and as many may somebody have.
    private static final int MOST = 100;

    private static final int LONGEST_STATE = 16_000;
    private static final Set<String> TEXTS = Set.of("q", "group");
    private static final Set<String> LISTS = Set.of("sort", "columns");

    private final SavedViewRows rows;
    private final BlueprintService blueprints;
    private final Permissions permissions;
    private final ChangeLog changeLog;
    private final Clock clock;

    SavedViewService(
            SavedViewRows rows,
            BlueprintService blueprints,
            Permissions permissions,
            ChangeLog changeLog,
            Clock clock) {
        this.rows = rows;
        this.blueprints = blueprints;
        this.permissions = permissions;
        this.changeLog = changeLog;
        this.clock = clock;
    }

    /// The viewer's own views of a kind, then those for everybody, each by name.
    @Transactional(readOnly = true)
    public List<SavedView> visible(String blueprint, Actor viewer) {
        return permissions.allows(viewer, Permission.READ_CATALOG)
                ? rows.visible(blueprint, viewer.id(), 2 * MOST)
                : List.of();
    }

    /// Keeps a state under a name. A view of that name, among the actor's own or among the shared ones, shows the new
    /// state from then on.
    @Transactional
    public SavedView save(String blueprint, String name, boolean shared, ObjectNode state, Actor actor) {
        permissions.require(actor, Permission.READ_CATALOG);
        if (shared) {
            requireAdmin(actor);
        }
        blueprints.require(blueprint);
        String checked = checked(name);
        PortalException.throwIfAny(violations(state));
        Optional<SavedView> before = rows.lock(blueprint, actor.id(), shared, checked);
        if (before.isPresent()) {
            return JsonEquality.equal(before.get().state(), state)
                    ? before.get()
                    : stored(before.get(), before.get().showing(state.deepCopy(), clock.instant()), actor);
        }
        requireRoom(blueprint, actor.id(), shared);
        SavedView view = new SavedView(
                Ids.random("v_"),
                blueprint,
                actor.id(),
                shared,
                checked,
                state.deepCopy(),
                clock.instant(),
                clock.instant());
        return stored(null, view, actor);
    }

    /// Gives a view another name.
    @Transactional
    public SavedView rename(String id, String name, Actor actor) {
        SavedView before = changeable(id, actor);
        String checked = checked(name);
        return before.name().equals(checked) ? before : stored(before, before.named(checked, clock.instant()), actor);
    }

    /// Makes a personal view one for everybody, or gives a shared one back to its owner alone. Administrators only.
    @Transactional
    public SavedView share(String id, boolean shared, Actor actor) {
        SavedView before = changeable(id, actor);
        requireAdmin(actor);
        if (before.shared() == shared) {
            return before;
        }
        requireRoom(before.blueprint(), before.owner(), shared);
        return stored(before, before.sharedOrNot(shared, clock.instant()), actor);
    }

    @Transactional
    public void delete(String id, Actor actor) {
        SavedView before = changeable(id, actor);
        rows.delete(id);
        log(before, null, actor);
    }

    /// Stores what follows a new name in the model.
    @Transactional(propagation = Propagation.MANDATORY)
    void follow(SavedView before, ObjectNode state, Actor actor) {
        stored(before, before.showing(state, clock.instant()), actor);
    }

    private SavedView stored(@Nullable SavedView before, SavedView after, Actor actor) {
        try {
            if (before == null) {
                rows.insert(after);
            } else {
                rows.update(after);
            }
        } catch (DuplicateKeyException _) {
            throw new PortalException.Invalid(
                    "/name", "is the name of another view of this kind; choose another one, or delete that first");
        }
        log(before, after, actor);
        return after;
    }

    private void log(@Nullable SavedView before, @Nullable SavedView after, Actor actor) {
        SavedView was = before == null || !before.shared() ? null : before;
        SavedView is = after == null || !after.shared() ? null : after;
        if (was != null && is != null) {
            changeLog.append(
                    NewChange.updated(ChangeKind.VIEW_UPDATED, is.blueprint(), is.id(), was.toJson(), is.toJson()),
                    actor);
        } else if (is != null) {
            changeLog.append(NewChange.created(ChangeKind.VIEW_CREATED, is.blueprint(), is.id(), is.toJson()), actor);
        } else if (was != null) {
            changeLog.append(
                    NewChange.deleted(ChangeKind.VIEW_DELETED, was.blueprint(), was.id(), was.toJson()), actor);
        }
    }

    /// Personal views of others are not there; shared ones are there and belong to administrators.
    private SavedView changeable(String id, Actor actor) {
        permissions.require(actor, Permission.READ_CATALOG);
        SavedView view = rows.lock(id)
                .filter(found -> found.shared() || found.changeableBy(actor))
                .orElseThrow(() -> new PortalException.NotFound("Saved view", id));
        if (!view.changeableBy(actor)) {
            requireAdmin(actor);
        }
        return view;
    }

    private static void requireAdmin(Actor actor) {
        if (!actor.isAdmin()) {
            throw new PortalException.Forbidden("\"" + actor.name() + "\" may not share views, nor change shared ones."
                    + " Save a view of your own, or ask an administrator.");
        }
    }

    private void requireRoom(String blueprint, String owner, boolean shared) {
        if (rows.count(blueprint, owner, shared) >= MOST) {
            throw new PortalException.Invalid(
                    "/name", "cannot be added: there are " + MOST + " views of this kind already; delete one first");
        }
    }

    private static String checked(String name) {
        String text = name.strip();
        if (text.isEmpty()) {
            throw new PortalException.Invalid("/name", "must not be empty");
        }
        if (text.length() > LONGEST_NAME) {
            throw new PortalException.Invalid("/name", "must NOT have more than " + LONGEST_NAME + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new PortalException.Invalid("/name", "must not hold control characters");
        }
        return text;
    }

    private static List<Violation> violations(ObjectNode state) {
        List<Violation> violations = new ArrayList<>();
        if (Json.write(state).length() > LONGEST_STATE) {
            violations.add(Violation.at("/state", "must NOT be longer than " + LONGEST_STATE + " characters of JSON"));
        }
        if (!ComputedValues.storable(state)) {
            violations.add(Violation.at("/state", "must not hold the character U+0000"));
        }
        for (Map.Entry<String, JsonNode> entry : state.properties()) {
            String pointer = "/state/" + Violation.escape(entry.getKey());
            JsonNode value = entry.getValue();
            if (TEXTS.contains(entry.getKey())) {
                if (!value.isString()) {
                    violations.add(Violation.at(pointer, "must be string", value));
                }
            } else if (LISTS.contains(entry.getKey())) {
                if (!value.isArray() || !value.values().stream().allMatch(JsonNode::isString)) {
                    violations.add(Violation.at(pointer, "must be a list of strings", value));
                }
            } else if (entry.getKey().equals("filter")) {
                try {
                    QueryParser.parse(value, pointer);
                } catch (PortalException.Invalid e) {
                    violations.addAll(e.violations());
                }
            } else {
                violations.add(Violation.at(pointer, "is none of q, sort, filter, columns, group", value));
            }
        }
        return violations;
    }
}
