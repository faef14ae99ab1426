package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.kernel.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The table `entity`: one operation per method, one statement per batch. Rows travel as one JSON parameter.
@Repository
class EntityRows {

    /// What the portal knows an entity by on the wire.
    record Key(String blueprint, String identifier) {}

    private static final String FIND = "select " + EntityMapper.COLUMNS + EntityMapper.VERSION
            + " from entity e where e.blueprint = ? and e.identifier = ?";

    private final JdbcClient jdbc;
    private final EntityMapper mapper;

    EntityRows(JdbcClient jdbc, EntityMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /// An entity with its blueprint.
    record Found(Entity entity, Blueprint blueprint) {}

    Optional<Found> find(String blueprint, String identifier) {
        return jdbc.sql(FIND)
                .param(blueprint)
                .param(identifier)
                .query(mapper.rowsWithVersion())
                .optional();
    }

    Optional<Entity> find(Blueprint blueprint, String identifier) {
        return jdbc.sql("select %s from entity e where e.blueprint = ? and e.identifier = ?"
                        .formatted(EntityMapper.COLUMNS))
                .param(blueprint.identifier())
                .param(identifier)
                .query(EntityMapper.rowsOf(blueprint))
                .optional();
    }

    /// Locks the entities that exist against other writers until the transaction ends, in the order of their keys, and
    /// gives their numbers. References to them stay possible.
    Map<Key, Long> lock(Collection<Key> keys) {
        Map<Key, Long> ids = new HashMap<>();
        jdbc.sql("""
                        select e.id, e.blueprint, e.identifier
                        from entity e
                        join jsonb_to_recordset(cast(:keys as jsonb)) as k(blueprint text, identifier text)
                            on k.blueprint = e.blueprint and k.identifier = e.identifier
                        order by e.blueprint, e.identifier
                        for no key update of e
                        """).param("keys", Json.write(array(keys))).query(row -> {
            ids.put(new Key(row.getString("blueprint"), row.getString("identifier")), row.getLong("id"));
        });
        return ids;
    }

    /// Numbers of the entities that exist, without a lock.
    Map<Key, Long> ids(Collection<Key> keys) {
        Map<Key, Long> ids = new HashMap<>();
        if (keys.isEmpty()) {
            return ids;
        }
        jdbc.sql("""
                        select e.id, e.blueprint, e.identifier
                        from jsonb_to_recordset(cast(:keys as jsonb)) as k(blueprint text, identifier text)
                        join entity e on k.blueprint = e.blueprint and k.identifier = e.identifier
                        """).param("keys", Json.write(array(keys))).query(row -> {
            ids.put(new Key(row.getString("blueprint"), row.getString("identifier")), row.getLong("id"));
        });
        return ids;
    }

    /// Waits for whoever is changing what these entities point at, and keeps it as it is until the transaction ends.
    void share(Collection<Long> sources) {
        jdbc.sql("""
                        select e.id from entity e
                        where e.id in (select er.target from entity_relation er where er.source = any(:sources))
                        order by e.id for share
                        """)
                .param("sources", sources.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    /// Keeps these entities as they are until the transaction ends.
    void shareThem(Collection<Long> ids) {
        jdbc.sql("select id from entity where id = any(:ids) order by id for share")
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    /// Entities by number, in no particular order.
    List<Entity> load(Collection<Long> ids) {
        return load(ids, mapper.rows());
    }

    /// The same under a model that the caller holds.
    List<Entity> load(Collection<Long> ids, List<Blueprint> model) {
        return load(ids, EntityMapper.rowsOf(model));
    }

    private List<Entity> load(Collection<Long> ids, RowMapper<Entity> rows) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("select %s from entity e where e.id = any(:ids)".formatted(EntityMapper.COLUMNS))
                .param("ids", ids.toArray(Long[]::new))
                .query(rows)
                .list();
    }

    /// Inserts what does not exist; gives the numbers of the rows that were inserted, by key. A key that is missing in
    /// the answer was taken by another transaction in the meantime.
    ///
    /// @param computed what is known of the computed values already
    Map<Key, Long> insert(
            Map<Key, EntityState> states,
            Map<Key, ObjectNode> computed,
            String by,
            Instant now,
            @Nullable String datasource) {
        ArrayNode rows = Json.array();
        states.forEach((key, state) -> {
            ObjectNode row = row(state).put("blueprint", key.blueprint());
            row.set("computed", computed.getOrDefault(key, Json.object()));
            rows.add(row);
        });
        Map<Key, Long> ids = new HashMap<>();
        jdbc.sql("""
                        insert into entity (blueprint, identifier, title, icon, team, properties, computed, datasource,
                                            created_at, created_by, updated_at, updated_by)
                        select r.blueprint, r.identifier, r.title, r.icon,
                               array(select jsonb_array_elements_text(r.team)), r.properties, r.computed, :datasource,
                               :now, :by, :now, :by
                        from jsonb_to_recordset(cast(:rows as jsonb))
                            as r(blueprint text, identifier text, title text, icon text, team jsonb, properties jsonb,
                                 computed jsonb)
                        order by r.blueprint, r.identifier
                        on conflict (blueprint, identifier) do nothing
                        returning id, blueprint, identifier
                        """)
                .param("rows", Json.write(rows))
                .param("datasource", datasource)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .query(row -> {
                    ids.put(new Key(row.getString("blueprint"), row.getString("identifier")), row.getLong("id"));
                });
        return ids;
    }

    /// Replaces the values of locked entities.
    void update(Map<Long, EntityState> states, String by, Instant now, @Nullable String datasource) {
        ArrayNode rows = Json.array();
        states.forEach((id, state) -> rows.add(row(state).put("id", id)));
        jdbc.sql("""
                        update entity e
                        set identifier = r.identifier, title = r.title, icon = r.icon,
                            team = array(select jsonb_array_elements_text(r.team)), properties = r.properties,
                            datasource = coalesce(cast(:datasource as text), e.datasource), version = e.version + 1,
                            updated_at = :now, updated_by = :by
                        from jsonb_to_recordset(cast(:rows as jsonb))
                            as r(id bigint, identifier text, title text, icon text, team jsonb, properties jsonb)
                        where e.id = r.id
                        """)
                .param("rows", Json.write(rows))
                .param("datasource", datasource)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .update();
    }

    /// A client wrote what was there already: it is the last writer, and nothing has changed.
    void seenBy(Collection<Long> ids, @Nullable String datasource) {
        jdbc.sql("update entity set datasource = :datasource where id = any(:ids)")
                .param("datasource", datasource)
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    void delete(Collection<Long> ids) {
        jdbc.sql("delete from entity where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    /// Entities that point at any of these, at most `limit`, by blueprint and identifier.
    List<Entity> pointingAt(Collection<Long> targets, int limit) {
        return jdbc.sql("""
                        select %s from entity e
                        where e.id in (select r.source from entity_relation r where r.target = any(:targets))
                        order by e.blueprint, e.identifier
                        limit :limit
                        """.formatted(EntityMapper.COLUMNS))
                .param("targets", targets.toArray(Long[]::new))
                .param("limit", limit)
                .query(mapper.rows())
                .list();
    }

    long count(String blueprint) {
        return jdbc.sql("select count(*) from entity where blueprint = ?")
                .param(blueprint)
                .query(Long.class)
                .single();
    }

    /// How many entities of a blueprint hold a value of a property.
    long holdersOfProperty(String blueprint, String property) {
        return jdbc.sql("select count(*) from entity where blueprint = ? and jsonb_exists(properties, ?)")
                .param(blueprint)
                .param(property)
                .query(Long.class)
                .single();
    }

    /// How many entities of a blueprint have a computed value.
    long holdersOfComputed(String blueprint, String property) {
        return jdbc.sql("select count(*) from entity where blueprint = ? and jsonb_exists(computed, ?)")
                .param(blueprint)
                .param(property)
                .query(Long.class)
                .single();
    }

    /// How many entities of a blueprint have a value of a relation.
    long holdersOfRelation(String blueprint, String relation) {
        return jdbc.sql("""
                        select count(distinct er.source) from entity_relation er
                        join entity e on e.id = er.source
                        where e.blueprint = ? and er.relation = ?
                        """).param(blueprint).param(relation).query(Long.class).single();
    }

    /// A page of all entities of a blueprint by number, for work that walks over them.
    List<Entity> after(String blueprint, long id, int limit) {
        return jdbc.sql("select %s from entity e where e.blueprint = ? and e.id > ? order by e.id limit ?"
                        .formatted(EntityMapper.COLUMNS))
                .param(blueprint)
                .param(id)
                .param(limit)
                .query(mapper.rows())
                .list();
    }

    /// Numbers of a page of the entities of a blueprint.
    List<Long> idsAfter(String blueprint, long id, int limit) {
        return jdbc.sql("select id from entity where blueprint = ? and id > ? order by id limit ?")
                .param(blueprint)
                .param(id)
                .param(limit)
                .query(Long.class)
                .list();
    }

    /// Locks entities against other writers, in the order of keys as every writer does.
    void lockById(Collection<Long> ids) {
        jdbc.sql("select id from entity where id = any(:ids) order by blueprint, identifier for no key update")
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .list();
    }

    List<EntityRef> ofDatasource(String prefix, String suffix, long after, @Nullable Instant before, int limit) {
        return jdbc.sql("""
                        select id, blueprint, identifier, title, icon from entity
                        where datasource like :pattern and id > :after
                          and (cast(:before as timestamptz) is null or updated_at < :before)
                        order by id limit :limit
                        """)
                .param("pattern", SqlParameters.escape(prefix) + "%" + SqlParameters.escape(suffix))
                .param("after", after)
                .param("before", before == null ? null : before.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, number) -> new EntityRef(
                        row.getLong("id"),
                        row.getString("blueprint"),
                        row.getString("identifier"),
                        row.getString("title"),
                        row.getString("icon")))
                .list();
    }

    /// One end of an edge, by name.
    record Target(long source, String relation, String identifier) {}

    /// The titles at the other ends of the relations of entities.
    /// @param readable what of the targets `e` may be known of; null for all
    Map<Target, String> targetTitles(Collection<Long> sources, @Nullable String readable, SqlParameters parameters) {
        Map<Target, String> titles = new HashMap<>();
        String of = parameters.numbers(sources);
        jdbc.sql("""
                        select er.source, er.relation, e.identifier, coalesce(e.title, e.identifier) as title
                        from entity_relation er join entity e on e.id = er.target
                        where er.source = any(%s) and %s
                        """.formatted(of, readable == null ? "true" : readable))
                .params(parameters.values())
                .query(row -> {
                    titles.put(
                            new Target(row.getLong("source"), row.getString("relation"), row.getString("identifier")),
                            row.getString("title"));
                });
        return titles;
    }

    private static ObjectNode row(EntityState state) {
        ObjectNode row = Json.object();
        row.put("identifier", state.identifier());
        row.put("title", state.title());
        row.put("icon", state.icon());
        row.set("team", Json.strings(state.team()));
        row.set("properties", state.properties());
        return row;
    }

    private static ArrayNode array(Collection<Key> keys) {
        ArrayNode array = Json.array();
        for (Key key : new ArrayList<>(keys)) {
            array.addObject().put("blueprint", key.blueprint()).put("identifier", key.identifier());
        }
        return array;
    }
}
