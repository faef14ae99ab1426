package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Slice;
import io.portolan.query.Operand;
import io.portolan.query.Operator;
import io.portolan.query.QueryResolver;
import io.portolan.query.Rule;
import io.portolan.query.SearchQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The one way to read more than one entity: tables, pickers, widgets and routes all use it. Pages follow each other by
/// key, so that a page costs the same wherever it stands and nothing is seen twice while others write.
@Service
public class EntitySearch {

    private final JdbcClient jdbc;
    private final EntityMapper mapper;
    private final BlueprintService blueprints;
    private final ViewerContext viewers;
    private final ObjectProvider<ScorecardValues> scorecards;
    private final Clock clock;

    EntitySearch(
            JdbcClient jdbc,
            EntityMapper mapper,
            BlueprintService blueprints,
            ViewerContext viewers,
            ObjectProvider<ScorecardValues> scorecards,
            Clock clock) {
        this.jdbc = jdbc;
        this.mapper = mapper;
        this.blueprints = blueprints;
        this.viewers = viewers;
        this.scorecards = scorecards;
        this.clock = clock;
    }

    /// One page of what the viewer may see.
    @Transactional(readOnly = true)
    public Slice<Entity> search(EntityQuery query, Actor viewer) {
        SqlParameters parameters = new SqlParameters();
        String where = where(query, viewer, parameters);
        Ordering ordering = Ordering.of(query.sort(), model(query), parameters);
        String cursor = query.cursor();
        String after = cursor == null ? "" : " and " + ordering.after(PageCursor.parse(cursor), parameters);
        RowMapper<Entity> rows = mapper.rows();
        List<PageCursor> keys = new ArrayList<>();
        List<Entity> found = jdbc.sql("select " + EntityMapper.COLUMNS + ordering.columns() + " from entity e where "
                        + where + after + " order by " + ordering.orderBy() + " limit "
                        + parameters.integer(query.limit() + 1L) + " offset " + parameters.integer(query.offset()))
                .params(parameters.values())
                .query((row, number) -> {
                    keys.add(ordering.cursor(row));
                    return Objects.requireNonNull(rows.mapRow(row, number));
                })
                .list();
        if (found.size() <= query.limit()) {
            return new Slice<>(found, null);
        }
        return new Slice<>(
                found.subList(0, query.limit()), keys.get(query.limit() - 1).text());
    }

    /// How many there are, counted no further than `cap`: an answer of `cap` means "at least that many".
    @Transactional(readOnly = true)
    public long count(EntityQuery query, long cap, Actor viewer) {
        SqlParameters parameters = new SqlParameters();
        String where = where(query, viewer, parameters);
        return jdbc.sql("select count(*) from (select 1 from entity e where " + where + " limit "
                        + parameters.integer(cap) + ") as counted")
                .params(parameters.values())
                .query(Long.class)
                .single();
    }

    /// A number per value, the most frequent first; the last one, without a key, sums up those beyond `most`.
    ///
    /// @param property property identifier or `$meta`; each element of a list counts
    @Transactional(readOnly = true)
    public List<Group> groups(EntityQuery query, String property, int most, Actor viewer) {
        SqlParameters parameters = new SqlParameters();
        String where = where(query, viewer, parameters);
        String value = Subject.of(property, parameters).json();
        return groups(where, parameters, value, most);
    }

    /// As [#groups] over the level of a scorecard.
    @Transactional(readOnly = true)
    public List<Group> groupsByLevel(EntityQuery query, String scorecard, int most, Actor viewer) {
        ScorecardValues values = scorecards.getIfAvailable();
        if (values == null) {
            return List.of();
        }
        SqlParameters parameters = new SqlParameters();
        String where = where(query, viewer, parameters);
        return groups(where, parameters, "(" + values.sql(parameters.text(scorecard), null) + ")", most);
    }

    /// As [#groups] over the titles of the targets of a relation.
    @Transactional(readOnly = true)
    public List<Group> groupsByRelation(EntityQuery query, String relation, int most, Actor viewer) {
        SqlParameters parameters = new SqlParameters();
        String where = where(query, viewer, parameters);
        Rule.Relation titles = new Rule.Relation(relation, true, Operator.EQUALS, Operand.of(""));
        return groups(where, parameters, new GraphConditions(parameters, model(query)).targets(titles), most);
    }

    /// As [#groups] over the result of a rule of a scorecard: `SUCCESS`, `FAILURE`.
    @Transactional(readOnly = true)
    public List<Group> groupsByRule(EntityQuery query, String scorecard, String rule, int most, Actor viewer) {
        ScorecardValues values = scorecards.getIfAvailable();
        if (values == null) {
            return List.of();
        }
        SqlParameters parameters = new SqlParameters();
        String where = where(query, viewer, parameters);
        String value = values.sql(parameters.text(scorecard), parameters.text(rule));
        return groups(where, parameters, "(" + value + ")", most);
    }

    private List<Group> groups(String where, SqlParameters parameters, String value, int most) {
        List<Group> groups = jdbc.sql("""
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
                .list();
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
    @Transactional(readOnly = true)
    public @Nullable Double aggregate(EntityQuery query, String function, String property, Actor viewer) {
        SqlParameters parameters = new SqlParameters();
        String where = where(query, viewer, parameters);
        String number = Subject.of(property, parameters).asNumber();
        String call = switch (function) {
            case "sum" -> "sum(" + number + ")";
            case "min" -> "min(" + number + ")";
            case "max" -> "max(" + number + ")";
            case "median" -> "percentile_cont(0.5) within group (order by " + number + ")";
            default -> "avg(" + number + ")";
        };
        return jdbc.sql("select cast(" + call + " as double precision) as value from entity e where " + where)
                .params(parameters.values())
                .query((row, index) -> Optional.ofNullable((Double) row.getObject("value")))
                .single()
                .orElse(null);
    }

    private List<Blueprint> model(EntityQuery query) {
        return query.blueprints().isEmpty()
                ? blueprints.all()
                : query.blueprints().stream().map(blueprints::require).toList();
    }

    private String where(EntityQuery query, Actor viewer, SqlParameters parameters) {
        jdbc.sql("select set_config('statement_timeout', '10s', true)")
                .query((row, number) -> 1)
                .single();
        List<String> conditions = new ArrayList<>();
        List<Blueprint> model = model(query);
        if (!query.blueprints().isEmpty()) {
            conditions.add(
                    query.blueprints().size() == 1
                            ? "e.blueprint = "
                                    + parameters.text(query.blueprints().getFirst())
                            : "e.blueprint = any(" + parameters.texts(query.blueprints()) + ")");
        }
        String text = query.text();
        if (text != null && !text.isBlank()) {
            for (String word : text.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
                conditions.add("e.search_text like " + parameters.text("%" + escape(word) + "%"));
            }
        }
        if (!query.where().isEverything()) {
            Instant now = clock.instant();
            SearchQuery resolved = QueryResolver.resolve(query.where(), viewers.of(viewer), now);
            conditions.add(new Conditions(parameters, model, now, scorecards.getIfAvailable()).of(resolved));
        }
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    private static String escape(String word) {
        return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
