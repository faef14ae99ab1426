package io.portolan.action;

import io.portolan.kernel.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `action`.
@Repository
class ActionRows {

    private final JdbcClient jdbc;

    ActionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Action> all() {
        return jdbc.sql("SELECT * FROM action ORDER BY created_at, identifier")
                .query((row, number) -> read(row))
                .list();
    }

    Optional<Action> find(String identifier) {
        return jdbc.sql("SELECT * FROM action WHERE identifier = :identifier")
                .param("identifier", identifier)
                .query((row, number) -> read(row))
                .optional();
    }

    Optional<Action> lock(String identifier) {
        return jdbc.sql("SELECT * FROM action WHERE identifier = :identifier FOR UPDATE")
                .param("identifier", identifier)
                .query((row, number) -> read(row))
                .optional();
    }

    /// Whether it was inserted; false when the identifier is taken.
    boolean insert(Action action) {
        return jdbc.sql("""
                        INSERT INTO action (identifier, id, document, permissions, created_at, created_by, updated_at, updated_by)
                        VALUES (:identifier, :id, :document::json, :permissions::json, :createdAt, :createdBy, :updatedAt, :updatedBy)
                        ON CONFLICT (identifier) DO NOTHING
                        """)
                        .param("identifier", action.identifier())
                        .param("id", action.id())
                        .param("document", Json.write(action.document()))
                        .param("permissions", Json.write(action.permissions().document()))
                        .param("createdAt", Timestamp.from(action.createdAt()))
                        .param("createdBy", action.createdBy())
                        .param("updatedAt", Timestamp.from(action.updatedAt()))
                        .param("updatedBy", action.updatedBy())
                        .update()
                == 1;
    }

    /// Overwrites the action with this `id`; its identifier may be a new one.
    void update(Action action) {
        jdbc.sql("""
                UPDATE action SET identifier = :identifier, document = :document::json, permissions = :permissions::json,
                                  updated_at = :updatedAt, updated_by = :updatedBy
                WHERE id = :id
                """)
                .param("identifier", action.identifier())
                .param("id", action.id())
                .param("document", Json.write(action.document()))
                .param("permissions", Json.write(action.permissions().document()))
                .param("updatedAt", Timestamp.from(action.updatedAt()))
                .param("updatedBy", action.updatedBy())
                .update();
    }

    void delete(String identifier) {
        jdbc.sql("DELETE FROM action WHERE identifier = :identifier")
                .param("identifier", identifier)
                .update();
    }

    private static Action read(ResultSet row) throws SQLException {
        return new Action(
                row.getString("id"),
                Json.parseObject(row.getString("document")),
                new ActionPermissions(Json.parseObject(row.getString("permissions"))),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                row.getTimestamp("updated_at").toInstant(),
                row.getString("updated_by"));
    }
}
