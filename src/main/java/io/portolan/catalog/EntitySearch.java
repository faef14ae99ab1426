package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Slice;
import io.portolan.query.Combinator;
import io.portolan.query.Operand;
import io.portolan.query.Operator;
import io.portolan.query.QueryResolver;
import io.portolan.query.Rule;
import io.portolan.query.SearchQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.util.function.SingletonSupplier;

/// The one way to read more than one entity: tables, pickers, widgets and routes all use it. Pages follow each other by
/// key, so that a page costs the same wherever it stands and nothing is seen twice while others write.
@Service
public class EntitySearch {

    private final SearchConnections connections;
    private final EntityMapper mapper;
    private final BlueprintService blueprints;
    private final ViewerContext viewers;
    private final Supplier<@Nullable ScorecardValues> scorecards;
    private final PropertyIndexer indexer;
    private final EntityRights rights;
    private final Clock clock;

    EntitySearch(
            SearchConnections connections,
            EntityMapper mapper,
            BlueprintService blueprints,
            ViewerContext viewers,
            ObjectProvider<ScorecardValues> scorecards,
            PropertyIndexer indexer,
            EntityRights rights,
            Clock clock) {
        this.connections = connections;
        this.mapper = mapper;
        this.blueprints = blueprints;
        this.viewers = viewers;
        this.scorecards = SingletonSupplier.ofNullable(scorecards::getIfAvailable);
        this.indexer = indexer;
        this.rights = rights;
        this.clock = clock;
    }

    /// One page of what the viewer may see.
    public Slice<Entity> search(EntityQuery query, Actor viewer) {
        PageCursor cursor = query.cursor() == null ? null : PageCursor.parse(query.cursor());
        SearchModel model = model(query, viewer);
        return read(
                query,
                jdbc -> query.sort().isEmpty() && !query.words().isEmpty()
                        ? byRelevance(query, model, cursor, viewer, jdbc)
                        : inOrder(query, model, cursor, viewer, jdbc));
    }

    private Slice<Entity> inOrder(
            EntityQuery query, SearchModel model, @Nullable PageCursor cursor, Actor viewer, JdbcClient jdbc) {
        Page page = new Page(query, jdbc);
        int parts = 1;
        for (int i = 0; i < parts && page.missing() > 0; i++) {
            SqlParameters parameters = new SqlParameters();
            String where = where(query, model, viewer, parameters);
            Ordering ordering = Ordering.of(query.sort(), model, parameters);
            indexer.noticed(query, model, ordering);
            List<Ordering.Part> all = ordering.parts(cursor, query.offset() > 0, parameters);
            parts = all.size();
            page.add(
                    ordering.columns(),
                    where + " and " + all.get(i).condition(),
                    all.get(i).orderBy(),
                    parameters,
                    ordering::cursor);
        }
        return page.slice();
    }

    private Slice<Entity> byRelevance(
            EntityQuery query, SearchModel model, @Nullable PageCursor cursor, Actor viewer, JdbcClient jdbc) {
        Page page = new Page(query, jdbc);
        int parts = 1;
        for (int i = 0; i < parts && page.missing() > 0; i++) {
            SqlParameters parameters = new SqlParameters();
            String where = where(query.text(null), model, viewer, parameters);
            Ordering ordering = Ordering.of(List.of(), model, parameters);
            Relevance relevance = new Relevance(query.words(), parameters);
            boolean whole = query.offset() > 0;
            List<Relevance.Part> all =
                    whole ? List.of(relevance.whole(ordering, cursor)) : relevance.parts(ordering, cursor);
            parts = all.size();
            int tier = all.get(i).tier();
            page.add(
                    ordering.columns() + (whole ? relevance.column() : ""),
                    where + " and " + all.get(i).condition(),
                    all.get(i).orderBy(),
                    parameters,
                    row -> ordering.cursor(row).in(whole ? row.getInt("tier") : tier));
        }
        return page.slice();
    }

    /// Some of what the viewer may see, at once however much there is, for somebody who is still typing the text:
    /// what is called so, begins so, has words that begin so, has the words in its texts. Where something was found
    /// already, the rest is not waited for. Nothing without a text.
    public List<Entity> suggest(EntityQuery query, Actor viewer) {
        if (query.words().isEmpty()) {
            return List.of();
        }
        SqlParameters parameters = new SqlParameters();
        String where = where(query.text(null), model(query, viewer), viewer, parameters);
        Suggestion suggestion = read(query, jdbc -> new Suggestion(mapper, query, where, parameters).atOnce(jdbc));
        if (suggestion.isEmpty()) {
            return read(query, suggestion::everywhere).found();
        }
        if (!suggestion.isFull()) {
            connections.briefly(suggestion::everywhere);
        }
        return suggestion.found();
    }

    private interface Cursors {
        PageCursor of(ResultSet row) throws SQLException;
    }

