package io.portolan.access;

import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Teams and who belongs to them. A team is found by its name or its identifier.
@Service
public class TeamService {

    private static final String KIND = "Team";

    private final TeamRows teams;
    private final UserRows users;
    private final ChangeLog changes;
    private final Clock clock;

    TeamService(TeamRows teams, UserRows users, ChangeLog changes, Clock clock) {
        this.teams = teams;
        this.users = users;
        this.changes = changes;
        this.clock = clock;
    }

    /// All teams by name.
    public List<Team> all() {
        return teams.all();
    }

    /// A page of the teams whose name or identifier contains the text, for pickers and tables.
    public List<Team> search(String text, int offset, int limit) {
        return teams.search(text, offset, limit);
    }

    public Optional<Team> find(String nameOrIdentifier) {
        return teams.find(nameOrIdentifier);
    }

    /// Throws [PortalException.NotFound].
    public Team require(String nameOrIdentifier) {
        return teams.find(nameOrIdentifier).orElseThrow(() -> new PortalException.NotFound(KIND, nameOrIdentifier));
    }

    /// Throws [PortalException.Conflict] when the name is taken and [PortalException.NotFound] for an unknown member.
    @Transactional
    public Team create(TeamDraft draft, Actor actor) {
        Instant now = now();
        Set<Long> members = userIds(draft.members() == null ? List.of() : draft.members());
        String identifier = draft.identifier() == null ? draft.name() : draft.identifier();
        if (teams.find(draft.name()).isPresent()) {
            throw PortalException.Conflict.identifierTaken(KIND, draft.name());
        }
        try {
            teams.insert(new Team(
                    0, identifier, draft.name(), draft.description(), List.of(), now, actor.id(), now, actor.id()));
        } catch (DuplicateKeyException e) {
            throw PortalException.Conflict.identifierTaken(KIND, identifier);
        }
        teams.setMembers(require(identifier).id(), members);
        Team team = require(draft.name());
        changes.append(NewChange.created(ChangeKind.TEAM_CREATED, null, team.identifier(), team.toJson()), actor);
        return team;
    }

    /// Changes what the draft names; with `whole`, what it leaves out is emptied.
    @Transactional
    public Team update(String nameOrIdentifier, TeamDraft draft, boolean whole, Actor actor) {
        Team before = require(nameOrIdentifier);
        Set<Long> members = draft.members() == null ? null : userIds(draft.members());
        Team next = new Team(
                before.id(),
                before.identifier(),
                draft.name().isEmpty() ? before.name() : draft.name(),
                whole || draft.description() != null ? draft.description() : before.description(),
                before.members(),
                before.createdAt(),
                before.createdBy(),
                now(),
                actor.id());
        boolean sameMembers = draft.members() == null
                ? !whole || before.members().isEmpty()
                : new HashSet<>(before.members()).equals(new HashSet<>(draft.members()));
        if (sameMembers && sameWords(before, next)) {
            return before;
        }
        try {
            teams.update(next);
        } catch (DuplicateKeyException e) {
            throw PortalException.Conflict.identifierTaken(KIND, next.name());
        }
        if (members != null) {
            teams.setMembers(before.id(), members);
        } else if (whole) {
            teams.setMembers(before.id(), Set.of());
        }
        Team after = require(next.name());
        changes.append(
                NewChange.updated(ChangeKind.TEAM_UPDATED, null, after.identifier(), before.toJson(), after.toJson()),
                actor);
        return after;
    }

    @Transactional
    public void delete(String nameOrIdentifier, Actor actor) {
        Team team = require(nameOrIdentifier);
        teams.delete(team.id());
        changes.append(NewChange.deleted(ChangeKind.TEAM_DELETED, null, team.identifier(), team.toJson()), actor);
    }

    private static boolean sameWords(Team a, Team b) {
        return a.name().equals(b.name()) && Objects.equals(a.description(), b.description());
    }

    private Set<Long> userIds(List<String> emails) {
        Set<Long> ids = new LinkedHashSet<>();
        for (String email : emails) {
            ids.add(users.find(email)
                    .orElseThrow(() -> new PortalException.NotFound("User", email))
                    .id());
        }
        return ids;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
