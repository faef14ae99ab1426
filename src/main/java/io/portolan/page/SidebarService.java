package io.portolan.page;

import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Ids;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The folders of the side navigation, and what stands where. Where a page stands changes with the page:
/// [PageService#merge].
@Service
public class SidebarService {

    private static final Pattern IDENTIFIER = Pattern.compile("[a-z0-9_]{1,100}");
    private static final int LONGEST_TITLE = 100;

    private final FolderRows folders;
    private final SidebarRows sidebar;
    private final PageRights rights;
    private final ChangeLog changeLog;
    private final Clock clock;

    SidebarService(FolderRows folders, SidebarRows sidebar, PageRights rights, ChangeLog changeLog, Clock clock) {
        this.folders = folders;
        this.sidebar = sidebar;
        this.rights = rights;
        this.changeLog = changeLog;
        this.clock = clock;
    }

    /// Folders and pages that the viewer may see, each folder followed by what is in it.
    @Transactional(readOnly = true)
    public List<SidebarItem> items(Actor viewer) {
        return rights.mayRead(viewer) ? folders.items(viewer) : List.of();
    }

    /// A new folder. Its identifier is its title in snake case unless the document gives one; the folder is the last
    /// one where it is put, unless the document says `after`.
    @Transactional
    public Folder create(ObjectNode json, Actor actor) {
        rights.requireManager(actor);
        Move move = Move.of(json);
        sidebar.lock();
        String title = title(json.get("title"));
        String identifier = identifier(json.get("identifier"), title);
        if (folders.count() >= FolderRows.MOST) {
            throw new PortalException.Conflict(
                    "too_many_folders", "There are " + FolderRows.MOST + " folders already. Delete some first.");
        }
        if (!folders.insert(identifier, title, clock.instant(), actor.id())) {
            throw PortalException.Conflict.identifierTaken("Folder", identifier);
        }
        sidebar.insert(identifier, true, move);
        Folder made = require(identifier);
        changeLog.append(NewChange.created(ChangeKind.FOLDER_CREATED, null, identifier, made.toJson()), actor);
        return made;
    }

    /// Gives a folder another `title`, `parent` or `after`. The identifier stays, also where the title changes.
    @Transactional
    public Folder change(String identifier, ObjectNode json, Actor actor) {
        rights.requireManager(actor);
        Move move = Move.of(json);
        sidebar.lock();
        Arrangement former = sidebar.read();
        Folder before = require(identifier, former);
        if (json.has("identifier") && !identifier.equals(Json.text(json, "identifier"))) {
            throw new PortalException.Invalid("/identifier", "cannot change; make a new folder instead");
        }
        String title = json.has("title") ? title(json.get("title")) : before.title();
        boolean moved = sidebar.move(identifier, true, move, former);
        if (!moved && title.equals(before.title())) {
            return before;
        }
        folders.update(identifier, title, clock.instant(), actor.id());
        Folder after = require(identifier);
        changeLog.append(
                NewChange.updated(ChangeKind.FOLDER_UPDATED, null, identifier, before.toJson(), after.toJson()), actor);
        return after;
    }

    /// A folder goes; what is in it moves up and takes its place.
    @Transactional
    public void delete(String identifier, Actor actor) {
        rights.requireManager(actor);
        sidebar.lock();
        Folder before = require(identifier);
        int inside = sidebar.dissolve(identifier);
        folders.delete(identifier);
        changeLog.append(
                NewChange.deleted(ChangeKind.FOLDER_DELETED, null, identifier, before.toJson())
                        .withContext(Json.object().put("movedUp", inside)),
                actor);
    }

    private Folder require(String identifier) {
        return require(identifier, sidebar.read());
    }

    private Folder require(String identifier, Arrangement arrangement) {
        return folders.find(identifier, arrangement)
                .orElseThrow(() -> new PortalException.NotFound("Folder", identifier));
    }

    private static String title(@Nullable JsonNode title) {
        String text = title != null && title.isString() ? title.stringValue().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST_TITLE) {
            throw new PortalException.Invalid("/title", "must be a text of 1 to " + LONGEST_TITLE + " characters");
        }
        return text;
    }

    private String identifier(@Nullable JsonNode identifier, String title) {
        if (identifier == null || identifier.isNull()) {
            String stem = Ids.fromTitle(title);
            return sidebar.read().free(stem.isEmpty() ? "folder" : stem);
        }
        if (!IDENTIFIER.matcher(identifier.asString("")).matches()) {
            throw new PortalException.Invalid(
                    "/identifier", "must match pattern \"^" + IDENTIFIER.pattern() + "$\", as the title in snake case");
        }
        return identifier.stringValue();
    }
}