    /// A page that is filled by one question after the other, with one row more to know whether there are others.
    private final class Page {
        private final EntityQuery query;
        private final JdbcClient jdbc;
        private final List<Entity> found = new ArrayList<>();
        private final List<PageCursor> keys = new ArrayList<>();

        private Page(EntityQuery query, JdbcClient jdbc) {
            this.query = query;
            this.jdbc = jdbc;
        }

        private int missing() {
            return query.limit() + 1 - found.size();
        }

        private void add(String columns, String where, String orderBy, SqlParameters parameters, Cursors cursors) {
            RowMapper<Entity> rows = mapper.rows();
            found.addAll(jdbc.sql("select " + EntityMapper.COLUMNS + columns + " from entity e where " + where
                            + (orderBy.isEmpty() ? "" : " order by " + orderBy)
                            + " limit " + parameters.integer(missing())
                            + " offset " + parameters.integer(query.offset()))
                    .params(parameters.values())
                    .query((row, number) -> {
                        keys.add(cursors.of(row));
                        return Objects.requireNonNull(rows.mapRow(row, number));
                    })
                    .list());
        }

        private Slice<Entity> slice() {
            return found.size() <= query.limit()
                    ? new Slice<>(found, null)
                    : new Slice<>(
                            found.subList(0, query.limit()),
                            keys.get(query.limit() - 1).text());
        }
    }

    /// How many there are, counted no further than `cap`: an answer of `cap` means "at least that many".
    public long count(EntityQuery query, long cap, Actor viewer) {
        SqlParameters parameters = new SqlParameters();
        SearchModel model = model(query, viewer);
        String where = where(query, model, viewer, parameters);
        String sql = "select count(*) from (select 1 from entity e where " + where + " limit " + parameters.integer(cap)
                + ") as counted";
        return read(
                query,
                jdbc -> jdbc.sql(sql)
                        .params(parameters.values())
                        .query(Long.class)
                        .single());
    }

    /// A number per value, the most frequent first; the last one, without a key, sums up those beyond `most`.
    ///
    /// @param property property identifier or `$meta`; each element of a list counts
    public List<Group> groups(EntityQuery query, String property, int most, Actor viewer) {
        SqlParameters parameters = new SqlParameters();
        SearchModel model = model(query, viewer);
        String where = where(query, model, viewer, parameters);
        String value = Subject.of(property, parameters, model).json();
        return groups(query, where, parameters, value, most);
    }

    /// As [#groups] over the level of a scorecard.
    public List<Group> groupsByLevel(EntityQuery query, String scorecard, int most, Actor viewer) {
        return groupsByScorecard(query, scorecard, null, most, viewer);
    }

    /// As [#groups] over the titles of the targets of a relation.
    public List<Group> groupsByRelation(EntityQuery query, String relation, int most, Actor viewer) {
        SqlParameters parameters = new SqlParameters();
        SearchModel model = model(query, viewer);
        String where = where(query, model, viewer, parameters);
        Rule.Relation titles = new Rule.Relation(relation, true, Operator.EQUALS, Operand.of(""));
        return groups(query, where, parameters, new GraphConditions(parameters, model).targets(titles), most);
    }

    /// As [#groups] over the result of a rule of a scorecard: `SUCCESS`, `FAILURE`.
    public List<Group> groupsByRule(EntityQuery query, String scorecard, String rule, int most, Actor viewer) {
        return groupsByScorecard(query, scorecard, rule, most, viewer);
    }

    private List<Group> groupsByScorecard(
            EntityQuery query, String scorecard, @Nullable String rule, int most, Actor viewer) {
        ScorecardValues values = scorecards.get();
        if (values == null) {
            return List.of();
        }
        SqlParameters parameters = new SqlParameters();
        String where = where(query, model(query, viewer), viewer, parameters);
        String value = values.sql(parameters.text(scorecard), rule == null ? null : parameters.text(rule));
        return groups(query, where, parameters, "(" + value + ")", most);
    }

    private List<Group> groups(EntityQuery query, String where, SqlParameters parameters, String value, int most) {
        List<Group> groups = read(
                query,
                jdbc -> jdbc.sql("""
                        select item.value #>> '{}' as key, count(*) as number
                        from entity e
                        left join lateral (
                            select jsonb_array_elements(v) as value from (select %1$s as v) as x where jsonb_typeof(v) = 'array'
                            union all
                            select v from (select %1$s as v) as x where jsonb_typeof(v) <> 'array') as item on true
                        where %2$s
                        group by 1 order by 2 desc, 1 limit 1000
                        """.formatted(value, where))
                        .params(parameters.values())
                        .query((row, number) -> new Group(row.getString("key"), row.getLong("number"), false))
                        .list());
        if (groups.size() <= most) {
            return groups;
        }
        List<Group> shown = new ArrayList<>(groups.subList(0, most));
        shown.add(new Group(
                null,
                groups.subList(most, groups.size()).stream()
                        .mapToLong(Group::count)
                        .sum(),
                true));
        return shown;
    }

