package io.portolan.page;

import io.portolan.access.Permission;
import io.portolan.access.Permissions;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/// What administrators announce on the home page. Everybody sees what is current and may put it away.
@Service
public class AnnouncementService {

    private static final int SHOWN = 5;
    private static final int LONGEST_TITLE = 100;
    private static final int LONGEST_TEXT = 4000;

    private final AnnouncementRows rows;
    private final Permissions permissions;
    private final ChangeLog changeLog;
    private final Clock clock;

    AnnouncementService(AnnouncementRows rows, Permissions permissions, ChangeLog changeLog, Clock clock) {
        this.rows = rows;
        this.permissions = permissions;
        this.changeLog = changeLog;
        this.clock = clock;
    }

    public boolean mayManage(Actor actor) {
        return permissions.allows(actor, Permission.MANAGE_PAGES);
    }

    /// What is current and the viewer has not put away, the newest first; a few at most.
    @Transactional(readOnly = true)
    public List<Announcement> current(Actor viewer) {
        return permissions.allows(viewer, Permission.READ_CATALOG)
                ? rows.current(clock.instant(), viewer.id(), SHOWN)
                : List.of();
    }

    /// All, the newest first, also those to come and those that are over.
    @Transactional(readOnly = true)
    public List<Announcement> all(Actor actor) {
        permissions.require(actor, Permission.MANAGE_PAGES);
        return rows.all();
    }

    /// @param json `title`, `text`, and if wanted `from` (else now) and `until`
    @Transactional
    public Announcement create(ObjectNode json, Actor actor) {
        permissions.require(actor, Permission.MANAGE_PAGES);
        if (rows.count() >= AnnouncementRows.MOST) {
            throw new PortalException.Conflict(
                    "too_many_announcements",
                    "There are " + AnnouncementRows.MOST + " announcements already. Delete some first.");
        }
        Announcement made = read(Ids.random("n_"), json, actor.name(), now());
        rows.save(made, now());
        changeLog.append(NewChange.created(ChangeKind.ANNOUNCEMENT_CREATED, null, made.id(), made.toJson()), actor);
        return made;
    }

    /// Replaces what it says; without `from` it begins when it did.
    @Transactional
    public Announcement change(String id, ObjectNode json, Actor actor) {
        permissions.require(actor, Permission.MANAGE_PAGES);
        Announcement before = lock(id);
        Announcement after = read(id, json, before.author(), before.from());
        if (!after.equals(before)) {
            rows.save(after, now());
            changeLog.append(
                    NewChange.updated(ChangeKind.ANNOUNCEMENT_UPDATED, null, id, before.toJson(), after.toJson()),
                    actor);
        }
        return after;
    }

    @Transactional
    public void delete(String id, Actor actor) {
        permissions.require(actor, Permission.MANAGE_PAGES);
        Announcement before = lock(id);
        rows.delete(id);
        changeLog.append(NewChange.deleted(ChangeKind.ANNOUNCEMENT_DELETED, null, id, before.toJson()), actor);
    }

    /// The viewer does not want to see it any more, until it changes.
    @Transactional
    public void dismiss(String id, Actor viewer) {
        permissions.require(viewer, Permission.READ_CATALOG);
        rows.dismiss(id, viewer.id());
    }

    private Announcement lock(String id) {
        return rows.lock(id).orElseThrow(() -> new PortalException.NotFound("Announcement", id));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Announcement read(String id, ObjectNode json, String author, Instant start) {
        List<Violation> violations = new ArrayList<>();
        String title = text(json, "title", LONGEST_TITLE, violations);
        String text = text(json, "text", LONGEST_TEXT, violations);
        PortalException.throwIfAny(violations);
        Instant from = moment(json, "from");
        Instant until = moment(json, "until");
        Instant begin = from == null ? start : from;
        if (until != null && !until.isAfter(begin)) {
            throw new PortalException.Invalid("/until", "must be later than its beginning");
        }
        return new Announcement(id, title, text, author, begin, until);
    }

    private static String text(ObjectNode json, String key, int longest, List<Violation> violations) {
        String text = Json.text(json, key);
        if (text == null || text.isBlank() || text.length() > longest || text.indexOf('\0') >= 0) {
            violations.add(Violation.at("/" + key, "must be a text of 1 to " + longest + " characters"));
            return "";
        }
        return text.strip();
    }

    private static @Nullable Instant moment(ObjectNode json, String key) {
        Instant moment = Json.moment(json, key);
        return moment == null ? null : moment.truncatedTo(ChronoUnit.MILLIS);
    }
}
