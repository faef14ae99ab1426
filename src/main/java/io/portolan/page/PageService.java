package io.portolan.page;

import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Ids;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and changes pages. A change that changes nothing leaves no trace.
///
/// Asks itself whether the actor may: what a viewer may not see is not found, and a locked page stays as it is until
/// somebody unlocks it.
@Service
public class PageService {

    private static final List<String> READ_ONLY =
            List.of("createdAt", "createdBy", "updatedAt", "updatedBy", "id", "protected");

    /// Keys that say where a page stands; kept apart from what it is.
    static final List<String> PLACE = List.of("parent", "after");

    private final PageRows rows;
    private final SidebarRows sidebar;
    private final PageRights rights;
    private final ChangeLog changeLog;
    private final Clock clock;

    PageService(PageRows rows, SidebarRows sidebar, PageRights rights, ChangeLog changeLog, Clock clock) {
        this.rows = rows;
        this.sidebar = sidebar;
        this.rights = rights;
        this.changeLog = changeLog;
        this.clock = clock;
    }

    /// The pages that the viewer may see, oldest first.
    @Transactional(readOnly = true)
    public List<Page> all(Actor viewer) {
        return rights.mayRead(viewer) ? rows.all(viewer) : List.of();
    }

    @Transactional(readOnly = true)
    public Optional<Page> find(String identifier, Actor viewer) {
        return rights.mayRead(viewer) ? rows.find(identifier, viewer) : Optional.empty();
    }

    /// Pages of type `entity` of a kind that the viewer may see, oldest first.
    @Transactional(readOnly = true)
    public List<Page> ofEntities(String blueprint, Actor viewer) {
        return rights.mayRead(viewer) ? rows.ofEntities(blueprint, viewer) : List.of();
    }

    /// The page, or [PortalException.NotFound].
    @Transactional(readOnly = true)
    public Page require(String identifier, Actor viewer) {
        return find(identifier, viewer).orElseThrow(() -> new PortalException.NotFound("Page", identifier));
    }

    /// Whether the actor may change, move and delete the page.
    public boolean mayChange(Page page, Actor actor) {
        return rights.mayChange(page.isPrivate(), page.stamp().createdBy(), actor);
    }

    /// Whether the actor may make pages for everybody.
    public boolean mayManage(Actor actor) {
        return rights.manages(actor);
    }

    /// A new page, last in its folder unless the document says otherwise; without an identifier it gets one out of its
    /// title. [PortalException.Conflict] when the identifier is taken.
    @Transactional
    public Page create(ObjectNode json, Actor actor) {
        rights.requireCreate(Page.isPrivate(json), actor);
        Move move = Move.of(json);
        sidebar.lock();
        ObjectNode definition = cleaned(json);
        if (!definition.has("identifier")) {
            definition.put("identifier", identifier(Json.text(definition, "title")));
        }
        Page page = checked(definition, null, actor);
        requireRoom(page, actor);
        if (!rows.insert(page)) {
            throw PortalException.Conflict.identifierTaken("Page", page.identifier());
        }
        sidebar.insert(page.identifier(), false, move);
        Page made = rows.find(page.identifier(), actor).orElse(page);
        ChangeKind kind = made.isPrivate() ? ChangeKind.PRIVATE_PAGE_CREATED : ChangeKind.PAGE_CREATED;
        changeLog.append(NewChange.created(kind, null, made.identifier(), logged(made, sidebar.read())), actor);
        return made;
    }

    /// Replaces the whole page; another identifier in the document renames it. Where it stands stays, unless the
    /// document says.
    @Transactional
    public Page replace(String identifier, ObjectNode json, Actor actor) {
        return change(identifier, json, actor, before -> json);
    }

    /// Replaces the top-level keys that are given; a key with null goes. A `parent` of null is the top, an `after` of
    /// null the first place.
    @Transactional
    public Page merge(String identifier, ObjectNode json, Actor actor) {
        return change(identifier, json, actor, before -> merged(before, json));
    }

    /// Follows a new name in the model, also where the page is locked: it says the same as before.
    @Transactional
    void follow(Page before, ObjectNode definition, Actor actor) {
        Arrangement places = sidebar.read();
        save(before, places, checked(definition, before, actor), places, actor);
    }

