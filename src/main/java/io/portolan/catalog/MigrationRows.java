package io.portolan.catalog;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ArrayNode;

/// The table `migration`.
@Repository
class MigrationRows {

    private static final String SELECT = "select * from migration ";

    private final JdbcClient jdbc;

    MigrationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Migration migration, Actor actor) {
        jdbc.sql("""
                        insert into migration (id, source_blueprint, mapping, delete_entities, delete_blueprint, status,
                            actor_kind, actor_id, actor_name, created_at, updated_at)
                        values (:id, :source, cast(:mapping as jsonb), :entities, :blueprint, :status,
                            :kind, :actor, :name, :now, :now)
                        """)
                .param("id", migration.id())
                .param("source", migration.sourceBlueprint())
                .param("mapping", Json.write(migration.mapping()))
                .param("entities", migration.deleteEntities())
                .param("blueprint", migration.deleteBlueprint())
                .param("status", migration.status())
                .param("kind", actor.kind().name())
                .param("actor", actor.id())
                .param("name", actor.name())
                .param("now", migration.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Migration> find(String id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query(MigrationRows::map)
                .optional();
    }

    /// The newest first, at most 200.
    List<Migration> find(@Nullable String status, @Nullable String actor, @Nullable String blueprint) {
        return jdbc.sql(SELECT + """
                        where (cast(:status as text) is null or status = :status)
                          and (cast(:actor as text) is null or actor_id = :actor)
                          and (cast(:blueprint as text) is null or source_blueprint = :blueprint
                               or mapping ->> 'blueprint' = :blueprint)
                        order by created_at desc limit 200
                        """)
                .param("status", status)
                .param("actor", actor)
                .param("blueprint", blueprint)
                .query(MigrationRows::map)
                .list();
    }

    /// Takes the oldest that nobody works on, for a while.
    Optional<Migration> claim(Duration lease) {
        return jdbc.sql("""
                        update migration set status = 'RUNNING',
                            locked_until = clock_timestamp() + make_interval(secs => :seconds)
                        where id = (select id from migration
                                    where status in ('PENDING', 'RUNNING')
                                      and (locked_until is null or locked_until < clock_timestamp())
                                    order by created_at limit 1 for update skip locked)
                        returning *
                        """)
                .param("seconds", lease.toSeconds())
                .query(MigrationRows::map)
                .optional();
    }

    /// A page is done.
    void advance(String id, long afterId, long succeeded, ArrayNode errors, Duration lease, Instant now) {
        jdbc.sql("""
                        update migration set after_id = :after, success_count = success_count + :succeeded,
                            failure_count = failure_count + :failed,
                            errors = case when jsonb_array_length(errors) < 100
                                          then errors || cast(:errors as jsonb) else errors end,
                            locked_until = clock_timestamp() + make_interval(secs => :seconds), updated_at = :now
                        where id = :id
                        """)
                .param("id", id)
                .param("after", afterId)
                .param("succeeded", succeeded)
                .param("failed", errors.size())
                .param("errors", Json.write(errors))
                .param("seconds", lease.toSeconds())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Ends one that is still open; false when it was over.
    boolean end(String id, String status, @Nullable String error, Instant now) {
        return jdbc.sql("""
                        update migration set status = :status, locked_until = null, updated_at = :now,
                            errors = case when cast(:error as text) is null then errors
                                          else errors || jsonb_build_array(jsonb_build_object('message', cast(:error as text))) end
                        where id = :id and status in ('PENDING', 'RUNNING')
                        """)
                        .param("id", id)
                        .param("status", status)
                        .param("error", error)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    private static Migration map(ResultSet row, int number) throws SQLException {
        return new Migration(
                row.getString("id"),
                row.getString("source_blueprint"),
                Json.parseObject(row.getString("mapping")),
                row.getBoolean("delete_entities"),
                row.getBoolean("delete_blueprint"),
                row.getString("status"),
                row.getLong("success_count"),
                row.getLong("failure_count"),
                Json.parse(row.getString("errors")),
                row.getLong("after_id"),
                row.getString("actor_id"),
                row.getString("actor_name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
