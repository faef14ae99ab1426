package io.portolan.access;

import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Puts the demo users into the database in example mode, in two teams. They stay there when the folder is started
/// without
/// example mode later on, but nobody can sign in as one of them then.
@Component
class ExampleUsers {

    private final DemoUsers demoUsers;
    private final UserRows users;
    private final TeamRows teams;
    private final ChangeLog changes;
    private final Clock clock;

    ExampleUsers(DemoUsers demoUsers, UserRows users, TeamRows teams, ChangeLog changes, Clock clock) {
        this.demoUsers = demoUsers;
        this.users = users;
        this.teams = teams;
        this.changes = changes;
        this.clock = clock;
    }

    void seeToThem() {
        Instant now = clock.instant();
        for (DemoUsers.DemoUser demo : demoUsers.all()) {
            if (users.find(demo.email()).isPresent()) {
                continue;
            }
            User user = new User(
                    0,
                    demo.email(),
                    demo.firstName(),
                    demo.lastName(),
                    demo.role(),
                    UserStatus.ACTIVE,
                    List.of(),
                    true,
                    0,
                    false,
                    null,
                    now,
                    now);
            users.insert(user, null, Actor.system().id());
            changes.append(
                    NewChange.created(ChangeKind.USER_CREATED, null, user.email(), user.toJson()), Actor.system());
        }
        if (!demoUsers.all().isEmpty()) {
            team("platform", "Platform", List.of("admin@example.com", "developer@example.com"), now);
            team("engineering", "Engineering", List.of("developer@example.com", "manager@example.com"), now);
        }
    }

    private void team(String identifier, String name, List<String> members, Instant now) {
        if (teams.find(name).isPresent() || teams.find(identifier).isPresent()) {
            return;
        }
        String by = Actor.system().id();
        teams.insert(new Team(0, identifier, name, null, List.of(), now, by, now, by));
        Team team = teams.find(identifier).orElseThrow();
        teams.setMembers(
                team.id(),
                members.stream()
                        .flatMap(email -> users.find(email).stream())
                        .map(User::id)
                        .toList());
        changes.append(
                NewChange.created(
                        ChangeKind.TEAM_CREATED,
                        null,
                        identifier,
                        teams.find(identifier).orElseThrow().toJson()),
                Actor.system());
    }
}
