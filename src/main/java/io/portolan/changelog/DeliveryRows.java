package io.portolan.changelog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The `delivery` table. When a delivery is due is told by the portal's clock; leases run on the clock of the
/// database, so that nodes whose clocks differ never work the same delivery at once.
@Repository
class DeliveryRows {

    /// @param lease names this claim: whoever lost it may no longer settle the delivery
    record Delivery(long id, String consumer, String key, long changeId, int attempts, Instant lease) {}

    record Draft(String consumer, String key, String lane, long changeId) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    DeliveryRows(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    void insert(List<Draft> drafts, Instant due) {
        template.execute((Connection connection) -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO delivery (consumer, key, lane, change_id, due_at)
                    SELECT consumer, key, lane, change_id, ? FROM unnest(?, ?, ?, ?) AS t(consumer, key, lane, change_id)
                    """)) {
                insert.setTimestamp(1, Timestamp.from(due));
                insert.setArray(
                        2,
                        connection.createArrayOf(
                                "text", drafts.stream().map(Draft::consumer).toArray()));
                insert.setArray(
                        3,
                        connection.createArrayOf(
                                "text", drafts.stream().map(Draft::key).toArray()));
                insert.setArray(
                        4,
                        connection.createArrayOf(
                                "text", drafts.stream().map(Draft::lane).toArray()));
                insert.setArray(
                        5,
                        connection.createArrayOf(
                                "bigint", drafts.stream().map(Draft::changeId).toArray()));
                return insert.executeUpdate();
            }
        });
    }

    /// Takes deliveries that are due and whose key has no older one open. The lanes take turns: whoever has least in
    /// work comes first, and none has more than `perLane` in work, on all nodes together.
    List<Delivery> claim(Instant now, Duration lease, int limit, int perLane) {
        return jdbc.sql("""
                WITH RECURSIVE lanes AS (
                    (SELECT lane FROM delivery WHERE NOT dead ORDER BY lane LIMIT 1)
                    UNION ALL
                    SELECT (SELECT d.lane FROM delivery d WHERE NOT d.dead AND d.lane > l.lane ORDER BY d.lane LIMIT 1)
                    FROM lanes l WHERE l.lane IS NOT NULL),
                busy AS (
                    SELECT lane, count(*) AS number FROM delivery
                    WHERE NOT dead AND locked_until IS NOT NULL AND locked_until >= clock_timestamp() GROUP BY lane),
                next AS (
                    SELECT first.id, coalesce(b.number, 0) + row_number() OVER (
                        PARTITION BY l.lane ORDER BY first.due_at, first.change_id) AS turn
                    FROM lanes l LEFT JOIN busy b ON b.lane = l.lane
                    CROSS JOIN LATERAL (
                        SELECT d.id, d.due_at, d.change_id FROM delivery d
                        WHERE d.lane = l.lane AND NOT d.dead AND d.due_at <= :now
                          AND (d.locked_until IS NULL OR d.locked_until < clock_timestamp())
                          AND NOT EXISTS (
                              SELECT 1 FROM delivery older
                              WHERE older.consumer = d.consumer AND older.key = d.key
                                AND older.change_id < d.change_id AND NOT older.dead)
                        ORDER BY d.due_at, d.change_id
                        LIMIT greatest(0, least(:limit, :perLane - coalesce(b.number, 0)))) AS first)
                UPDATE delivery SET attempts = attempts + 1,
                       locked_until = clock_timestamp() + make_interval(secs => :lease)
                WHERE id IN (
                    SELECT d.id FROM delivery d JOIN next n ON n.id = d.id
                    WHERE NOT d.dead AND (d.locked_until IS NULL OR d.locked_until < clock_timestamp())
                    ORDER BY n.turn, d.due_at, d.change_id
                    LIMIT :limit
                    FOR UPDATE OF d SKIP LOCKED)
                RETURNING id, consumer, key, change_id, attempts, locked_until
                """)
                .param("now", Timestamp.from(now))
                .param("lease", lease.toMillis() / 1000.0)
                .param("limit", limit)
                .param("perLane", perLane)
                .query((row, index) -> new Delivery(
                        row.getLong("id"),
                        row.getString("consumer"),
                        row.getString("key"),
                        row.getLong("change_id"),
                        row.getInt("attempts"),
                        row.getTimestamp("locked_until").toInstant()))
                .list();
    }

    /// Keeps the leases of those still in work.
    void extend(Collection<Long> ids, Duration lease) {
        if (!ids.isEmpty()) {
            jdbc.sql("""
                    UPDATE delivery SET locked_until = clock_timestamp() + make_interval(secs => :lease)
                    WHERE id = ANY(:ids) AND locked_until IS NOT NULL
                    """)
                    .param("lease", lease.toMillis() / 1000.0)
                    .param("ids", ids.toArray(Long[]::new))
                    .update();
        }
    }

    /// Forgets deliveries that succeeded, but for those that somebody else has claimed since.
    void done(Collection<Delivery> over) {
        jdbc.sql("""
                DELETE FROM delivery d USING unnest(:ids::bigint[], :attempts::int[]) AS t (id, attempts)
                WHERE d.id = t.id AND d.attempts = t.attempts
                """)
                .param("ids", over.stream().map(Delivery::id).toArray(Long[]::new))
                .param("attempts", over.stream().map(Delivery::attempts).toArray(Integer[]::new))
                .update();
    }

    /// Lets go of a delivery that failed: until `due`, or for good.
    void failed(Delivery delivery, Instant due, boolean dead, String error) {
        jdbc.sql("""
                UPDATE delivery SET locked_until = NULL, due_at = :due, dead = :dead, last_error = :error
                WHERE id = :id AND attempts = :attempts
                """)
                .param("due", Timestamp.from(due))
                .param("dead", dead)
                .param("error", error)
                .param("id", delivery.id())
                .param("attempts", delivery.attempts())
                .update();
    }

    List<DeadDelivery> dead(@Nullable Long before, int limit) {
        return jdbc.sql("""
                SELECT * FROM delivery
                WHERE dead AND id < :before ORDER BY id DESC LIMIT :limit
                """)
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("limit", limit)
                .query((row, index) -> new DeadDelivery(
                        row.getLong("id"),
                        row.getString("consumer"),
                        row.getString("key"),
                        row.getLong("change_id"),
                        row.getInt("attempts"),
                        row.getTimestamp("due_at").toInstant(),
                        row.getString("last_error")))
                .list();
    }

    /// The consumer of the dead delivery that was woken, if there was one.
    Optional<String> revive(long id, Instant due) {
        return jdbc.sql("""
                UPDATE delivery SET dead = false, attempts = 0, due_at = :due, locked_until = NULL
                WHERE id = :id AND dead RETURNING consumer
                """)
                .param("id", id)
                .param("due", Timestamp.from(due))
                .query(String.class)
                .optional();
    }
}
