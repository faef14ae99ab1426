package io.portolan.catalog;

import io.portolan.blueprint.BlueprintService;
import io.portolan.kernel.Actor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// How entities hang together: who points at an entity and what surrounds it. Every answer is bounded, however many
/// relations an entity has.
@Service
public class EntityGraph {

    /// Incoming relations of one entity that are looked at; beyond that a group says that there are more.
    private static final int INCOMING = 2_000;

    private final JdbcClient jdbc;
    private final BlueprintService blueprints;
    private final EntityRights rights;

    EntityGraph(JdbcClient jdbc, BlueprintService blueprints, EntityRights rights) {
        this.jdbc = jdbc;
        this.blueprints = blueprints;
        this.rights = rights;
    }

    /// Entities that point at one by the same relation.
    ///
    /// @param blueprint whose relation it is, and so what the entities are
    /// @param more there are others
    public record Incoming(String blueprint, String relation, List<EntityRef> items, boolean more) {}

    /// One relation between two entities.
    public record Edge(EntityRef source, String relation, EntityRef target) {}

    /// A part of the graph.
    ///
    /// @param truncated some relations were left out because there are too many
    public record Neighbourhood(List<EntityRef> nodes, List<Edge> edges, boolean truncated) {}

    private record RawEdge(long source, String relation, long target) {}

    /// What these entities point at and the viewer may read, each once.
    @Transactional(readOnly = true)
    public List<EntityRef> targets(Collection<Entity> sources, Actor viewer) {
        SqlParameters parameters = new SqlParameters();
        return jdbc.sql("""
                        select distinct e.id, e.blueprint, e.identifier, e.title, e.icon
                        from entity_relation r join entity e on e.id = r.target
                        where r.source = any(:sources) and %s
                        """.formatted(readable(viewer, parameters)))
                .params(parameters.values())
                .param("sources", sources.stream().map(Entity::id).toArray(Long[]::new))
                .query(EntityRef.class)
                .list();
    }

    private String readable(Actor viewer, SqlParameters parameters) {
        String condition = viewer.isAdmin() ? null : rights.readable(blueprints.all(), viewer, parameters);
        return condition == null ? "true" : condition;
    }

    /// Who points at an entity, as far as the viewer may read them, by blueprint and relation; at most `most` of
    /// each, by title.
    @Transactional(readOnly = true)
    public List<Incoming> incoming(Entity entity, int most, Actor viewer) {
        record Row(String relation, EntityRef ref) {}
        SqlParameters parameters = new SqlParameters();
        List<Row> rows = jdbc.sql("""
                        select relation, id, blueprint, identifier, title, icon
                        from (
                            select i.relation, e.id, e.blueprint, e.identifier, e.title, e.icon,
                                   row_number() over (partition by e.blueprint, i.relation
                                                      order by coalesce(e.title, e.identifier), e.id) as place
                            from (select source, relation from entity_relation where target = :target limit :bound) as i
                            join entity e on e.id = i.source where %s) as ranked
                        where place <= :most + 1
                        order by blueprint, relation, place
                        """.formatted(readable(viewer, parameters)))
                .params(parameters.values())
                .param("target", entity.id())
                .param("bound", INCOMING)
                .param("most", most)
                .query((row, number) -> new Row(
                        row.getString("relation"),
                        new EntityRef(
                                row.getLong("id"),
                                row.getString("blueprint"),
                                row.getString("identifier"),
                                row.getString("title"),
                                row.getString("icon"))))
                .list();
        Map<List<String>, List<EntityRef>> groups = new LinkedHashMap<>();
        rows.forEach(
                row -> groups.computeIfAbsent(List.of(row.ref().blueprint(), row.relation()), key -> new ArrayList<>())
                        .add(row.ref()));
        List<Incoming> answer = new ArrayList<>();
        groups.forEach((key, refs) -> answer.add(new Incoming(
                key.getFirst(),
                key.getLast(),
                refs.size() > most ? List.copyOf(refs.subList(0, most)) : refs,
                refs.size() > most)));
        return answer;
    }

    /// How many entities point at these, counted up to `cap`.
    @Transactional(readOnly = true)
    public int countPointingAt(Collection<Entity> targets, int cap) {
        return jdbc.sql("""
                        select count(distinct source) from (
                            select source from entity_relation
                            where target = any(:targets) and source <> all(:targets) limit :cap) as pointing
                        """)
                .param("targets", targets.stream().map(Entity::id).toArray(Long[]::new))
                .param("cap", cap)
                .query(Integer.class)
                .single();
    }

    /// What of the viewer's can be reached from some entities within a number of steps, in both directions.
    ///
    /// @param hops 1 to 5
    /// @param most entities in the answer; 1 to 500, the nearest come first
    @Transactional(readOnly = true)
    public Neighbourhood around(List<EntityRef> starts, int hops, int most, Actor viewer) {
        int limit = Math.clamp(most, 1, 500);
        Set<Long> known = new LinkedHashSet<>();
        starts.forEach(start -> known.add(start.id()));
        Set<RawEdge> edges = new LinkedHashSet<>();
        List<Long> frontier = List.copyOf(known);
        boolean truncated = false;
        for (int hop = 0; hop < Math.clamp(hops, 1, 5) && !frontier.isEmpty(); hop++) {
            List<RawEdge> found = edgesOf(frontier, limit);
            truncated |= found.size() > limit * 4;
            List<Long> next = new ArrayList<>();
            for (RawEdge edge : found) {
                for (long end : List.of(edge.source(), edge.target())) {
                    if (!known.contains(end) && known.size() < limit) {
                        known.add(end);
                        next.add(end);
                    }
                }
                if (known.contains(edge.source()) && known.contains(edge.target())) {
                    edges.add(edge);
                } else {
                    truncated = true;
                }
            }
            frontier = next;
        }
        Map<Long, EntityRef> refs = new HashMap<>();
        load(known, viewer).forEach(ref -> refs.put(ref.id(), ref));
        List<EntityRef> nodes =
                known.stream().filter(refs::containsKey).map(refs::get).toList();
        List<Edge> lines = new ArrayList<>();
        for (RawEdge edge : edges) {
            EntityRef source = refs.get(edge.source());
            EntityRef target = refs.get(edge.target());
            if (source != null && target != null) {
                lines.add(new Edge(source, edge.relation(), target));
            }
        }
        return new Neighbourhood(nodes, lines, truncated);
    }

    /// Relations of each of these entities in both directions, at most `per` a direction and entity.
    private List<RawEdge> edgesOf(List<Long> ids, int per) {
        return jdbc.sql("""
                        select distinct r.source, r.relation, r.target
                        from unnest(cast(:ids as bigint[])) as f(id)
                        cross join lateral (
                            (select source, relation, target from entity_relation
                             where source = f.id order by relation, target limit :per)
                            union all
                            (select source, relation, target from entity_relation
                             where target = f.id order by relation, source limit :per)) as r
                        order by r.source, r.relation, r.target
                        limit :bound
                        """)
                .param("ids", ids.toArray(Long[]::new))
                .param("per", per)
                .param("bound", per * 4 + 1)
                .query(RawEdge.class)
                .list();
    }

    private List<EntityRef> load(Collection<Long> ids, Actor viewer) {
        SqlParameters parameters = new SqlParameters();
        return jdbc.sql(
                        "select e.id, e.blueprint, e.identifier, e.title, e.icon from entity e where e.id = any(:ids) and "
                                + readable(viewer, parameters))
                .params(parameters.values())
                .param("ids", ids.toArray(Long[]::new))
                .query(EntityRef.class)
                .list();
    }
}
