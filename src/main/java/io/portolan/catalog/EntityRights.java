package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintRights;
import io.portolan.blueprint.BlueprintRights.Holders;
import io.portolan.blueprint.BlueprintRights.Right;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Role;
import io.portolan.query.QueryParser;
import io.portolan.query.QueryResolver;
import io.portolan.query.SearchQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.node.ObjectNode;

/// Decides what an actor may do with entities, by the rights of their blueprints (dialect section 7.5): role, then
/// owning team, then team, then user, then policy; one that says yes is enough. Any right to write is a right to
/// read.
@Service
public class EntityRights {

    private final BlueprintService blueprints;
    private final EntityRows rows;
    private final ViewerContext viewers;
    private final Supplier<@Nullable ScorecardValues> scorecards;
    private final JdbcClient jdbc;
    private final Clock clock;

    /// Who asks, with the blueprints that they moderate, which are read when first needed.
    private record Asker(Actor actor, Supplier<List<String>> moderated) {}

    EntityRights(
            BlueprintService blueprints,
            EntityRows rows,
            ViewerContext viewers,
            ObjectProvider<ScorecardValues> scorecards,
            JdbcClient jdbc,
            Clock clock) {
        this.blueprints = blueprints;
        this.rows = rows;
        this.viewers = viewers;
        this.scorecards = SingletonSupplier.ofNullable(scorecards::getIfAvailable);
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// An answer with its reason, which names the part of the rights that decided: `role Member`, `owner red` …
    public record Verdict(boolean allowed, String reason) {}

    /// Whether the actor may do something with an entity, or, without one, with a new entity that nobody owns.
    public Verdict of(Right right, Blueprint blueprint, @Nullable Entity entity, Actor actor) {
        return of(right, blueprint, entity, ownersOf(entity), asker(actor));
    }

    private Verdict of(Right right, Blueprint blueprint, @Nullable Entity entity, List<String> owners, Asker asker) {
        if (right != Right.READ
                && keptByAdministrators(blueprint.identifier())
                && !asker.actor().isAdmin()) {
            return new Verdict(false, "users and teams are kept by administrators alone");
        }
        String reason = held(blueprint.rights().of(right, blueprint.identifier()), blueprint, owners, asker);
        if (reason == null && right == Right.READ) {
            reason = readByOtherRight(blueprint, entity, owners, asker);
        }
        return reason == null
                ? new Verdict(false, "no role, team, user or policy of the right \"" + right.wireName() + "\" applies")
                : new Verdict(true, reason);
    }

    private static List<String> ownersOf(@Nullable Entity entity) {
        return entity == null ? List.of() : entity.team();
    }

    /// Whether entities of the kind are written by administrators alone, whatever its rights say.
    public static boolean keptByAdministrators(String blueprint) {
        return DirectoryWriter.keeps(blueprint);
    }

    /// Whether the actor may change one property (or `$title`, `$identifier`, `$icon`, `$team`) of an entity.
    public Verdict ofProperty(String property, Blueprint blueprint, @Nullable Entity entity, Actor actor) {
        return ofPart(propertyOf(property, blueprint), blueprint, entity, asker(actor));
    }

    /// Whether the actor may change one relation of an entity.
    public Verdict ofRelation(String relation, Blueprint blueprint, @Nullable Entity entity, Actor actor) {
        return ofPart(relationOf(relation, blueprint), blueprint, entity, asker(actor));
    }

    private static Holders propertyOf(String property, Blueprint blueprint) {
        return blueprint.rights().ofProperty(property, blueprint.identifier());
    }

    private static Holders relationOf(String relation, Blueprint blueprint) {
        return blueprint.rights().ofRelation(relation, blueprint.identifier());
    }

    private Verdict ofPart(Holders holders, Blueprint blueprint, @Nullable Entity entity, Asker asker) {
        Verdict whole = of(Right.UPDATE, blueprint, entity, ownersOf(entity), asker);
        if (whole.allowed() || keptByAdministrators(blueprint.identifier())) {
            return whole;
        }
        String reason = held(holders, blueprint, ownersOf(entity), asker);
        return reason == null ? whole : new Verdict(true, reason);
    }

    /// Whether any change of the entity may be made.
    public boolean mayChangeSomething(Blueprint blueprint, Entity entity, Actor actor) {
        return mayChangeSomething(blueprint, entity, asker(actor));
    }

    private boolean mayChangeSomething(Blueprint blueprint, Entity entity, Asker asker) {
        return Stream.concat(
                        changeable(blueprint).stream().map(name -> propertyOf(name, blueprint)),
                        blueprint.relations().keySet().stream().map(name -> relationOf(name, blueprint)))
                .anyMatch(holders -> ofPart(holders, blueprint, entity, asker).allowed());
    }

    /// What can have rights of its own beside relations: `$title` and the like, and own properties.
    public static List<String> changeable(Blueprint blueprint) {
        List<String> names = new ArrayList<>(BlueprintRights.META);
        names.addAll(blueprint.properties().keySet());
        return names;
    }

    /// Own properties that the actor may change in each of these entities of one kind.
    public Set<String> changeable(Blueprint blueprint, Collection<Entity> entities, Actor actor) {
        Asker asker = asker(actor);
        // of an entity, rights look at its owners alone
        Collection<Entity> byOwners = entities.stream()
                .collect(Collectors.toMap(Entity::team, entity -> entity, (one, other) -> one))
                .values();
        return blueprint.properties().keySet().stream()
                .filter(name -> byOwners.stream()
                        .allMatch(entity -> ofPart(propertyOf(name, blueprint), blueprint, entity, asker)
                                .allowed()))
                .collect(Collectors.toSet());
    }

    /// Whether the actor may do it with entities of the kind whoever owns them.
    public boolean always(Right right, Blueprint blueprint, Actor actor) {
        return of(right, blueprint, null, actor).allowed();
    }

    private @Nullable String readByOtherRight(
            Blueprint blueprint, @Nullable Entity entity, List<String> owners, Asker asker) {
        for (Right right : List.of(Right.REGISTER, Right.UPDATE, Right.UNREGISTER)) {
            String reason = held(blueprint.rights().of(right, blueprint.identifier()), blueprint, owners, asker);
            if (reason != null) {
                return reason + " of the right \"" + right.wireName() + "\"";
            }
        }
        String part = heldByPart(blueprint, owners, asker);
        if (part != null) {
            return part;
        }
        SearchQuery policy = policy(blueprint, asker.actor());
        return entity != null && policy != null && fulfils(entity, blueprint, policy) ? "policy" : null;
    }

    /// Whoever may change one value may read the entity.
    private @Nullable String heldByPart(Blueprint blueprint, List<String> owners, Asker asker) {
        for (Map.Entry<String, Holders> part : blueprint.rights().parts().entrySet()) {
            String reason = held(part.getValue(), blueprint, owners, asker);
            if (reason != null) {
                return reason + " of the right to change \"" + part.getKey() + "\"";
            }
        }
        return null;
    }

    private static @Nullable String held(Holders holders, Blueprint blueprint, Collection<String> owners, Asker asker) {
        Actor actor = asker.actor();
        if (actor.isAdmin()) {
            return "role " + Role.ADMIN.wireName();
        }
        for (Role role : actor.roles()) {
            if (holders.roles().stream().anyMatch(role.wireName()::equalsIgnoreCase)) {
                return "role " + role.wireName();
            }
        }
        String moderator = BlueprintRights.moderator(blueprint.identifier());
        if (holders.roles().stream().anyMatch(moderator::equalsIgnoreCase)
                && asker.moderated().get().contains(blueprint.identifier())) {
            return "role " + moderator;
        }
        if (holders.ownedByTeam()) {
            for (String owner : owners) {
                if (actor.teams().contains(owner)) {
                    return "owner " + owner;
                }
            }
        }
        for (String team : holders.teams()) {
            if (actor.teams().contains(team)) {
                return "team " + team;
            }
        }
        return holders.users().stream().anyMatch(actor.id()::equalsIgnoreCase) ? "user " + actor.id() : null;
    }

    private Asker asker(Actor actor) {
        return new Asker(actor, SingletonSupplier.of(() -> moderated(actor)));
    }

    private List<String> moderated(Actor actor) {
        if (actor.kind() != Actor.Kind.USER) {
            return List.of();
        }
        return blueprints
                .find("_user")
                .flatMap(users -> rows.find(users, actor.id()))
                .map(user -> user.value("moderated_blueprints"))
                .map(Json::texts)
                .orElse(List.of());
    }

    /// The search for what everybody may read, as it is for this actor; null when there is none.
    private @Nullable SearchQuery policy(Blueprint blueprint, Actor actor) {
        ObjectNode policy =
                blueprint.rights().of(Right.READ, blueprint.identifier()).policy();
        return policy == null
                ? null
                : QueryResolver.resolve(
                        QueryParser.parseLenient(policy, "/policy"), viewers.of(actor), clock.instant());
    }

    private boolean fulfils(Entity entity, Blueprint blueprint, SearchQuery policy) {
        SqlParameters parameters = new SqlParameters();
        String condition = conditions(parameters, blueprint).of(policy);
        return jdbc.sql("select 1 from entity e where e.id = " + parameters.integer(entity.id()) + " and " + condition)
                .params(parameters.values())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private Conditions conditions(SqlParameters parameters, Blueprint blueprint) {
        Instant now = clock.instant();
        return new Conditions(parameters, SearchModel.of(List.of(blueprint)), now, scorecards.get());
    }

    /// What of the entities `e` of these kinds the actor may read, as a condition of SQL; null when it is all of
    /// them.
    @Nullable
    String readable(List<Blueprint> kinds, Actor actor, SqlParameters parameters) {
        return readable(kinds, names -> names, actor, parameters);
    }

    /// The same for rows of the past, which carry the names that blueprints had.
    @Nullable
    String readable(List<Blueprint> kinds, UnaryOperator<List<String>> names, Actor actor, SqlParameters parameters) {
        Asker asker = asker(actor);
        List<Blueprint> restricted = actor.isAdmin()
                ? List.of()
                : kinds.stream()
                        .filter(kind ->
                                !of(Right.READ, kind, null, List.of(), asker).allowed())
                        .toList();
        if (restricted.isEmpty()) {
            return null;
        }
        List<String> alternatives = new ArrayList<>();
        alternatives.add("not (e.blueprint = any("
                + parameters.texts(names.apply(
                        restricted.stream().map(Blueprint::identifier).toList()))
                + "))");
        for (Blueprint kind : restricted) {
            List<String> reasons = new ArrayList<>();
            boolean byOwner = List.of(Right.values()).stream()
                            .anyMatch(right ->
                                    kind.rights().of(right, kind.identifier()).ownedByTeam())
                    || kind.rights().parts().values().stream().anyMatch(Holders::ownedByTeam);
            if (byOwner && !actor.teams().isEmpty()) {
                reasons.add("e.team && " + parameters.texts(actor.teams()));
            }
            SearchQuery policy = policy(kind, actor);
            if (policy != null) {
                reasons.add(conditions(parameters, kind).of(policy));
            }
            if (!reasons.isEmpty()) {
                alternatives.add("(e.blueprint = any(" + parameters.texts(names.apply(List.of(kind.identifier())))
                        + ") and (" + String.join(" or ", reasons) + "))");
            }
        }
        return "(" + String.join(" or ", alternatives) + ")";
    }

    /// Those of some entities of one kind that the actor may read.
    List<Entity> readable(Blueprint kind, List<Entity> entities, Actor actor) {
        SqlParameters parameters = new SqlParameters();
        String condition = readable(List.of(kind), actor, parameters);
        if (condition == null) {
            return entities;
        }
        String ids = parameters.numbers(entities.stream().map(Entity::id).toList());
        Set<Long> found = jdbc.sql("select e.id from entity e where e.id = any(" + ids + ") and " + condition)
                .params(parameters.values())
                .query(Long.class)
                .set();
        return entities.stream().filter(entity -> found.contains(entity.id())).toList();
    }

    /// Throws [PortalException.Forbidden] unless the actor may do it with every entity of the kind.
    public void requireAlways(Right right, Blueprint blueprint, Actor actor) {
        if (!always(right, blueprint, actor)) {
            throw forbidden(right.wireName(), "*", blueprint, actor, "");
        }
    }

    /// Throws [PortalException.NotFound] when the actor may not know of the entity.
    public void requireRead(Blueprint blueprint, Entity entity, Actor actor) {
        if (!of(Right.READ, blueprint, entity, actor).allowed()) {
            throw new PortalException.NotFound("Entity", entity.identifier());
        }
    }

    void requireRegister(Blueprint blueprint, List<String> owners, String identifier, Actor actor) {
        if (!of(Right.REGISTER, blueprint, null, owners, asker(actor)).allowed()) {
            throw forbidden("register", identifier, blueprint, actor, "");
        }
    }

    void requireUnregister(Map<String, Blueprint> kinds, Collection<Entity> entities, Actor actor) {
        Asker asker = asker(actor);
        for (Entity entity : entities) {
            Blueprint kind = Optional.ofNullable(kinds.get(entity.blueprint()))
                    .orElseThrow(() -> new PortalException.NotFound("Blueprint", entity.blueprint()));
            if (!of(Right.UNREGISTER, kind, entity, entity.team(), asker).allowed()) {
                throw forbidden("delete", entity.identifier(), kind, actor, "");
            }
        }
    }

    /// The whole entity, or each of the parts that would change. Throws [PortalException.NotFound] when the actor
    /// may not know of it, whatever would change.
    void requireUpdate(Blueprint blueprint, Entity before, EntityState after, Actor actor) {
        Asker asker = asker(actor);
        if (of(Right.UPDATE, blueprint, before, before.team(), asker).allowed()) {
            return;
        }
        if (!mayChangeSomething(blueprint, before, asker)) {
            requireRead(blueprint, before, actor);
        }
        for (String property : after.changedProperties(blueprint, before)) {
            if (!ofPart(propertyOf(property, blueprint), blueprint, before, asker)
                    .allowed()) {
                throw forbidden("change", before.identifier(), blueprint, actor, " (\"" + property + "\")");
            }
        }
        for (String relation : blueprint.relations().keySet()) {
            boolean same = Objects.equals(
                    before.relations().path(relation), after.relations().path(relation));
            if (!same
                    && !ofPart(relationOf(relation, blueprint), blueprint, before, asker)
                            .allowed()) {
                throw forbidden("change", before.identifier(), blueprint, actor, " (\"/relations/" + relation + "\")");
            }
        }
    }

    private static PortalException.Forbidden forbidden(
            String what, String identifier, Blueprint blueprint, Actor actor, String part) {
        return new PortalException.Forbidden("\"" + actor.name() + "\" may not " + what + " entity \"" + identifier
                + "\" of blueprint \"" + blueprint.identifier() + "\"" + part
                + ". Ask an administrator for the right, or the owners to do it.");
    }
}
