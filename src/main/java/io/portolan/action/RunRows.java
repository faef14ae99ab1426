package io.portolan.action;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `action_run`.
@Repository
class RunRows {

    /// A run with its place in the order of all runs.
    record Row(long sequence, ActionRun run) {}

    private static final RowMapper<ActionRun> RUN =
            (row, number) -> new ActionRun(Json.parseObject(row.getString("document")));

    private final JdbcClient jdbc;

    RunRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param viewers principals (see [ActionPermissions#principals]) that may see the run besides its creator and
    ///     administrators; `*` for everybody
    void insert(ActionRun run, List<String> viewers) {
        jdbc.sql("""
                INSERT INTO action_run (id, action, blueprint, entity, status, source, viewers, document, created_by, created_at)
                VALUES (:id, :action, :blueprint, :entity, :status, :source, :viewers, :document::json, :createdBy, :createdAt)
                """)
                .param("id", run.id())
                .param("action", run.actionIdentifier())
                .param("blueprint", run.blueprint())
                .param("entity", run.entity())
                .param("status", run.status().name())
                .param("source", Json.text(run.document(), "source"))
                .param("viewers", viewers.toArray(String[]::new))
                .param("document", Json.write(run.document()))
                .param("createdBy", run.createdBy())
                .param("createdAt", Timestamp.from(run.createdAt()))
                .update();
    }

    void schedule(String id, @Nullable Instant start, @Nullable Instant timeout) {
        jdbc.sql("UPDATE action_run SET start_at = :start, timeout_at = :timeout WHERE id = :id")
                .param("start", start == null ? null : Timestamp.from(start))
                .param("timeout", timeout == null ? null : Timestamp.from(timeout))
                .param("id", id)
                .update();
    }

    /// Runs in progress whose moment has come and that nobody has started.
    List<String> toStart(Instant now, int limit) {
        return jdbc.sql("""
                        SELECT id FROM action_run
                        WHERE start_at <= :now AND NOT invoked AND ended_at IS NULL AND status = 'IN_PROGRESS'
                        ORDER BY start_at LIMIT :limit
                        """)
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /// Runs in progress that should have ended.
    List<String> timedOut(Instant now, int limit) {
        return jdbc.sql("""
                        SELECT id FROM action_run
                        WHERE timeout_at <= :now AND ended_at IS NULL AND status = 'IN_PROGRESS'
                        ORDER BY timeout_at LIMIT :limit
                        """)
                .param("now", Timestamp.from(now))
                .param("limit", limit)
                .query(String.class)
                .list();
    }

    /// @param installation the integration that alone may fetch it; null for any agent
    void offerToAgent(String id, @Nullable String installation) {
        jdbc.sql("""
                        UPDATE action_run SET agent_waits = true, claimed_until = NULL, installation = :installation
                        WHERE id = :id
                        """).param("installation", installation).param("id", id).update();
    }

    /// The run, if it is in progress and neither a backend nor an agent's queue has it.
    Optional<ActionRun> findUninvoked(String id) {
        return jdbc.sql("SELECT document FROM action_run"
                        + " WHERE id = :id AND status = 'IN_PROGRESS' AND NOT invoked AND NOT agent_waits")
                .param("id", id)
                .query(RUN)
                .optional();
    }

    /// The oldest that wait for an agent and that nobody has claimed lately.
    List<ActionRun> claimForAgent(AgentClaim claim, Instant now, Instant until) {
        return jdbc.sql("""
                        WITH claimed AS (
                            UPDATE action_run SET claimed_until = :until
                            WHERE id IN (
                                SELECT id FROM action_run
                                WHERE agent_waits AND status = 'IN_PROGRESS'
                                  AND (claimed_until IS NULL OR claimed_until < :now)
                                  AND (installation = :installation OR (installation IS NULL AND :webhooks))
                                  AND action <> ALL (:exclude)
                                  AND :workflows = EXISTS (
                                      SELECT 1 FROM workflow WHERE workflow.identifier = action_run.action)
                                ORDER BY sequence LIMIT :limit FOR UPDATE SKIP LOCKED)
                            RETURNING sequence, document)
                        SELECT document FROM claimed ORDER BY sequence
                        """)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(until))
                .param("installation", claim.integration())
                .param("webhooks", claim.webhooks())
                .param("exclude", claim.exclude().toArray(String[]::new))
                .param("workflows", claim.workflows())
                .param("limit", claim.limit())
                .query(RUN)
                .list();
    }

    /// Whether the run still waited.
    boolean acknowledge(String id) {
        return jdbc.sql("UPDATE action_run SET agent_waits = false, invoked = true"
                                + " WHERE id = :id AND agent_waits AND status = 'IN_PROGRESS'")
                        .param("id", id)
                        .update()
                == 1;
    }

    void update(ActionRun run) {
        Instant ended = run.endedAt();
        jdbc.sql("""
                UPDATE action_run SET status = :status, external_id = :external, document = :document::json, ended_at = :ended
                WHERE id = :id
                """)
                .param("id", run.id())
                .param("status", run.status().name())
                .param("external", Json.text(run.document(), "externalRunId"))
                .param("document", Json.write(run.document()))
                .param("ended", ended == null ? null : Timestamp.from(ended))
                .update();
    }

    Optional<ActionRun> find(String id) {
        return jdbc.sql("SELECT document FROM action_run WHERE id = :id")
                .param("id", id)
                .query(RUN)
                .optional();
    }

    Optional<ActionRun> lock(String id) {
        return jdbc.sql("SELECT document FROM action_run WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(RUN)
                .optional();
    }

    /// The run, held, if it still has that status and that moment of it has come: somebody else may have had it
    /// since it was found.
    ///
    /// @param moment a column, such as `expire_at`
    Optional<ActionRun> lockDue(String id, String moment, RunStatus status, Instant now) {
        return jdbc.sql("SELECT document FROM action_run WHERE id = :id AND status = :status AND " + moment
                        + " <= :now FOR UPDATE")
                .param("id", id)
                .param("status", status.name())
                .param("now", Timestamp.from(now))
                .query(RUN)
                .optional();
    }

    boolean mayView(String id, Actor actor) {
        return jdbc.sql("SELECT 1 FROM action_run WHERE id = :id AND " + VISIBLE)
                .param("id", id)
                .params(viewer(actor))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    boolean isInvoked(String id) {
        return jdbc.sql("SELECT invoked FROM action_run WHERE id = :id")
                .param("id", id)
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    /// Remembers that the backend has the run, so that it is not called again; or, between two steps, that none has
    /// it. No agent is waited for any more: it may have reported without having acknowledged.
    void markInvoked(String id, boolean invoked) {
        jdbc.sql("UPDATE action_run SET invoked = :invoked, agent_waits = false WHERE id = :id")
                .param("id", id)
                .param("invoked", invoked)
                .update();
    }

    /// Newest first, those that the actor may see.
    List<Row> search(RunFilter filter, Actor actor, @Nullable Long before, int offset, int limit) {
        List<String> where = new ArrayList<>(List.of(VISIBLE));
        Map<String, Object> params = new LinkedHashMap<>(viewer(actor));
        add(where, params, "sequence < :before", "before", before);
        add(where, params, "action = :action", "action", filter.action());
        add(where, params, "blueprint = :blueprint", "blueprint", filter.blueprint());
        add(where, params, "entity = :entity", "entity", filter.entity());
        add(where, params, "created_by = :user", "user", filter.user());
        add(where, params, "external_id = :external", "external", filter.externalId());
        add(where, params, "source IN (:sources)", "sources", filter.sources().isEmpty() ? null : filter.sources());
        add(
                where,
                params,
                "status IN (:statuses)",
                "statuses",
                filter.statuses().isEmpty()
                        ? null
                        : filter.statuses().stream().map(Enum::name).toList());
        Boolean active = filter.active();
        if (active != null) {
            where.add(active ? "ended_at IS NULL" : "ended_at IS NOT NULL");
        }
        return jdbc.sql("SELECT sequence, document FROM action_run WHERE " + String.join(" AND ", where)
                        + " ORDER BY sequence DESC LIMIT :limit OFFSET :offset")
                .params(params)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> new Row(row.getLong(1), new ActionRun(Json.parseObject(row.getString(2)))))
                .list();
    }

    /// Those of some runs that the actor may see, the newest first.
    List<ActionRun> some(Collection<String> ids, Actor actor) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("SELECT document FROM action_run WHERE " + VISIBLE
                        + " AND id = ANY(CAST(:ids AS text[])) ORDER BY sequence DESC")
                .params(viewer(actor))
                .param("ids", ids.toArray(String[]::new))
                .query((row, number) -> new ActionRun(Json.parseObject(row.getString(1))))
                .list();
    }

    private static final String VISIBLE = "(:sees_all OR created_by = :me OR viewers && CAST(:principals AS text[]))";

    private static Map<String, Object> viewer(Actor actor) {
        List<String> principals = new ArrayList<>(ActionPermissions.principals(actor));
        principals.add("*");
        return Map.of("sees_all", actor.isAdmin(), "me", actor.id(), "principals", principals.toArray(String[]::new));
    }

    private static void add(
            List<String> where, Map<String, Object> params, String condition, String name, @Nullable Object value) {
        if (value != null) {
            where.add(condition);
            params.put(name, value);
        }
    }
}
