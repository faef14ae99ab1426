package io.portolan.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Sixteen writers at once on the same entities.
@PortalTest
class ConcurrentWritesIT {

    private static final int WRITERS = 16;
    private static final int ENTITIES = 100;
    private static final int ROUNDS = 40;

    @Autowired
    Api api;

    @Autowired
    JdbcClient jdbc;

    @Test
    void noEffectIsLostNoDeadlockIsSeenAndRelationsStayWhole() throws Exception {
        String kind = Names.unique("kind");
        StringBuilder properties = new StringBuilder();
        StringBuilder entities = new StringBuilder();
        for (int writer = 0; writer < WRITERS; writer++) {
            properties
                    .append(writer == 0 ? "" : ", ")
                    .append("\"w")
                    .append(writer)
                    .append("\": {\"type\": \"number\"}");
        }
        for (int i = 0; i < ENTITIES; i++) {
            entities.append(i == 0 ? "" : ", ")
                    .append("{\"identifier\": \"e")
                    .append(i)
                    .append("\"}");
        }
        api.post("/v1/blueprints", """
                {"identifier": "%s", "title": "K", "schema": {"properties": {%s}},
                 "relations": {"one": {"target": "%s", "required": false, "many": false},
                               "several": {"target": "%s", "required": false, "many": true}}}""".formatted(kind, properties, kind, kind)).expect(201);
        api.post("/v1/blueprints/" + kind + "/entities/bulk", "{\"entities\": [" + entities + "]}")
                .expect(200);

        Map<String, Integer> last = new ConcurrentHashMap<>();
        Set<Integer> statuses = ConcurrentHashMap.newKeySet();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> work = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int me = writer;
                work.add(pool.submit(() -> write(kind, me, last, statuses)));
            }
            for (Future<?> each : work) {
                each.get();
            }
        }

        assertThat(statuses).containsExactly(200);
        Map<String, Integer> stored = new ConcurrentHashMap<>();
        for (JsonNode entity : api.get("/v1/blueprints/" + kind + "/entities")
                .expect(200)
                .body()
                .path("entities")) {
            entity.path("properties")
                    .properties()
                    .forEach(value -> stored.put(
                            entity.path("identifier").asString() + "/" + value.getKey(),
                            value.getValue().asInt()));
        }
        assertThat(stored).isEqualTo(last);
        // a single relation has one edge at most, and the document says what the edges say
        assertThat(jdbc.sql("""
                        select count(*) from (
                            select er.source from entity_relation er join entity e on e.id = er.source
                            where e.blueprint = ? and er.relation = 'one' group by er.source having count(*) > 1) as x
                        """).param(kind).query(Long.class).single()).isZero();
    }

    private void write(String kind, int me, Map<String, Integer> last, Set<Integer> statuses) {
        Random random = new Random(me);
        for (int round = 1; round <= ROUNDS; round++) {
            Set<Integer> chosen = new HashSet<>();
            StringBuilder bodies = new StringBuilder();
            while (chosen.size() < 5) {
                int entity = random.nextInt(ENTITIES);
                if (chosen.add(entity)) {
                    bodies.append(bodies.isEmpty() ? "" : ", ").append("""
                            {"identifier": "e%d", "properties": {"w%d": %d},
                             "relations": {"one": "e%d", "several": ["e%d", "e%d"]}}""".formatted(
                                    entity,
                                    me,
                                    round,
                                    random.nextInt(ENTITIES),
                                    random.nextInt(ENTITIES),
                                    random.nextInt(ENTITIES)));
                    last.put("e" + entity + "/w" + me, round);
                }
            }
            statuses.add(api.post(
                            "/v1/blueprints/" + kind + "/entities/bulk?upsert=true&merge=true",
                            "{\"entities\": [" + bodies + "]}")
                    .status());
        }
    }
}
