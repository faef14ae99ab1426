package io.portolan.action;

import io.portolan.kernel.Json;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/// The table `action_draft`.
@Repository
class DraftRows {

    private final JdbcClient jdbc;

    DraftRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(ObjectNode document, Instant savedAt) {}

    Optional<Row> find(String owner, String action, String entity, Instant since) {
        return jdbc.sql("""
                        SELECT document, saved_at FROM action_draft
                        WHERE owner = :owner AND action = :action AND entity = :entity AND saved_at >= :since
                        """)
                .param("owner", owner)
                .param("action", action)
                .param("entity", entity)
                .param("since", Timestamp.from(since))
                .query((row, number) -> new Row(
                        Json.parseObject(row.getString(1)), row.getTimestamp(2).toInstant()))
                .optional();
    }

    /// Whether it is a new one.
    boolean save(String owner, String action, String entity, ObjectNode document, Instant at) {
        return jdbc.sql("""
                INSERT INTO action_draft (owner, action, entity, document, saved_at)
                VALUES (:owner, :action, :entity, :document::json, :at)
                ON CONFLICT (owner, action, entity) DO UPDATE
                    SET document = EXCLUDED.document, saved_at = EXCLUDED.saved_at
                RETURNING old.owner IS NULL
                """)
                .param("owner", owner)
                .param("action", action)
                .param("entity", entity)
                .param("document", Json.write(document))
                .param("at", Timestamp.from(at))
                .query(Boolean.class)
                .single();
    }

    void delete(String owner, String action, String entity) {
        jdbc.sql("DELETE FROM action_draft WHERE owner = :owner AND action = :action AND entity = :entity")
                .param("owner", owner)
                .param("action", action)
                .param("entity", entity)
                .update();
    }

    /// Keeps the latest of an owner.
    void trim(String owner, int most) {
        jdbc.sql("""
                DELETE FROM action_draft WHERE owner = :owner AND (action, entity) IN (
                    SELECT action, entity FROM action_draft WHERE owner = :owner
                    ORDER BY saved_at DESC, action, entity OFFSET :most)
                """).param("owner", owner).param("most", most).update();
    }

    void deleteBefore(Instant moment) {
        jdbc.sql("DELETE FROM action_draft WHERE saved_at < :moment")
                .param("moment", Timestamp.from(moment))
                .update();
    }
}
