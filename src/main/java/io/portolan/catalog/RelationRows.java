package io.portolan.catalog;

import io.portolan.kernel.Json;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ArrayNode;

/// The table `entity_relation`: the graph.
@Repository
class RelationRows {

    /// One edge; `position` keeps the order of a list.
    record Edge(long source, String relation, long target, int position) {}

    private final JdbcClient jdbc;

    RelationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Makes `edges` the edges of `sources`: what is missing goes in, what is not among them goes out.
    void sync(Set<Long> sources, List<Edge> edges) {
        ArrayNode rows = Json.array();
        for (Edge edge : edges) {
            rows.addObject()
                    .put("source", edge.source())
                    .put("relation", edge.relation())
                    .put("target", edge.target())
                    .put("position", edge.position());
        }
        String json = Json.write(rows);
        jdbc.sql("""
                        delete from entity_relation er
                        where er.source = any(:sources)
                          and not exists (
                            select 1
                            from jsonb_to_recordset(cast(:edges as jsonb)) as w(source bigint, relation text, target bigint)
                            where w.source = er.source and w.relation = er.relation and w.target = er.target)
                        """)
                .param("sources", sources.toArray(Long[]::new))
                .param("edges", json)
                .update();
        if (edges.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into entity_relation as er (source, relation, target, position)
                        select w.source, w.relation, w.target, w.position
                        from jsonb_to_recordset(cast(:edges as jsonb))
                            as w(source bigint, relation text, target bigint, position int)
                        order by w.target, w.source
                        on conflict (source, relation, target) do update set position = excluded.position
                        where er.position <> excluded.position
                        """).param("edges", json).update();
    }
}
