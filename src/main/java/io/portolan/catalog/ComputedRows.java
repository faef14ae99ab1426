package io.portolan.catalog;

import io.portolan.kernel.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads what computed values are made of, and stores them.
@Repository
class ComputedRows {

    private final JdbcClient jdbc;

    ComputedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// For each of the entities the values of a property at the end of a path, in the order of the relations.
    Map<Long, JsonNode> mirrored(ComputedPath path, String property, Collection<Long> ids) {
        SqlParameters parameters = new SqlParameters();
        int last = path.steps().size();
        String order = path.steps().getLast().relation().equals(ComputedPath.OWNERS)
                ? "e.identifier"
                : "r" + last + ".position";
        String sql = "select s.id, jsonb_agg("
                + Subject.of(property, parameters).json() + " order by " + order
                + ", e.identifier) as value from entity s" + path.joins(last, parameters) + " join entity e on e.id = x"
                + last + ".id where s.id = any(" + parameters.numbers(ids) + ") group by s.id";
        Map<Long, JsonNode> values = new HashMap<>();
        jdbc.sql(sql).params(parameters.values()).query(row -> {
            values.put(row.getLong("id"), Json.parse(row.getString("value")));
        });
        return values;
    }

    /// An entity at the end of a path, with its value of a property.
    record Reached(
            String blueprint, String identifier, @Nullable JsonNode value) {}

    List<Reached> reached(ComputedPath path, String property, long from, int most) {
        SqlParameters parameters = new SqlParameters();
        int last = path.steps().size();
        String sql = "select distinct e.blueprint, e.identifier, "
                + Subject.of(property, parameters).json() + " as value from entity s" + path.joins(last, parameters)
                + " join entity e on e.id = x" + last + ".id where s.id = " + parameters.integer(from)
                + " order by e.identifier limit " + parameters.integer(most);
        return jdbc.sql(sql)
                .params(parameters.values())
                .query((row, number) -> {
                    String value = row.getString("value");
                    return new Reached(
                            row.getString("blueprint"),
                            row.getString("identifier"),
                            value == null ? null : Json.parse(value));
                })
                .list();
    }

    /// The value of a property of each of the entities, as a list of one like those of [#mirrored].
    Map<Long, JsonNode> valuesOf(String property, Collection<Long> ids) {
        SqlParameters parameters = new SqlParameters();
        String sql = "select e.id, jsonb_build_array("
                + Subject.of(property, parameters).json() + ") as value from entity e where e.id = any("
                + parameters.numbers(ids) + ")";
        Map<Long, JsonNode> values = new HashMap<>();
        jdbc.sql(sql).params(parameters.values()).query(row -> {
            values.put(row.getLong("id"), Json.parse(row.getString("value")));
        });
        return values;
    }

    /// What an aggregation comes to for one entity, before it is divided by time.
    record Aggregate(
            long count, @Nullable Double value, @Nullable Instant first) {}

    /// Over the distinct entities at the end of any of the paths that fulfil `condition`.
    Map<Long, Aggregate> aggregated(
            List<ComputedPath> paths,
            SqlParameters parameters,
            String condition,
            String function,
            @Nullable String property,
            String measuredBy,
            Collection<Long> ids) {
        String ends = paths.stream()
                .map(path -> "select s.id as source, x" + path.steps().size() + ".id as target from entity s"
                        + path.joins(path.steps().size(), parameters) + " where s.id = any("
                        + parameters.numbers(ids) + ")")
                .collect(Collectors.joining(" union "));
        String number =
                property == null ? "null" : Subject.of(property, parameters).asNumber();
        String call = switch (function) {
            case "sum" -> "sum(" + number + ")";
            case "min" -> "min(" + number + ")";
            case "max" -> "max(" + number + ")";
            case "median" -> "percentile_cont(0.5) within group (order by " + number + ")";
            case "average" -> property == null ? "count(*)" : "sum(" + number + ")";
            default -> "count(*)";
        };
        Map<Long, Aggregate> values = new HashMap<>();
        jdbc.sql("select p.source, count(*) as number, cast(" + call + " as double precision) as value, min("
                        + Subject.of(measuredBy, parameters).asMoment() + ") as first from (" + ends
                        + ") as p join entity e on e.id = p.target where " + condition + " group by p.source")
                .params(parameters.values())
                .query(row -> {
                    OffsetDateTime first = row.getObject("first", OffsetDateTime.class);
                    values.put(
                            row.getLong("source"),
                            new Aggregate(
                                    row.getLong("number"),
                                    (Double) row.getObject("value"),
                                    first == null ? null : first.toInstant()));
                });
        return values;
    }

    /// Entities at the beginning of a path that have one of `reached` after step `step`.
    Set<Long> dependents(ComputedPath path, int step, Collection<Long> reached) {
        SqlParameters parameters = new SqlParameters();
        String sql = "select distinct s.id from entity s" + path.joins(step, parameters) + " where s.blueprint = "
                + parameters.text(path.from()) + " and " + (step == 0 ? "s" : "x" + step) + ".id = any("
                + parameters.numbers(reached) + ")";
        return new HashSet<>(
                jdbc.sql(sql).params(parameters.values()).query(Long.class).list());
    }

    /// Entities of a blueprint that name a team among their owners, whether or not there is such a team.
    List<Long> ownedBy(String blueprint, String team) {
        return jdbc.sql("select id from entity where blueprint = :blueprint and team @> array[cast(:team as text)]")
                .param("blueprint", blueprint)
                .param("team", team)
                .query(Long.class)
                .list();
    }

    void storeTeams(Map<Long, JsonNode> teams) {
        if (teams.isEmpty()) {
            return;
        }
        var rows = Json.array();
        teams.forEach((id, names) -> rows.addObject().put("id", id).set("team", names));
        jdbc.sql("""
                        update entity e set team = array(select jsonb_array_elements_text(r.team))
                        from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, team jsonb)
                        where e.id = r.id
                        """).param("rows", Json.write(rows)).update();
    }

    void store(Map<Long, ObjectNode> computed) {
        if (computed.isEmpty()) {
            return;
        }
        var rows = Json.array();
        computed.forEach((id, values) -> rows.addObject().put("id", id).set("computed", values));
        jdbc.sql("""
                        update entity e set computed = r.computed
                        from jsonb_to_recordset(cast(:rows as jsonb)) as r(id bigint, computed jsonb)
                        where e.id = r.id
                        """).param("rows", Json.write(rows)).update();
    }
}
