package io.portolan.catalog;

import io.portolan.access.ApiCredentials;
import io.portolan.access.Invitation;
import io.portolan.access.NewCredentials;
import io.portolan.access.TeamDraft;
import io.portolan.access.TeamService;
import io.portolan.access.User;
import io.portolan.access.UserChange;
import io.portolan.access.UserService;
import io.portolan.access.UserStatus;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Role;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// What is written to `_user` and `_team` is written to the users and teams of the settings in the same
/// transaction; [DirectorySync] goes the other way (dialect section 0, rule 8).
@Component
class DirectoryWriter {

    static final String USER = "_user";
    static final String TEAM = "_team";

    private final UserService users;
    private final TeamService teams;
    private final ApiCredentials credentials;

    DirectoryWriter(UserService users, TeamService teams, ApiCredentials credentials) {
        this.users = users;
        this.teams = teams;
        this.credentials = credentials;
    }

    static boolean keeps(String blueprint) {
        return blueprint.equals(USER) || blueprint.equals(TEAM);
    }

    /// Follows a write; what the portal itself writes came from the settings.
    ///
    /// @return what a client is told of it once: the credentials of a new service account
    ObjectNode written(@Nullable Entity before, Entity after, Actor actor) {
        ObjectNode additional = Json.object();
        if (actor.kind() == Actor.Kind.SYSTEM || !keeps(after.blueprint())) {
            return additional;
        }
        if (before != null && !before.identifier().equals(after.identifier())) {
            throw new PortalException.Conflict(
                    "protected", "The identifier of a user or team cannot change; make a new one instead");
        }
        if (after.blueprint().equals(TEAM)) {
            team(before, after, actor);
        } else if (user(before, after, actor) && User.isServiceAccount(after.identifier())) {
            NewCredentials fresh = credentials.issueFor(after.identifier(), actor);
            additional
                    .putObject("credentials")
                    .put("clientId", fresh.clientId())
                    .put("clientSecret", fresh.clientSecret());
        }
        return additional;
    }

    void removed(Entity entity, Actor actor) {
        if (actor.kind() == Actor.Kind.SYSTEM) {
            return;
        }
        if (entity.blueprint().equals(USER) && users.find(entity.identifier()).isPresent()) {
            users.delete(entity.identifier(), actor);
        } else if (entity.blueprint().equals(TEAM)
                && teams.find(entity.identifier()).isPresent()) {
            teams.delete(entity.identifier(), actor);
        }
    }

    /// True when the user is new.
    private boolean user(@Nullable Entity before, Entity after, Actor actor) {
        String email = after.identifier();
        if (!Invitation.isEmail(email)) {
            throw new PortalException.Invalid("/identifier", "must be the e-mail address of the user");
        }
        boolean isNew = users.find(email).isEmpty();
        @Nullable Entity old = isNew ? null : before;
        Role role = Role.byWireName(text(after, "port_role")).orElse(Role.MEMBER);
        String[] name = name(after);
        if (isNew) {
            users.invite(new Invitation(email, name[0], name[1], role, after.team()), actor);
        }
        boolean sameName = old != null && after.displayTitle().equals(old.displayTitle());
        boolean sameRole = old != null && text(after, "port_role").equals(text(old, "port_role"));
        boolean sameTeams = old != null && after.team().equals(old.team());
        users.update(
                email,
                new UserChange(
                        sameName ? null : name[0],
                        sameName ? null : name[1],
                        sameRole ? null : role,
                        status(old, after),
                        sameTeams ? null : after.team()),
                actor);
        return isNew;
    }

    private static @Nullable UserStatus status(@Nullable Entity before, Entity after) {
        String wanted = text(after, "status");
        if (wanted.isEmpty() || before != null && wanted.equals(text(before, "status"))) {
            return null;
        }
        // "Staged" is known and not invited yet: nobody of that status signs in either
        return UserStatus.byWireName(wanted).orElse(UserStatus.INVITED);
    }

    private static String[] name(Entity user) {
        String title = user.displayTitle().strip();
        if (title.equals(user.identifier())) {
            return new String[] {"", ""};
        }
        int space = title.lastIndexOf(' ');
        return space < 0
                ? new String[] {title, ""}
                : new String[] {title.substring(0, space), title.substring(space + 1)};
    }

    private void team(@Nullable Entity before, Entity after, Actor actor) {
        List<String> members = after.related("members");
        @Nullable List<String> wanted = before != null && members.equals(before.related("members")) ? null : members;
        String description = Optional.ofNullable(after.value("description"))
                .map(value -> value.asString(""))
                .orElse("");
        if (teams.find(after.identifier()).isEmpty()) {
            teams.create(new TeamDraft(after.identifier(), after.displayTitle(), description, members), actor);
        } else {
            teams.update(
                    after.identifier(), new TeamDraft(null, after.displayTitle(), description, wanted), false, actor);
        }
    }

    private static String text(Entity entity, String property) {
        return Optional.ofNullable(entity.value(property))
                .map(value -> value.asString(""))
                .orElse("");
    }
}
