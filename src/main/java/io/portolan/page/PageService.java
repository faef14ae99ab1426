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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and changes pages. A change that changes nothing leaves no trace.
@Service
public class PageService {

    private static final List<String> READ_ONLY =
            List.of("createdAt", "createdBy", "updatedAt", "updatedBy", "id", "protected");

    private final PageRows rows;
    private final ChangeLog changeLog;
    private final Clock clock;

    PageService(PageRows rows, ChangeLog changeLog, Clock clock) {
        this.rows = rows;
        this.changeLog = changeLog;
        this.clock = clock;
    }

    /// All pages, oldest first.
    @Transactional(readOnly = true)
    public List<Page> all() {
        return rows.all();
    }

    @Transactional(readOnly = true)
    public Optional<Page> find(String identifier) {
        return rows.find(identifier);
    }

    /// The page, or [PortalException.NotFound].
    @Transactional(readOnly = true)
    public Page require(String identifier) {
        return rows.find(identifier).orElseThrow(() -> new PortalException.NotFound("Page", identifier));
    }

    /// A new page; without an identifier it gets one. [PortalException.Conflict] when the identifier is taken.
    @Transactional
    public Page create(ObjectNode json, Actor actor) {
        ObjectNode definition = cleaned(json);
        if (!definition.has("identifier")) {
            definition.put("identifier", Ids.random("p_"));
        }
        Page page = checked(definition, null, actor);
        if (!rows.insert(page)) {
            throw PortalException.Conflict.identifierTaken("Page", page.identifier());
        }
        changeLog.append(NewChange.created(ChangeKind.PAGE_CREATED, null, page.identifier(), page.toJson()), actor);
        return page;
    }

    /// Replaces the whole page; another identifier in the document renames it.
    @Transactional
    public Page replace(String identifier, ObjectNode json, Actor actor) {
        return change(identifier, actor, before -> json);
    }

    /// Replaces the top-level keys that are given; a key with null goes.
    @Transactional
    public Page merge(String identifier, ObjectNode json, Actor actor) {
        return change(identifier, actor, before -> merged(before, json));
    }

    /// Creates or replaces pages, all or none; pointers of violations begin with `/<index>`. Gives how many changed.
    @Transactional
    public int define(List<ObjectNode> documents, Actor actor) {
        List<Violation> violations = new ArrayList<>();
        int changed = 0;
        for (int i = 0; i < documents.size(); i++) {
            try {
                String identifier = Json.text(documents.get(i), "identifier");
                Optional<Page> before = identifier == null ? Optional.empty() : rows.find(identifier);
                if (before.isEmpty()) {
                    create(documents.get(i), actor);
                    changed++;
                } else {
                    Page after = replace(before.get().identifier(), documents.get(i), actor);
                    changed += after.definition().equals(before.get().definition()) ? 0 : 1;
                }
            } catch (PortalException.Invalid e) {
                String pointer = "/" + i;
                e.violations().forEach(violation -> violations.add(violation.under(pointer)));
            }
        }
        PortalException.throwIfAny(violations);
        return changed;
    }

    @Transactional
    public void delete(String identifier, Actor actor) {
        Page before = lock(identifier);
        rows.delete(identifier);
        changeLog.append(NewChange.deleted(ChangeKind.PAGE_DELETED, null, identifier, before.toJson()), actor);
    }

    /// Changes the widgets of a page: `edit` gets the list, those inside of dashboards included by their holders, and
    /// gives the new one.
    @Transactional
    public Page widgets(String identifier, UnaryOperator<ArrayNode> edit, Actor actor) {
        return change(identifier, actor, before -> {
            ObjectNode after = before.deepCopy();
            JsonNode widgets = after.get("widgets");
            after.set("widgets", edit.apply(widgets instanceof ArrayNode array ? array : Json.array()));
            return after;
        });
    }

    /// Who may read and change the page. It is kept and given back; everybody who is signed in reads every page.
    @Transactional(readOnly = true)
    public ObjectNode permissions(String identifier) {
        require(identifier);
        return rows.permissions(identifier).orElseGet(PageService::defaultPermissions);
    }

    /// Replaces the given parts of the permissions.
    @Transactional
    public ObjectNode permissions(String identifier, ObjectNode patch) {
        ObjectNode permissions = permissions(identifier);
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

    private Page change(String identifier, Actor actor, UnaryOperator<ObjectNode> edit) {
        Page before = lock(identifier);
        ObjectNode definition = cleaned(edit.apply(before.definition()));
        if (!definition.has("identifier")) {
            definition.put("identifier", identifier);
        }
        if (before.definition().equals(definition)) {
            return before;
        }
        Page after = checked(definition, before, actor);
        if (!after.identifier().equals(identifier)
                && rows.find(after.identifier()).isPresent()) {
            throw PortalException.Conflict.identifierTaken("Page", after.identifier());
        }
        rows.update(identifier, after);
        changeLog.append(
                NewChange.updated(ChangeKind.PAGE_UPDATED, null, after.identifier(), before.toJson(), after.toJson()),
                actor);
        return after;
    }

    private Page lock(String identifier) {
        return rows.lock(identifier).orElseThrow(() -> new PortalException.NotFound("Page", identifier));
    }

    private Page checked(ObjectNode definition, @org.jspecify.annotations.Nullable Page before, Actor actor) {
        PortalException.throwIfAny(PageValidator.check(definition));
        Instant now = clock.instant();
        Page.Stamp stamp = before == null
                ? new Page.Stamp(now, actor.id(), now, actor.id())
                : new Page.Stamp(before.stamp().createdAt(), before.stamp().createdBy(), now, actor.id());
        return new Page(String.valueOf(Json.text(definition, "identifier")), definition, stamp);
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
        READ_ONLY.forEach(definition::remove);
        return definition;
    }
}