    /// Entities with one value.
    ///
    /// @param key the value as text; null for those without one
    /// @param other this is the sum of all values that are not shown
    public record Group(@Nullable String key, long count, boolean other) {}

    /// One number over a number property.
    ///
    /// @param function `sum`, `min`, `max`, `average` or `median`; null when there is nothing
    public @Nullable Double aggregate(EntityQuery query, String function, String property, Actor viewer) {
        SqlParameters parameters = new SqlParameters();
        SearchModel model = model(query, viewer);
        String where = where(query, model, viewer, parameters);
        String number = Subject.of(property, parameters, model).asNumber();
        String call = switch (function) {
            case "sum" -> "sum(" + number + ")";
            case "min" -> "min(" + number + ")";
            case "max" -> "max(" + number + ")";
            case "median" -> "percentile_cont(0.5) within group (order by " + number + ")";
            default -> "avg(" + number + ")";
        };
        return read(
                        query,
                        jdbc -> jdbc.sql("select cast(" + call + " as double precision) as value from entity e where "
                                        + where)
                                .params(parameters.values())
                                .query((row, index) -> Optional.ofNullable((Double) row.getObject("value")))
                                .single())
                .orElse(null);
    }

    /// The blueprints that can have an answer.
    private SearchModel model(EntityQuery query, Actor viewer) {
        List<Blueprint> kinds = blueprints(query);
        String only = kinds.size() == 1 ? kinds.getFirst().identifier() : null;
        // each part of a page asks for them again
        Map<String, Optional<Blueprint>> known = new HashMap<>();
        kinds.forEach(kind -> known.put(kind.identifier(), Optional.of(kind)));
        return new SearchModel(
                kinds,
                name -> known.computeIfAbsent(name, blueprints::find).orElse(null),
                expression -> only != null && indexer.isThere(only, expression),
                parameters -> rights.readable(blueprints.all(), viewer, parameters));
    }

    private List<Blueprint> blueprints(EntityQuery query) {
        if (!query.blueprints().isEmpty()) {
            return query.blueprints().stream().map(blueprints::require).toList();
        }
        Set<String> named = kinds(query.where());
        return blueprints.all().stream()
                .filter(blueprint -> named == null || named.contains(blueprint.identifier()))
                .toList();
    }

    /// What rules on `$blueprint` leave of the blueprints, as clients send them to the search over all kinds; null for
    /// all.
    private static @Nullable Set<String> kinds(SearchQuery query) {
        if (query.combinator() != Combinator.AND) {
            return null;
        }
        Set<String> kinds = null;
        for (Rule rule : query.rules()) {
            Set<String> named = null;
            if (rule instanceof Rule.Group group) {
                named = kinds(group.query());
            } else if (rule instanceof Rule.Property property
                    && property.property().equals("$blueprint")
                    && property.value() instanceof Operand.Literal literal) {
                named = switch (property.operator()) {
                    case EQUALS -> Set.of(literal.value().asString(""));
                    case IN ->
                        literal.value().values().stream()
                                .map(item -> item.asString(""))
                                .collect(Collectors.toSet());
                    default -> null;
                };
            }
            if (named != null) {
                Set<String> both = new HashSet<>(named);
                if (kinds != null) {
                    both.retainAll(kinds);
                }
                kinds = both;
            }
        }
        return kinds;
    }

    private <T> T read(EntityQuery query, Function<JdbcClient, T> work) {
        return connections.read(!query.words().isEmpty(), work);
    }

    private String where(EntityQuery query, SearchModel model, Actor viewer, SqlParameters parameters) {
        List<String> conditions = new ArrayList<>();
        if (!query.blueprints().isEmpty() || kinds(query.where()) != null) {
            conditions.add(ofKinds(model.blueprints(), parameters));
        }
        query.words()
                .forEach(word -> conditions.add(
                        "e.search_text like " + parameters.text("%" + SqlParameters.escape(word) + "%")));
        String readable = rights.readable(model.blueprints(), viewer, parameters);
        if (readable != null) {
            conditions.add(readable);
        }
        if (!query.where().isEverything()) {
            Instant now = clock.instant();
            SearchQuery resolved = QueryResolver.resolve(query.where(), viewers.of(viewer), now);
            conditions.add(new Conditions(parameters, model, now, scorecards.get()).of(resolved));
        }
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    /// The blueprint stands in the statement where it can, for the sake of the indexes that are made for it alone.
    static String ofKinds(List<Blueprint> model, SqlParameters parameters) {
        if (model.isEmpty()) {
            return "false";
        }
        String first = model.getFirst().identifier();
        if (model.size() == 1) {
            return "e.blueprint = " + (PropertyIndexer.isPlain(first) ? "'" + first + "'" : parameters.text(first));
        }
        return "e.blueprint = any("
                + parameters.texts(model.stream().map(Blueprint::identifier).toList()) + ")";
    }
}
