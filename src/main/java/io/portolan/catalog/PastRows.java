package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Entities as they were: the present rows, and for those that changed since a moment the state before their first
/// change after it. What the change log has forgotten is not needed for that.
@Repository
class PastRows {

    private static final String KINDS = "c.kind in ('ENTITY_CREATED', 'ENTITY_UPDATED', 'ENTITY_DELETED')";

    private final JdbcClient jdbc;

    PastRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The identifiers of blueprints with those that they had before: changes of then carry the name of then.
    List<String> withFormerNames(List<String> blueprints) {
        return jdbc.sql("""
                        with recursive named(identifier) as (
                            select unnest(cast(:blueprints as text[]))
                            union
                            select c.context ->> '%1$s' from named n
                            join change c on c.blueprint = n.identifier and c.kind = 'BLUEPRINT_UPDATED'
                                and c.context ->> '%1$s' is not null)
                        select identifier from named n
                        where n.identifier = any(cast(:blueprints as text[]))
                           or not exists (select 1 from blueprint b where b.identifier = n.identifier)
                        """.formatted(BlueprintService.RENAMED_FROM))
                .param("blueprints", blueprints.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /// Numbers of the entities that have, or at some time had, this identifier.
    List<Long> named(String blueprint, String identifier) {
        return jdbc.sql("""
                        select e.id from entity e where e.blueprint = :blueprint and e.identifier = :identifier
                        union
                        select (c.context ->> 'entity')::bigint from change c
                        where c.blueprint = any(:blueprints) and c.identifier = :identifier and %s
                          and c.context ->> 'entity' is not null
                        """.formatted(KINDS))
                .param("blueprint", blueprint)
                .param("blueprints", withFormerNames(List.of(blueprint)).toArray(String[]::new))
                .param("identifier", identifier)
                .query(Long.class)
                .list();
    }

    /// The first change of an entity after a moment: its state before, empty when it did not exist; null when nothing
    /// happened since.
    @Nullable
    Optional<ObjectNode> before(long entity, Instant at) {
        List<Optional<ObjectNode>> found = jdbc.sql("""
                        select c.before from change c
                        where (c.context ->> 'entity')::bigint = :entity and %s and c.at > :at
                        order by c.id limit 1
                        """.formatted(KINDS))
                .param("entity", entity)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        Optional.ofNullable(row.getString("before")).map(Json::parseObject))
                .list();
        return found.isEmpty() ? null : found.getFirst();
    }

    /// How many changes lie after a moment, counted no further than `cap`.
    long since(List<String> blueprints, Instant at, long cap) {
        return jdbc.sql(
                        "select count(*) from (select 1 from change c where c.blueprint = any(:blueprints) and c.at > :at"
                                + " and " + KINDS + " limit :cap) as counted")
                .param("blueprints", blueprints.toArray(String[]::new))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("cap", cap)
                .query(Long.class)
                .single();
    }

    /// The rows of the past as a table like `entity`, with the columns that conditions look at; `document` is the wire
    /// form of those that are no longer so.
    String table(List<String> blueprints, Instant at, SqlParameters parameters) {
        String kinds = parameters.texts(withFormerNames(blueprints));
        String moment = parameters.moment(at);
        return "(with " + later(kinds, moment) + " " + rows("entity", kinds, moment) + ")";
    }

    private static String later(String kinds, String moment) {
        return """
                later as materialized (
                    select distinct on ((c.context ->> 'entity')::bigint)
                           (c.context ->> 'entity')::bigint as entity, c.before
                    from change c
                    where c.blueprint = any(%1$s) and c.at > %2$s and %3$s
                    order by (c.context ->> 'entity')::bigint, c.id)
                """.formatted(kinds, moment, KINDS);
    }

    private static String rows(String table, String kinds, String moment) {
        return """
                 select e.id, e.blueprint, e.identifier, e.title, e.icon, e.team, e.properties, e.computed, e.datasource,
                        e.created_at, e.created_by, e.updated_at, e.updated_by, e.search_text, null::jsonb as document
                 from %3$s e
                 where e.blueprint = any(%1$s) and e.created_at <= %2$s
                   and not exists (select 1 from later l where l.entity = e.id)
                 union all
                 select l.entity, l.before ->> 'blueprint', l.before ->> 'identifier', l.before ->> 'title',
                        l.before ->> 'icon', array(select jsonb_array_elements_text(l.before -> 'team')),
                        l.before -> 'properties', l.before -> 'properties', null,
                        (l.before ->> 'createdAt')::timestamptz, l.before ->> 'createdBy',
                        (l.before ->> 'updatedAt')::timestamptz, l.before ->> 'updatedBy',
                        catalog_search_text(l.before ->> 'title', l.before ->> 'identifier', l.before -> 'properties'),
                        l.before
                 from later l where l.before is not null""".formatted(kinds, moment, table);
    }

    /// Begins a statement in which `entity` and `entity_relation` are what they were at a moment, so that whatever
    /// walks over them walks over the past.
    ///
    /// @param model the blueprints as they are: they tell where the relations lead
    String world(List<Blueprint> model, Instant at, SqlParameters parameters) {
        String kinds = parameters.texts(
                withFormerNames(model.stream().map(Blueprint::identifier).toList()));
        String moment = parameters.moment(at);
        ArrayNode arrows = Json.array();
        model.forEach(blueprint -> blueprint
                .relations()
                .values()
                .forEach(relation -> arrows.addObject()
                        .put("blueprint", blueprint.identifier())
                        .put("relation", relation.identifier())
                        .put("target", relation.target())));
        return """
                with present as (select * from entity), present_relation as (select * from entity_relation), %1$s,
                entity as (%2$s),
                entity_relation as (
                    select r.source, r.relation, r.target, r.position from present_relation r
                    where not exists (select 1 from later l where l.entity = r.source)
                    union all
                    select l.entity, d.relation, t.id, cast(v.position as int)
                    from later l
                    join jsonb_to_recordset(%3$s) as d(blueprint text, relation text, target text)
                      on d.blueprint = l.before ->> 'blueprint'
                    cross join lateral jsonb_array_elements_text(
                        case jsonb_typeof(l.before -> 'relations' -> d.relation)
                            when 'array' then l.before -> 'relations' -> d.relation
                            when 'string' then jsonb_build_array(l.before -> 'relations' -> d.relation)
                            else '[]'::jsonb end) with ordinality as v(name, position)
                    join entity t on t.blueprint = d.target and t.identifier = v.name)
                """.formatted(later(kinds, moment), rows("present", kinds, moment), parameters.json(arrows));
    }

    /// One row of [#table]: the number of the entity, and its wire form when it is no longer so.
    record Row(long id, @Nullable ObjectNode document) {}

    List<Row> rows(String sql, SqlParameters parameters) {
        List<Row> rows = new ArrayList<>();
        jdbc.sql(sql).params(parameters.values()).query(row -> {
            String document = row.getString("document");
            rows.add(new Row(row.getLong("id"), document == null ? null : Json.parseObject(document)));
        });
        return rows;
    }

    long count(String sql, SqlParameters parameters) {
        return jdbc.sql(sql).params(parameters.values()).query(Long.class).single();
    }
}
