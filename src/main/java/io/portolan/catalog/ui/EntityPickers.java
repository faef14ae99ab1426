package io.portolan.catalog.ui;

import io.portolan.access.Team;
import io.portolan.access.TeamService;
import io.portolan.access.User;
import io.portolan.access.UserService;
import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.EntitySearch;
import io.portolan.catalog.EntityService;
import io.portolan.kernel.Actor;
import io.portolan.ui.form.Choice;
import io.portolan.ui.form.Picker;
import io.portolan.ui.form.Pickers;
import java.util.List;
import org.springframework.stereotype.Service;

/// Where the fields of forms for people, teams and entities get their choices from.
@Service
public class EntityPickers {

    private final UserService users;
    private final TeamService teams;
    private final BlueprintService blueprints;
    private final EntityService entities;
    private final EntitySearch search;

    EntityPickers(
            UserService users,
            TeamService teams,
            BlueprintService blueprints,
            EntityService entities,
            EntitySearch search) {
        this.users = users;
        this.teams = teams;
        this.blueprints = blueprints;
        this.entities = entities;
        this.search = search;
    }

    /// What this viewer may pick from.
    public Pickers of(Actor viewer) {
        return new Pickers(new Users(), new Teams(), blueprint -> new Entities(blueprint, viewer));
    }

    private final class Users implements Picker {
        @Override
        public List<Choice> search(String text, int offset, int limit) {
            return users.search(text, offset, limit).stream().map(Users::choice).toList();
        }

        @Override
        public Choice of(String value) {
            return users.find(value).map(Users::choice).orElseGet(() -> Choice.of(value, value));
        }

        private static Choice choice(User user) {
            return new Choice(user.email(), user.displayName(), user.email(), "User");
        }
    }

    private final class Teams implements Picker {
        @Override
        public List<Choice> search(String text, int offset, int limit) {
            return teams.search(text, offset, limit).stream().map(Teams::choice).toList();
        }

        @Override
        public Choice of(String value) {
            return teams.find(value).map(Teams::choice).orElseGet(() -> Choice.of(value, value));
        }

        private static Choice choice(Team team) {
            return new Choice(team.identifier(), team.name(), team.description(), "Team");
        }
    }

    private final class Entities implements Picker {
        private final String blueprint;
        private final Actor viewer;

        private Entities(String blueprint, Actor viewer) {
            this.blueprint = blueprint;
            this.viewer = viewer;
        }

        @Override
        public List<Choice> search(String text, int offset, int limit) {
            if (blueprints.find(blueprint).isEmpty()) {
                return List.of();
            }
            EntityQuery query =
                    EntityQuery.of(blueprint).text(text).offset(offset).limit(limit);
            return search.search(query, viewer).items().stream()
                    .map(this::choice)
                    .toList();
        }

        @Override
        public Choice of(String value) {
            return entities.find(blueprint, value, viewer).map(this::choice).orElseGet(() -> Choice.of(value, value));
        }

        private Choice choice(Entity entity) {
            String title = entity.displayTitle();
            String icon = entity.icon() == null
                    ? blueprints.find(blueprint).map(Blueprint::icon).orElse("box")
                    : entity.icon();
            return new Choice(
                    entity.identifier(), title, title.equals(entity.identifier()) ? null : entity.identifier(), icon);
        }
    }
}
