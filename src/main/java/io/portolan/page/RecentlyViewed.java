package io.portolan.page;

import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityQuery;
import io.portolan.catalog.EntitySearch;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.query.Operand;
import io.portolan.query.Operator;
import io.portolan.query.Rule;
import io.portolan.query.SearchQuery;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Which entities each person has opened, the newest few.
@Service
public class RecentlyViewed {

    /// How many are kept of each person.
    static final int KEPT = 20;

    private record Opened(String blueprint, String entity) {}

    private final JdbcClient jdbc;
    private final EntitySearch search;
    private final Clock clock;

    RecentlyViewed(JdbcClient jdbc, EntitySearch search, Clock clock) {
        this.jdbc = jdbc;
        this.search = search;
        this.clock = clock;
    }

    /// Somebody looks at an entity. Two short statements, quick enough for the UI thread.
    @Transactional
    public void opened(String blueprint, String entity, Actor viewer) {
        if (viewer.kind() != Actor.Kind.USER) {
            return;
        }
        jdbc.sql("""
                        insert into entity_view (viewer, blueprint, entity, at) values (:viewer, :blueprint, :entity, :at)
                        on conflict (viewer, blueprint, entity) do update set at = excluded.at
                        """)
                .param("viewer", viewer.id())
                .param("blueprint", blueprint)
                .param("entity", entity)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        delete from entity_view where viewer = :viewer and at < (
                            select at from entity_view where viewer = :viewer order by at desc offset :last limit 1)
                        """).param("viewer", viewer.id()).param("last", KEPT - 1).update();
    }

    /// The newest first; without what is gone and what the viewer may not read any more. One search for all of them.
    public List<Entity> list(Actor viewer, int most) {
        List<Opened> opened = jdbc.sql(
                        "select blueprint, entity from entity_view where viewer = :viewer order by at desc limit :kept")
                .param("viewer", viewer.id())
                .param("kept", KEPT)
                .query((row, number) -> new Opened(row.getString(1), row.getString(2)))
                .list();
        if (opened.isEmpty()) {
            return List.of();
        }
        EntityQuery query = EntityQuery.everywhere()
                .where(SearchQuery.and(
                        in("$blueprint", opened.stream().map(Opened::blueprint)),
                        in("$identifier", opened.stream().map(Opened::entity))))
                .limit(KEPT * KEPT);
        Map<Opened, Entity> found = new HashMap<>();
        search.search(query, viewer)
                .items()
                .forEach(entity -> found.put(new Opened(entity.blueprint(), entity.identifier()), entity));
        return opened.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .limit(most)
                .toList();
    }

    private static Rule in(String property, Stream<String> values) {
        return new Rule.Property(property, Operator.IN, Operand.of(Json.strings(values.toList())));
    }
}
