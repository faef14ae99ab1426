package io.portolan.action;

import io.portolan.kernel.Json;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables `run_log` and `run_attempt`.
@Repository
class RunTraceRows {

    private final JdbcClient jdbc;

    RunTraceRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    RunLog insertLog(
            String run, Instant at, String message, @Nullable RunStatus termination, @Nullable String statusLabel) {
        long id = jdbc.sql("""
            INSERT INTO run_log (run_id, at, message, termination_status, status_label)
            VALUES (:run, :at, :message, :termination, :label) RETURNING id
            """)
                .param("run", run)
                .param("at", Timestamp.from(at))
                .param("message", message)
                .param("termination", termination == null ? null : termination.name())
                .param("label", statusLabel)
                .query(Long.class)
                .single();
        return new RunLog(id, run, at, message, termination, statusLabel);
    }

    /// Lines after one, oldest first.
    List<RunLog> logs(String run, long after, int limit) {
        return jdbc.sql("SELECT * FROM run_log WHERE run_id = :run AND id > :after ORDER BY id LIMIT :limit")
                .param("run", run)
                .param("after", after)
                .param("limit", limit)
                .query(LINE)
                .list();
    }

    /// How many lines there are after one, and the last of them; `after` itself when there is none.
    Tail tail(String run, long after) {
        return jdbc.sql("SELECT count(*), coalesce(max(id), :after) FROM run_log WHERE run_id = :run AND id > :after")
                .param("run", run)
                .param("after", after)
                .query((row, number) -> new Tail(row.getInt(1), row.getLong(2)))
                .single();
    }

    record Tail(int count, long last) {}

    /// Lines by position, oldest first, their messages cut to `longest` characters.
    ///
    /// @param all how many there are, so that from the end is counted where that is nearer
    List<RunLog> linesAt(String run, int offset, int limit, Tail all, int longest) {
        int total = all.count();
        boolean back = offset > total / 2;
        int taken = Math.min(limit, total - offset);
        if (taken <= 0) {
            return List.of();
        }
        List<RunLog> lines = jdbc.sql("SELECT " + CUT + " FROM run_log WHERE run_id = :run AND id <= :last ORDER BY id "
                        + (back ? "DESC" : "ASC") + " LIMIT :limit OFFSET :offset")
                .param("run", run)
                .param("longest", longest)
                .param("last", all.last())
                .param("limit", taken)
                .param("offset", back ? total - offset - taken : offset)
                .query(LINE)
                .list();
        return back ? lines.reversed() : lines;
    }

    /// Lines with these numbers, oldest first, their messages cut to `longest` characters.
    List<RunLog> lines(String run, List<Long> ids, int longest) {
        return jdbc.sql("SELECT " + CUT + " FROM run_log WHERE run_id = :run AND id = ANY(:ids) ORDER BY id")
                .param("run", run)
                .param("longest", longest)
                .param("ids", ids.toArray(Long[]::new))
                .query(LINE)
                .list();
    }

    /// Numbers of the lines after one, up to another, that contain a text in upper or lower case, oldest first.
    List<Long> matching(String run, String text, long after, long last, int limit) {
        return jdbc.sql("SELECT id FROM run_log WHERE run_id = :run AND id > :after AND id <= :last"
                        + " AND strpos(lower(message), lower(:text)) > 0 ORDER BY id LIMIT :limit")
                .param("run", run)
                .param("text", text)
                .param("after", after)
                .param("last", last)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    private static final String CUT = "id, run_id, at, termination_status, status_label,"
            + " CASE WHEN length(message) > :longest THEN left(message, :longest) || '…' ELSE message END AS message";

    private static final RowMapper<RunLog> LINE = (row, number) -> {
        String termination = row.getString("termination_status");
        return new RunLog(
                row.getLong("id"),
                row.getString("run_id"),
                row.getTimestamp("at").toInstant(),
                row.getString("message"),
                termination == null ? null : RunStatus.valueOf(termination),
                row.getString("status_label"));
    };

    void insertAttempt(String run, RunAttempt attempt) {
        jdbc.sql("""
            INSERT INTO run_attempt (run_id, number, at, took_ms, request, status, response, error)
            VALUES (:run, :number, :at, :took, :request::json, :status, :response, :error)
            ON CONFLICT DO NOTHING
            """)
                .param("run", run)
                .param("number", attempt.number())
                .param("at", Timestamp.from(attempt.at()))
                .param("took", attempt.tookMillis())
                .param("request", Json.write(attempt.request()))
                .param("status", attempt.status())
                .param("response", attempt.response())
                .param("error", attempt.error())
                .update();
    }

    int countAttempts(String run) {
        return jdbc.sql("SELECT count(*) FROM run_attempt WHERE run_id = :run")
                .param("run", run)
                .query(Integer.class)
                .single();
    }

    int countAttemptsSince(String run, Instant moment) {
        return jdbc.sql("SELECT count(*) FROM run_attempt WHERE run_id = :run AND at >= :moment")
                .param("run", run)
                .param("moment", Timestamp.from(moment))
                .query(Integer.class)
                .single();
    }

    List<RunAttempt> attempts(String run) {
        return jdbc.sql("SELECT * FROM run_attempt WHERE run_id = :run ORDER BY number")
                .param("run", run)
                .query((row, number) -> {
                    int status = row.getInt("status");
                    Integer answered = row.wasNull() ? null : status;
                    return new RunAttempt(
                            row.getInt("number"),
                            row.getTimestamp("at").toInstant(),
                            row.getLong("took_ms"),
                            Json.parseObject(row.getString("request")),
                            answered,
                            row.getString("response"),
                            row.getString("error"));
                })
                .list();
    }
}
