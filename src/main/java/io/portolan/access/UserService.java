package io.portolan.access;

import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The people who may use the portal. Every change is recorded, and one that takes rights away ends the sessions of
/// that
/// user with the next request. There is always one administrator left who can sign in.
@Service
public class UserService {

    private static final String KIND = "User";

    private final UserRows users;
    private final TeamRows teams;
    private final ApiClientRows clients;
    private final Passwords passwords;
    private final ChangeLog changes;
    private final Clock clock;

    UserService(
            UserRows users,
            TeamRows teams,
            ApiClientRows clients,
            Passwords passwords,
            ChangeLog changes,
            Clock clock) {
        this.users = users;
        this.teams = teams;
        this.clients = clients;
        this.passwords = passwords;
        this.changes = changes;
        this.clock = clock;
    }

    /// All users by address.
    public List<User> all() {
        return users.all();
    }

    /// A page of the users whose address or name contains the text, for pickers and tables.
    public List<User> search(String text, int offset, int limit) {
        return users.search(text, offset, limit);
    }

    public Optional<User> find(String email) {
        return users.find(email);
    }

    /// Throws [PortalException.NotFound].
    public User require(String email) {
        return users.find(email).orElseThrow(() -> new PortalException.NotFound(KIND, email));
    }

    /// Lets somebody in, without a password yet: [#resetPassword] makes one. Throws [PortalException.Conflict] when the
    /// address is taken and [PortalException.NotFound] for an unknown team.
    @Transactional
    public User invite(Invitation invitation, Actor actor) {
        Instant now = now();
        User draft = new User(
                0,
                invitation.email(),
                invitation.firstName(),
                invitation.lastName(),
                invitation.role(),
                UserStatus.INVITED,
                List.of(),
                false,
                0,
                false,
                null,
                now,
                now);
        try {
            users.insert(draft, null, actor.id());
        } catch (DuplicateKeyException e) {
            throw PortalException.Conflict.identifierTaken(KIND, invitation.email());
        }
        teams.setTeams(
                require(invitation.email()).id(),
                teamsNamed(invitation.teams()).stream().map(Team::id).toList());
        User user = require(invitation.email());
        changes.append(NewChange.created(ChangeKind.USER_CREATED, null, user.email(), user.toJson()), actor);
        return user;
    }

    /// Throws [PortalException.NotFound], and [PortalException.Conflict] when no administrator would be left.
    @Transactional
    public User update(String email, UserChange change, Actor actor) {
        User before = lock(email);
        User next = new User(
                before.id(),
                before.email(),
                change.firstName() == null ? before.firstName() : change.firstName(),
                change.lastName() == null ? before.lastName() : change.lastName(),
                change.role() == null ? before.role() : change.role(),
                change.status() == null ? before.status() : change.status(),
                before.teams(),
                before.demo(),
                before.sessionEpoch(),
                before.hasPassword(),
                before.lastSeenAt(),
                before.createdAt(),
                before.updatedAt());
        boolean rightsChange = next.role() != before.role() || next.status() != before.status();
        if (before.role() == Role.ADMIN && rightsChange && !before.demo()) {
            keepOneAdmin(email);
        }
        List<Team> newTeams = change.teams() == null ? null : teamsNamed(change.teams());
        boolean sameTeams = newTeams == null
                || new HashSet<>(before.teams())
                        .equals(newTeams.stream().map(Team::identifier).collect(Collectors.toSet()));
        if (sameTeams && next.equals(before)) {
            return before;
        }
        users.update(rightsChange ? withNextEpoch(next) : next, now(), actor.id());
        clients.forget();
        if (newTeams != null) {
            teams.setTeams(before.id(), newTeams.stream().map(Team::id).toList());
        }
        User after = require(email);
        changes.append(
                NewChange.updated(ChangeKind.USER_UPDATED, null, after.email(), before.toJson(), after.toJson()),
                actor);
        return after;
    }

    @Transactional
    public void delete(String email, Actor actor) {
        User user = lock(email);
        if (user.role() == Role.ADMIN && !user.demo()) {
            keepOneAdmin(email);
        }
        users.delete(user.id());
        clients.forget();
        changes.append(NewChange.deleted(ChangeKind.USER_DELETED, null, user.email(), user.toJson()), actor);
    }

    /// Gives the user a new generated password, which is returned this once, and ends the open sessions.
    @Transactional
    public String resetPassword(String email, Actor actor) {
        User user = lock(email);
        if (user.demo()) {
            throw new PortalException.Conflict("demo_user", "Demo users sign in without a password");
        }
        String password = passwords.generate();
        users.setPassword(user.id(), passwords.hash(password), now(), actor.id());
        changes.append(
                NewChange.updated(
                                ChangeKind.USER_UPDATED,
                                null,
                                user.email(),
                                user.toJson(),
                                require(email).toJson())
                        .withContext(Json.object().put("password", "reset")),
                actor);
        return password;
    }

    /// Changes the user's own password and ends the open sessions. Throws [PortalException.Invalid] when the present
    /// one
    /// is wrong or the new one too weak.
    @Transactional
    public void changePassword(String email, String present, String next, Actor actor) {
        User user = lock(email);
        String hash = users.passwordHash(email).orElse("");
        if (hash.isEmpty() || !passwords.matches(present, hash)) {
            throw new PortalException.Invalid("/present", "must be your present password");
        }
        passwords.requireStrong(next, user);
        users.setPassword(user.id(), passwords.hash(next), now(), actor.id());
        changes.append(
                NewChange.updated(
                                ChangeKind.USER_UPDATED,
                                null,
                                user.email(),
                                user.toJson(),
                                require(email).toJson())
                        .withContext(Json.object().put("password", "changed")),
                actor);
    }

    private User lock(String email) {
        return users.lock(email).orElseThrow(() -> new PortalException.NotFound(KIND, email));
    }

    private void keepOneAdmin(String email) {
        if (!users.anyAdminBut(email)) {
            throw new PortalException.Conflict(
                    "last_admin",
                    "\"" + email + "\" is the last administrator. Make somebody else an administrator first.");
        }
    }

    private List<Team> teamsNamed(List<String> names) {
        return names.stream()
                .distinct()
                .map(name -> teams.find(name).orElseThrow(() -> new PortalException.NotFound("Team", name)))
                .toList();
    }

    private static User withNextEpoch(User user) {
        return new User(
                user.id(),
                user.email(),
                user.firstName(),
                user.lastName(),
                user.role(),
                user.status(),
                user.teams(),
                user.demo(),
                user.sessionEpoch() + 1,
                user.hasPassword(),
                user.lastSeenAt(),
                user.createdAt(),
                user.updatedAt());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
