package io.portolan.automation;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The `timer` table.
@Repository
class TimerRows {

    /// @param value the property's text, by which one expiry is told from the next
    record Timer(String blueprint, String entity, String property, String value, Instant due) {}

    private final JdbcClient jdbc;

    TimerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Sets a timer; a value that is already known keeps whether it was announced.
    void set(Timer timer) {
        jdbc.sql("""
                INSERT INTO timer (blueprint, entity, property, value, due_at)
                VALUES (:blueprint, :entity, :property, :value, :due)
                ON CONFLICT (blueprint, entity, property) DO UPDATE
                SET value = excluded.value, due_at = excluded.due_at, fired_at = NULL
                WHERE timer.value IS DISTINCT FROM excluded.value
                """)
                .param("blueprint", timer.blueprint())
                .param("entity", timer.entity())
                .param("property", timer.property())
                .param("value", timer.value())
                .param("due", Timestamp.from(timer.due()))
                .update();
    }

    /// Removes the entity's timers but those of the given properties.
    void retain(String blueprint, String entity, Collection<String> properties) {
        jdbc.sql("""
                DELETE FROM timer
                WHERE blueprint = :blueprint AND entity = :entity AND property <> ALL (:properties)
                """)
                .param("blueprint", blueprint)
                .param("entity", entity)
                .param("properties", properties.toArray(String[]::new))
                .update();
    }

    void deleteBlueprint(String blueprint) {
        jdbc.sql("DELETE FROM timer WHERE blueprint = :blueprint")
                .param("blueprint", blueprint)
                .update();
    }

    /// Locks timers that have run out and were not announced, the oldest first; another sweep gets others.
    List<Timer> lockExpired(Instant now, int limit) {
        return jdbc.sql("""
                SELECT blueprint, entity, property, value, due_at FROM timer
                WHERE fired_at IS NULL AND due_at <= :now
                ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED
                """)
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query((row, index) -> new Timer(
                        row.getString("blueprint"),
                        row.getString("entity"),
                        row.getString("property"),
                        row.getString("value"),
                        row.getTimestamp("due_at").toInstant()))
                .list();
    }

    void fired(Timer timer, Instant now) {
        jdbc.sql("""
                UPDATE timer SET fired_at = :now
                WHERE blueprint = :blueprint AND entity = :entity AND property = :property
                """)
                .param("now", Timestamp.from(now))
                .param("blueprint", timer.blueprint())
                .param("entity", timer.entity())
                .param("property", timer.property())
                .update();
    }
}
