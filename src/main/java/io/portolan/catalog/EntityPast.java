package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintRights;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Slice;
import io.portolan.query.QueryResolver;
import io.portolan.query.Rule;
import io.portolan.query.SearchQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The catalog as of a past moment, in the wire form of that time: one entity, searches and counts; and the way back.
@Service
public class EntityPast {

    /// So many changes may lie between a moment and now for a search to answer from it.
    private static final long MOST_CHANGES = 200_000;

    private final BlueprintService blueprints;
    private final EntityService entities;
    private final EntityRows rows;
    private final PastRows past;
    private final ViewerContext viewers;
    private final EntityRights rights;
    private final Clock clock;

    EntityPast(
            BlueprintService blueprints,
            EntityService entities,
            EntityRows rows,
            PastRows past,
            ViewerContext viewers,
            EntityRights rights,
            Clock clock) {
        this.blueprints = blueprints;
        this.entities = entities;
        this.rows = rows;
        this.past = past;
        this.viewers = viewers;
        this.rights = rights;
        this.clock = clock;
    }

    /// The entity that had this identifier then; empty when there was none.
    @Transactional(readOnly = true)
    public Optional<ObjectNode> at(String blueprint, String identifier, Instant moment) {
        blueprints.require(blueprint);
        for (long id : past.named(blueprint, identifier)) {
            ObjectNode state = state(id, moment);
            if (state != null && identifier.equals(Json.text(state, "identifier"))) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /// Throws [PortalException.NotFound] when the viewer may not know what the entity was. Whoever may read the
    /// kind as a whole may; others only where the entity of now is theirs and no other one ever had its identifier.
    public void requireRead(String blueprint, String identifier, Actor viewer) {
        Blueprint kind = blueprints.require(blueprint);
        if (rights.always(BlueprintRights.Right.READ, kind, viewer)) {
            return;
        }
        Optional<Entity> present = rows.find(kind, identifier);
        if (present.isEmpty() || past.named(blueprint, identifier).size() != 1) {
            throw new PortalException.NotFound("Entity", identifier);
        }
        rights.requireRead(kind, present.get(), viewer);
    }

    private @Nullable ObjectNode state(long id, Instant moment) {
        Optional<ObjectNode> before = past.before(id, moment);
        if (before != null) {
            return before.orElse(null);
        }
        return rows.load(List.of(id)).stream()
                .filter(entity -> !entity.createdAt().isAfter(moment))
                .findFirst()
                .map(Entity::toJson)
                .orElse(null);
    }

    /// A page of what a search gave then. Rules about relations walk over the relations of that time, as far as
    /// the blueprints still have them; rules about scorecards are refused.
    @Transactional(readOnly = true)
    public Slice<ObjectNode> search(EntityQuery query, Instant moment, Actor viewer) {
        SqlParameters parameters = new SqlParameters();
        List<Blueprint> kinds = kinds(query, moment);
        String where = where(query, kinds, moment, viewer, parameters);
        Ordering ordering = Ordering.of(query.sort(), model(kinds, viewer), parameters);
        Ordering.Part part = ordering.parts(null, true, parameters).getFirst();
        Source source = source(query, kinds, moment, parameters);
        List<PastRows.Row> found = past.rows(
                source.begin() + "select e.id, e.document" + ordering.columns() + " from " + source.table() + " where "
                        + where + " and " + part.condition() + " order by " + part.orderBy() + " limit "
                        + parameters.integer(query.limit() + 1L) + " offset " + parameters.integer(query.offset()),
                parameters);
        boolean more = found.size() > query.limit();
        List<PastRows.Row> page = more ? found.subList(0, query.limit()) : found;
        List<ObjectNode> documents = documents(page);
        if (!more) {
            return new Slice<>(documents, null);
        }
        return new Slice<>(documents, Long.toString(query.offset() + (long) query.limit()));
    }

    /// How many there were, counted no further than `cap`.
    @Transactional(readOnly = true)
    public long count(EntityQuery query, Instant moment, long cap, Actor viewer) {
        SqlParameters parameters = new SqlParameters();
        List<Blueprint> kinds = kinds(query, moment);
        String where = where(query, kinds, moment, viewer, parameters);
        Source source = source(query, kinds, moment, parameters);
        return past.count(
                source.begin() + "select count(*) from (select 1 from " + source.table() + " where " + where + " limit "
                        + parameters.integer(cap) + ") as counted",
                parameters);
    }

    /// What a statement begins with, and the table `e` that it reads.
    private record Source(String begin, String table) {}

    /// The rows of the kinds alone, unless a rule walks over relations: then everything is as it was.
    private Source source(EntityQuery query, List<Blueprint> kinds, Instant moment, SqlParameters parameters) {
        if (!walks(query.where())) {
            return new Source("", past.table(names(kinds), moment, parameters) + " as e");
        }
        List<Blueprint> all = blueprints.all();
        refuseTooMany(names(all), moment);
        return new Source(
                past.world(all, moment, parameters),
                "(select * from entity where blueprint = any(" + parameters.texts(past.withFormerNames(names(kinds)))
                        + ")) as e");
    }

    private static boolean walks(SearchQuery query) {
        return query.rules().stream().anyMatch(rule -> switch (rule) {
            case Rule.RelatedTo _, Rule.Path _, Rule.Relation _ -> true;
            case Rule.Group group -> walks(group.query());
            case Rule.Not not -> walks(SearchQuery.and(not.rule()));
            default -> false;
        });
    }

    private List<ObjectNode> documents(List<PastRows.Row> page) {
        Map<Long, ObjectNode> present = new HashMap<>();
        rows.load(page.stream()
                        .filter(row -> row.document() == null)
                        .map(PastRows.Row::id)
                        .toList())
                .forEach(entity -> present.put(entity.id(), entity.toJson()));
        List<ObjectNode> documents = new ArrayList<>();
        for (PastRows.Row row : page) {
            ObjectNode document = row.document() == null ? present.get(row.id()) : row.document();
            if (document != null) {
                documents.add(document);
            }
        }
        return documents;
    }

    private List<Blueprint> kinds(EntityQuery query, Instant moment) {
        if (moment.isAfter(clock.instant())) {
            throw new PortalException.Invalid("/as_of", "must not lie in the future");
        }
        List<Blueprint> kinds = query.blueprints().isEmpty()
                ? blueprints.all()
                : query.blueprints().stream().map(blueprints::require).toList();
        refuseTooMany(names(kinds), moment);
        return kinds;
    }

    private void refuseTooMany(List<String> kinds, Instant moment) {
        if (past.since(kinds, moment, MOST_CHANGES) >= MOST_CHANGES) {
            throw new PortalException.Invalid(
                    "/as_of",
                    "lies too far back for a search: more than " + MOST_CHANGES
                            + " changes have happened since; ask for one entity, or for fewer blueprints");
        }
    }

    private static List<String> names(List<Blueprint> kinds) {
        return kinds.stream().map(Blueprint::identifier).toList();
    }

    private String where(
            EntityQuery query, List<Blueprint> kinds, Instant moment, Actor viewer, SqlParameters parameters) {
        refuseScorecards(query.where(), "/query");
        List<String> conditions = new ArrayList<>();
        String readable = rights.readable(kinds, past::withFormerNames, viewer, parameters);
        if (readable != null) {
            conditions.add(readable);
        }
        query.words().forEach(word -> conditions.add("position(" + parameters.text(word) + " in e.search_text) > 0"));
        if (!query.where().isEverything()) {
            SearchQuery resolved = QueryResolver.resolve(query.where(), viewers.of(viewer), moment);
            conditions.add(new Conditions(parameters, model(kinds, viewer), moment, null).of(resolved));
        }
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    private SearchModel model(List<Blueprint> kinds, Actor viewer) {
        return new SearchModel(
                kinds,
                name -> blueprints.find(name).orElse(null),
                expression -> false,
                parameters -> rights.readable(blueprints.all(), past::withFormerNames, viewer, parameters));
    }

    private static void refuseScorecards(SearchQuery query, String pointer) {
        for (int i = 0; i < query.rules().size(); i++) {
            String at = pointer + "/rules/" + i;
            switch (query.rules().get(i)) {
                case Rule.Scorecard _ ->
                    throw new PortalException.Invalid(
                            at, "cannot be asked of the past: levels are kept for the present alone");
                case Rule.Group group -> refuseScorecards(group.query(), at);
                default -> {}
            }
        }
    }

    /// What came back, and what could not.
    ///
    /// @param skipped properties and relations of that time that the blueprint or the catalog no longer has
    public record Restored(Entity entity, List<String> skipped) {}

    /// Gives an entity the values that it had, with its relations as far as their targets are still there; makes it
    /// again when it was deleted.
    public Restored restore(String blueprint, String identifier, Instant moment, Actor actor) {
        ObjectNode state = at(blueprint, identifier, moment)
                .orElseThrow(() -> new PortalException.NotFound("Entity \"" + identifier + "\" of blueprint \""
                        + blueprint + "\" did not exist at " + Json.time(moment)));
        Blueprint model = blueprints.require(blueprint);
        List<String> skipped = new ArrayList<>();
        ObjectNode draft = Json.object();
        for (String name : List.of("identifier", "title", "icon", "team")) {
            draft.set(name, state.path(name));
        }
        ObjectNode properties = draft.putObject("properties");
        state.path("properties").properties().forEach(entry -> {
            if (model.properties().containsKey(entry.getKey())) {
                properties.set(entry.getKey(), entry.getValue());
            } else if (!model.isComputed(entry.getKey())) {
                skipped.add("properties." + entry.getKey());
            }
        });
        ObjectNode relations = draft.putObject("relations");
        state.path("relations").properties().forEach(entry -> {
            var relation = model.relations().get(entry.getKey());
            if (relation == null) {
                skipped.add("relations." + entry.getKey());
                return;
            }
            relations.set(entry.getKey(), present(relation.target(), entry.getKey(), entry.getValue(), skipped));
        });
        Entity entity = entities.upsert(EntityDraft.of(blueprint, draft), WriteOptions.upsert(), actor)
                .entity();
        return new Restored(entity, List.copyOf(skipped));
    }

    private @Nullable JsonNode present(String target, String relation, JsonNode value, List<String> skipped) {
        List<String> names = Json.texts(value);
        Set<EntityRows.Key> there = rows.ids(names.stream()
                        .map(name -> new EntityRows.Key(target, name))
                        .toList())
                .keySet();
        ArrayNode kept = Json.array();
        for (String name : names) {
            if (!there.contains(new EntityRows.Key(target, name))) {
                skipped.add("relations." + relation + "=" + name);
            } else {
                kept.add(name);
            }
        }
        return value.isArray() ? kept : kept.isEmpty() ? null : Objects.requireNonNull(kept.get(0));
    }
}
