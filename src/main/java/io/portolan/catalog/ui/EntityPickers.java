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
import io.portolan.catalog.Sort;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.query.QueryParser;
import io.portolan.ui.form.Choice;
import io.portolan.ui.form.EntityScope;
import io.portolan.ui.form.Picker;
import io.portolan.ui.form.Pickers;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/// Where the fields of forms for people, teams and entities get their choices from.
@Service
public class EntityPickers {

    private static final Logger LOG = LoggerFactory.getLogger(EntityPickers.class);

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
        return new Pickers(new Users(), new Teams(), scope -> new Entities(this, scope, viewer));
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

    /// Those that the viewer may read; equal to another of the same scope.
    private record Entities(EntityPickers from, EntityScope scope, Actor viewer) implements Picker {

        @Override
        public List<Choice> search(String text, int offset, int limit) {
            return query()
                    .map(query -> query.text(text).sort(order()).offset(offset).limit(limit))
                    .map(query -> from.search.search(query, viewer).items())
                    .orElse(List.of())
                    .stream()
                    .map(this::choice)
                    .toList();
        }

        @Override
        public boolean offers(String value) {
            return scope.dataset() == null
                    || query().map(query -> from.search
                                    .search(query.only(value), viewer)
                                    .items())
                            .filter(found -> !found.isEmpty())
                            .isPresent();
        }

        /// Nothing when the kind is gone or the dataset is no query.
        private Optional<EntityQuery> query() {
            if (from.blueprints.find(scope.blueprint()).isEmpty()) {
                return Optional.empty();
            }
            EntityQuery all = EntityQuery.of(scope.blueprint());
            try {
                return Optional.of(
                        scope.dataset() == null ? all : all.where(QueryParser.parse(scope.dataset(), "/dataset")));
            } catch (PortalException.Invalid e) {
                LOG.debug("A dataset of an input cannot be searched", e);
                return Optional.empty();
            }
        }

        private List<Sort> order() {
            ObjectNode sort = scope.sort();
            String property = sort == null ? null : Json.text(sort, "property");
            return sort == null || property == null
                    ? List.of()
                    : List.of(new Sort(property, "DESC".equals(Json.text(sort, "order"))));
        }

        @Override
        public Choice of(String value) {
            return from.entities
                    .find(scope.blueprint(), value, viewer)
                    .map(this::choice)
                    .orElseGet(() -> Choice.of(value, value));
        }

        private Choice choice(Entity entity) {
            String title = entity.displayTitle();
            String icon = entity.icon() == null
                    ? from.blueprints
                            .find(scope.blueprint())
                            .map(Blueprint::icon)
                            .orElse("box")
                    : entity.icon();
            return new Choice(
                    entity.identifier(), title, title.equals(entity.identifier()) ? null : entity.identifier(), icon);
        }
    }
}
