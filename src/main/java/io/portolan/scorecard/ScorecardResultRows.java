package io.portolan.scorecard;

import io.portolan.kernel.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The table `scorecard_result`, one statement per batch.
@Repository
class ScorecardResultRows {

    /// A result about to be stored.
    record Draft(long entityId, ScorecardResult result) {}

    /// A level that is no more what it was; `before` is null for a first result.
    record Moved(long entityId, String scorecard, @Nullable String before, String after) {}

    private final JdbcClient jdbc;

    ScorecardResultRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Inserts or replaces results; gives those whose level changed or is new.
    List<Moved> save(String blueprint, List<Draft> drafts, Instant now) {
        if (drafts.isEmpty()) {
            return List.of();
        }
        ArrayNode rows = Json.array();
        for (Draft draft : drafts) {
            rows.addObject()
                    .put("entity_id", draft.entityId())
                    .put("scorecard", draft.result().scorecard())
                    .put("level", draft.result().level())
                    .put("level_index", draft.result().levelIndex())
                    .set("rules", draft.result().rulesJson());
        }
        return jdbc
                .sql("""
                        insert into scorecard_result as s
                            (entity_id, blueprint, scorecard, level, level_index, rules, changed_at)
                        select r.entity_id, :blueprint, r.scorecard, r.level, r.level_index, r.rules, :now
                        from jsonb_to_recordset(cast(:rows as jsonb)) as r(
                            entity_id bigint, scorecard text, level text, level_index smallint, rules jsonb)
                        order by r.entity_id, r.scorecard
                        on conflict (entity_id, scorecard) do update
                        set level = excluded.level, level_index = excluded.level_index, rules = excluded.rules,
                            blueprint = excluded.blueprint,
                            changed_at = case when s.level = excluded.level then s.changed_at
                                              else excluded.changed_at end
                        where (s.level, s.level_index, s.rules)
                            is distinct from (excluded.level, excluded.level_index, excluded.rules)
                        returning new.entity_id, new.scorecard, old.level as before, new.level as after
                        """)
                .param("blueprint", blueprint)
                .param("rows", Json.write(rows))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Moved(
                        row.getLong("entity_id"),
                        row.getString("scorecard"),
                        row.getString("before"),
                        row.getString("after")))
                .list()
                .stream()
                .filter(moved -> !moved.after().equals(moved.before()))
                .toList();
    }

    /// Removes the results of these entities in other scorecards than those of the drafts.
    void keepOnly(Collection<Long> entities, List<Draft> drafts) {
        ArrayNode kept = Json.array();
        drafts.forEach(draft -> kept.addObject()
                .put("entity_id", draft.entityId())
                .put("scorecard", draft.result().scorecard()));
        jdbc.sql("""
                        delete from scorecard_result s
                        where s.entity_id = any(:entities) and not exists (
                            select 1
                            from jsonb_to_recordset(cast(:kept as jsonb)) as k(entity_id bigint, scorecard text)
                            where k.entity_id = s.entity_id and k.scorecard = s.scorecard)
                        """)
                .param("entities", entities.toArray(Long[]::new))
                .param("kept", Json.write(kept))
                .update();
    }

    /// Results by entity.
    Map<Long, List<ScorecardResults.Held>> of(Collection<Long> entities) {
        Map<Long, List<ScorecardResults.Held>> results = new HashMap<>();
        if (entities.isEmpty()) {
            return results;
        }
        jdbc.sql("""
                        select entity_id, scorecard, level, level_index, rules, changed_at from scorecard_result
                        where entity_id = any(:entities) order by entity_id, scorecard
                        """).param("entities", entities.toArray(Long[]::new)).query(row -> {
            results.computeIfAbsent(row.getLong("entity_id"), key -> new ArrayList<>())
                    .add(held(row));
        });
        return results;
    }

    /// How many entities hold each level.
    Map<String, Long> distribution(String blueprint, String scorecard) {
        Map<String, Long> counts = new LinkedHashMap<>();
        jdbc.sql("""
                        select level, count(*) as entities from scorecard_result
                        where blueprint = ? and scorecard = ? group by level, level_index order by level_index
                        """).param(blueprint).param(scorecard).query(row -> {
            counts.merge(row.getString("level"), row.getLong("entities"), Long::sum);
        });
        return counts;
    }

    /// How many entities pass each rule.
    Map<String, Long> passing(String blueprint, String scorecard) {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql("""
                        select r.identifier, count(*) filter (where r.status = 'SUCCESS') as passed
                        from scorecard_result s,
                             jsonb_to_recordset(s.rules) as r(identifier text, status text)
                        where s.blueprint = ? and s.scorecard = ? group by r.identifier
                        """).param(blueprint).param(scorecard).query(row -> {
            counts.put(row.getString("identifier"), row.getLong("passed"));
        });
        return counts;
    }

    /// Entities at a level by title, a page of them.
    List<ScorecardResults.Holder> holders(
            String blueprint, String scorecard, @Nullable String level, int offset, int limit) {
        return jdbc.sql("""
                        select e.identifier, e.title, s.level, s.changed_at,
                               (select count(*) from jsonb_array_elements(s.rules) r where r ->> 'status' = 'SUCCESS')
                                   as passed
                        from scorecard_result s join entity e on e.id = s.entity_id
                        where s.blueprint = :blueprint and s.scorecard = :scorecard
                          and (cast(:level as text) is null or s.level = :level)
                        order by s.level_index, coalesce(e.title, e.identifier), e.id
                        limit :limit offset :offset
                        """)
                .param("blueprint", blueprint)
                .param("scorecard", scorecard)
                .param("level", level)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> new ScorecardResults.Holder(
                        row.getString("identifier"),
                        row.getString("title"),
                        row.getString("level"),
                        row.getInt("passed"),
                        row.getObject("changed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static ScorecardResults.Held held(ResultSet row) throws SQLException {
        List<RuleResult> rules = new ArrayList<>();
        for (JsonNode rule : Json.parse(row.getString("rules"))) {
            rules.add(new RuleResult(
                    rule.path("identifier").asString(""),
                    rule.path("status").asString("").equals("SUCCESS"),
                    rule.path("level").asString("")));
        }
        return new ScorecardResults.Held(
                new ScorecardResult(
                        row.getString("scorecard"), row.getString("level"), row.getInt("level_index"), rules),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