    /// Creates or replaces pages, all or none; pointers of violations begin with `/<index>`. Gives how many changed.
    ///
    /// A page may follow one further down the list. A folder or neighbour that is nowhere is passed over, because
    /// documents come from other portals.
    @Transactional
    public int define(List<ObjectNode> documents, Actor actor) {
        sidebar.lock();
        List<Violation> violations = new ArrayList<>();
        Set<String> changed = new HashSet<>();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < documents.size(); i++) {
                ObjectNode document = documents.get(i);
                try {
                    Move move = Move.of(document);
                    boolean known = !move.asks() || sidebar.read().knows(move);
                    if (round == 0) {
                        define(known ? document : document.deepCopy().remove(PLACE), actor)
                                .ifPresent(changed::add);
                    } else if (known && document.has("identifier")) {
                        define(document, actor).ifPresent(changed::add);
                    }
                } catch (PortalException.Invalid e) {
                    String pointer = "/" + i;
                    e.violations().forEach(violation -> violations.add(violation.under(pointer)));
                }
            }
            PortalException.throwIfAny(violations);
        }
        return changed.size();
    }

    /// The identifier of the page if it is new or another one now.
    private Optional<String> define(ObjectNode document, Actor actor) {
        String identifier = Json.text(document, "identifier");
        Optional<Page> before = identifier == null ? Optional.empty() : rows.find(identifier, actor);
        Page after = before.isEmpty()
                ? create(document, actor)
                : replace(before.get().identifier(), document, actor);
        boolean same = before.isPresent() && after.stamp().equals(before.get().stamp());
        return same ? Optional.empty() : Optional.of(after.identifier());
    }

    @Transactional
    public void delete(String identifier, Actor actor) {
        sidebar.lock();
        Page before = lock(identifier, actor);
        rights.requireChange(before, actor);
        if (before.isLocked()) {
            throw locked(before);
        }
        ObjectNode logged = logged(before, sidebar.read());
        rows.delete(identifier);
        sidebar.delete(identifier);
        ChangeKind kind = before.isPrivate() ? ChangeKind.PRIVATE_PAGE_DELETED : ChangeKind.PAGE_DELETED;
        changeLog.append(NewChange.deleted(kind, null, identifier, logged), actor);
    }

    /// Changes the widgets of a page: `edit` gets the list, those inside of dashboards included by their holders, and
    /// gives the new one.
    @Transactional
    public Page widgets(String identifier, UnaryOperator<ArrayNode> edit, Actor actor) {
        return change(identifier, Json.object(), actor, before -> {
            ObjectNode after = before.deepCopy();
            JsonNode widgets = after.get("widgets");
            after.set("widgets", edit.apply(widgets instanceof ArrayNode array ? array : Json.array()));
            return after;
        });
    }

    /// Who may read and change the page. It is kept and given back; everybody who is signed in reads every page that is
    /// not private.
    @Transactional(readOnly = true)
    public ObjectNode permissions(String identifier, Actor viewer) {
        require(identifier, viewer);
        return rows.permissions(identifier).orElseGet(PageService::defaultPermissions);
    }

    /// Replaces the given parts of the permissions.
    @Transactional
    public ObjectNode permissions(String identifier, ObjectNode patch, Actor actor) {
        rights.requireChange(require(identifier, actor), actor);
        ObjectNode permissions = permissions(identifier, actor);
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            if (entry.getValue() instanceof ObjectNode part
                    && permissions.get(entry.getKey()) instanceof ObjectNode old) {
                old.setAll(part);
            } else {
                permissions.set(entry.getKey(), entry.getValue());
            }
        }
        rows.permissions(identifier, permissions);
        return permissions;
    }

    private static ObjectNode defaultPermissions() {
        ObjectNode permissions = Json.object();
        for (String right : List.of("read", "update")) {
            ObjectNode part = permissions.putObject(right);
            part.putArray("users");
            ArrayNode roles = part.putArray("roles");
            roles.add("Admin");
            if (right.equals("read")) {
                roles.add("Member");
            }
            part.putArray("teams");
        }
        return permissions;
    }

    /// @param json the document as it came, which also says where the page is to stand
    private Page change(String identifier, ObjectNode json, Actor actor, UnaryOperator<ObjectNode> edit) {
        Move move = Move.of(json);
        boolean renames = json.has("identifier") && !identifier.equals(Json.text(json, "identifier"));
        if (move.asks() || renames) {
            sidebar.lock();
        }
        Page before = lock(identifier, actor);
        rights.requireChange(before, actor);
        ObjectNode definition = cleaned(edit.apply(before.definition()));
        if (!definition.has("identifier")) {
            definition.put("identifier", identifier);
        }
        boolean same = before.definition().equals(definition);
        if (!same) {
            refuseLocked(before, definition);
        }
        Page after = checked(definition, before, actor);
        if (before.isPrivate() && !after.isPrivate()) {
            rights.requireManager(actor);
        }
        if (same && !move.asks()) {
            return before;
        }
        Arrangement former = sidebar.read();
        boolean moved = sidebar.move(identifier, false, move, former);
        if (!after.identifier().equals(identifier)) {
            if (rows.exists(after.identifier())) {
                throw PortalException.Conflict.identifierTaken("Page", after.identifier());
            }
            sidebar.rename(identifier, after.identifier(), former);
            moved = true;
        }
        return same && !moved ? before : save(before, former, after, moved ? sidebar.read() : former, actor);
    }

    /// Each with the arrangement in which it stands.
    private Page save(Page before, Arrangement former, Page after, Arrangement places, Actor actor) {
        rows.update(before.identifier(), after);
        Page saved = rows.find(after.identifier(), actor).orElse(after);
        ChangeKind kind =
                before.isPrivate() || saved.isPrivate() ? ChangeKind.PRIVATE_PAGE_UPDATED : ChangeKind.PAGE_UPDATED;
        changeLog.append(
                NewChange.updated(kind, null, saved.identifier(), logged(before, former), logged(saved, places)),
                actor);
        return saved;
    }

    private static ObjectNode logged(Page page, Arrangement arrangement) {
        return page.placedAfter(arrangement.before(page.identifier())).toJson();
    }

    private Page lock(String identifier, Actor actor) {
        return rows.lock(identifier, actor).orElseThrow(() -> new PortalException.NotFound("Page", identifier));
    }

    /// While a page is locked, nothing of it changes but that.
    private static void refuseLocked(Page before, ObjectNode definition) {
        if (before.isLocked()) {
            ObjectNode was = before.definition().deepCopy();
            ObjectNode becomes = definition.deepCopy();
            was.remove("locked");
            becomes.remove("locked");
            if (!was.equals(becomes)) {
                throw locked(before);
            }
        }
    }

    private static PortalException.Conflict locked(Page page) {
        return new PortalException.Conflict(
                "page_locked",
                "Page \"" + page.identifier()
                        + "\" is locked. Unlock it first, with {\"locked\": false} or under Pages.",
                Map.of("resource", "Page", "identifier", page.identifier()));
    }

    private void requireRoom(Page page, Actor actor) {
        if (rows.count() >= PageRows.MOST) {
            throw new PortalException.Conflict(
                    "too_many_pages", "There are " + PageRows.MOST + " pages already. Delete some first.");
        }
        if (page.isPrivate() && rows.countPrivate(actor.id()) >= PageRows.MOST_PRIVATE) {
            throw new PortalException.Conflict(
                    "too_many_pages",
                    "\"" + actor.name() + "\" has " + PageRows.MOST_PRIVATE
                            + " private pages already. Delete some first.");
        }
    }

    private String identifier(@Nullable String title) {
        String stem = title == null ? "" : Ids.fromTitle(title);
        return stem.isEmpty() || stem.length() > 90
                ? Ids.random("p_")
                : sidebar.read().free(stem);
    }

    private Page checked(ObjectNode definition, @Nullable Page before, Actor actor) {
        PortalException.throwIfAny(PageValidator.check(definition));
        Instant now = clock.instant();
        Page.Stamp stamp = before == null
                ? new Page.Stamp(now, actor.id(), now, actor.id())
                : new Page.Stamp(before.stamp().createdAt(), before.stamp().createdBy(), now, actor.id());
        return new Page(
                String.valueOf(Json.text(definition, "identifier")),
                definition,
                before == null ? null : before.parent(),
                before == null ? null : before.after(),
                stamp);
    }

    private static ObjectNode merged(ObjectNode before, ObjectNode patch) {
        ObjectNode merged = before.deepCopy();
        for (Map.Entry<String, JsonNode> entry : patch.properties()) {
            if (entry.getValue().isNull()) {
                merged.remove(entry.getKey());
            } else {
                merged.set(entry.getKey(), entry.getValue());
            }
        }
        return merged;
    }

    private static ObjectNode cleaned(ObjectNode json) {
        ObjectNode definition = json.deepCopy();
        definition.remove(READ_ONLY);
        definition.remove(PLACE);
        return definition;
    }
}
