package io.portolan.page;

import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityService;
import io.portolan.kernel.Actor;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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
    private final EntityService entities;
    private final Clock clock;

    RecentlyViewed(JdbcClient jdbc, EntityService entities, Clock clock) {
        this.jdbc = jdbc;
        this.entities = entities;
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

    /// The newest first; without what is gone and what the viewer may not read any more.
    public List<Entity> list(Actor viewer, int most) {
        return jdbc
                .sql("select blueprint, entity from entity_view where viewer = :viewer order by at desc limit :kept")
                .param("viewer", viewer.id())
                .param("kept", KEPT)
                .query((row, number) -> new Opened(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .map(opened -> entities.find(opened.blueprint(), opened.entity(), viewer))
                .flatMap(Optional::stream)
                .limit(most)
                .toList();
    }
}
