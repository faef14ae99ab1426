package io.portolan.automation;

import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The `automation_firing` table.
@Repository
class FiringRows {

    private final JdbcClient jdbc;

    FiringRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Records that an automation deals with a change; false when it has done so before. A second transaction that
    /// tries the same at the same time waits for the first.
    boolean insert(Firing firing) {
        return jdbc.sql("""
                INSERT INTO automation_firing (automation, change_id, outcome, run_id, message, at)
                VALUES (:automation, :change, :outcome, :run, :message, :at)
                ON CONFLICT DO NOTHING
                """)
                        .param("automation", firing.automation())
                        .param("change", firing.changeId())
                        .param("outcome", firing.outcome().name())
                        .param("run", firing.runId())
                        .param("message", firing.message())
                        .param("at", Timestamp.from(firing.at()))
                        .update()
                == 1;
    }

    void started(String automation, long change, String run) {
        jdbc.sql("UPDATE automation_firing SET run_id = :run WHERE automation = :automation AND change_id = :change")
                .param("automation", automation)
                .param("change", change)
                .param("run", run)
                .update();
    }

    /// Newest first.
    List<Firing> latest(String automation, int limit) {
        return jdbc.sql("""
                SELECT * FROM automation_firing WHERE automation = :automation
                ORDER BY change_id DESC LIMIT :limit
                """)
                .param("automation", automation)
                .param("limit", limit)
                .query((row, index) -> new Firing(
                        row.getString("automation"),
                        row.getLong("change_id"),
                        Firing.Outcome.valueOf(row.getString("outcome")),
                        row.getString("run_id"),
                        row.getString("message"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }
}
