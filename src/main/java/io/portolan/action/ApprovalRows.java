package io.portolan.action;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What belongs to waiting for an approval: the times in `action_run`, and the tables `run_approval` and
/// `run_notice`.
@Repository
class ApprovalRows {

    private final JdbcClient jdbc;

    ApprovalRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void begin(String run, @Nullable Instant remind, @Nullable Instant expire) {
        jdbc.sql("UPDATE action_run SET remind_at = :remind, expire_at = :expire, reminders = 0 WHERE id = :run")
                .param("remind", remind == null ? null : Timestamp.from(remind))
                .param("expire", expire == null ? null : Timestamp.from(expire))
                .param("run", run)
                .update();
    }

    /// Waiting runs whose approvers are to be reminded.
    List<String> toRemind(Instant now, int limit) {
        return due("remind_at", now, limit);
    }

    /// Waiting runs whose time is over.
    List<String> toExpire(Instant now, int limit) {
        return due("expire_at", now, limit);
    }

    private List<String> due(String column, Instant now, int limit) {
        return jdbc.sql("SELECT id FROM action_run WHERE " + column + " <= :now AND ended_at IS NULL"
                        + " AND status = 'WAITING_FOR_APPROVAL' ORDER BY " + column + " LIMIT :limit")
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /// How many reminders there are now; the last one has no next.
    ///
    /// @param next when the next one is due; null for never
    int reminded(String run, @Nullable Instant next, int most) {
        return jdbc.sql("""
                        UPDATE action_run SET reminders = reminders + 1,
                            remind_at = CASE WHEN reminders + 1 < :most THEN CAST(:next AS timestamptz) END
                        WHERE id = :run RETURNING reminders
                        """)
                .param("most", most)
                .param("next", next == null ? null : Timestamp.from(next))
                .param("run", run)
                .query(Integer.class)
                .single();
    }

    /// Whether this is the approver's first word on the run, or on that step of it.
    ///
    /// @param step empty for the run as a whole
    boolean insertApproval(
            String run, String step, String approver, boolean approved, @Nullable String description, Instant at) {
        return jdbc.sql("""
                        INSERT INTO run_approval (run_id, step, approver, approved, description, at)
                        VALUES (:run, :step, :approver, :approved, :description, :at)
                        ON CONFLICT DO NOTHING
                        """)
                        .param("run", run)
                        .param("step", step)
                        .param("approver", approver)
                        .param("approved", approved)
                        .param("description", description)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    /// Who has approved so far.
    List<String> approvedBy(String run, String step) {
        return jdbc.sql("SELECT approver FROM run_approval"
                        + " WHERE run_id = :run AND step = :step AND approved ORDER BY at")
                .param("run", run)
                .param("step", step)
                .query(String.class)
                .list();
    }

    /// A decision that was asked for: on a run as a whole when the step is empty.
    record Question(String run, String step) {}

    /// What somebody has already decided about some runs.
    Set<Question> decidedBy(String approver, Collection<String> runs) {
        return Set.copyOf(
                jdbc.sql("SELECT run_id, step FROM run_approval WHERE approver = :approver AND run_id = ANY(:runs)")
                        .param("approver", approver)
                        .param("runs", runs.toArray(String[]::new))
                        .query((row, number) -> new Question(row.getString("run_id"), row.getString("step")))
                        .list());
    }

    /// Whether nothing more is to be done for a notice.
    boolean isSettled(String run, String notice) {
        return jdbc.sql("SELECT settled FROM run_notice WHERE run_id = :run AND notice = :notice")
                .param("run", run)
                .param("notice", notice)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /// How often it was tried by now.
    int tried(String run, String notice, boolean settled) {
        return jdbc.sql("""
                        INSERT INTO run_notice (run_id, notice, attempts, settled) VALUES (:run, :notice, 1, :settled)
                        ON CONFLICT (run_id, notice) DO UPDATE
                            SET attempts = run_notice.attempts + 1, settled = EXCLUDED.settled
                        RETURNING attempts
                        """)
                .param("run", run)
                .param("notice", notice)
                .param("settled", settled)
                .query(Integer.class)
                .single();
    }

    /// Gives up.
    void settle(String run, String notice) {
        jdbc.sql("UPDATE run_notice SET settled = true WHERE run_id = :run AND notice = :notice")
                .param("run", run)
                .param("notice", notice)
                .update();
    }
}
