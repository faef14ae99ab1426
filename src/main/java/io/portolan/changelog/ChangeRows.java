package io.portolan.changelog;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/// The `change` table.
@Repository
class ChangeRows {

    static final RowMapper<Change> CHANGE = (row, index) -> read(row);

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    ChangeRows(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /// So many fresh ids, growing.
    List<Long> nextIds(int count) {
        return jdbc.sql("SELECT nextval('change_id') FROM generate_series(1, :count)")
                .param("count", count)
                .query(Long.class)
                .list();
    }

    /// One statement for the whole batch.
    void insert(List<Change> changes) {
        template.execute((Connection connection) -> {
            try (PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO change (id, at, kind, blueprint, identifier, run_id, before, after, context,
                                        actor_kind, actor_id, actor_name, origin, cause_id, depth)
                    SELECT id, at, kind, blueprint, identifier, run_id, before::jsonb, after::jsonb, context::jsonb,
                           actor_kind, actor_id, actor_name, origin, cause_id, depth
                    FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                      AS t(id, at, kind, blueprint, identifier, run_id, before, after, context,
                           actor_kind, actor_id, actor_name, origin, cause_id, depth)
                    """)) {
                Columns columns = new Columns(connection, insert, changes);
                columns.set(1, "bigint", Change::id);
                columns.set(2, "timestamptz", change -> Timestamp.from(change.at()));
                columns.set(3, "text", change -> change.kind().name());
                columns.set(4, "text", Change::blueprint);
                columns.set(5, "text", Change::identifier);
                columns.set(6, "text", Change::runId);
                columns.set(7, "text", change -> text(change.before()));
                columns.set(8, "text", change -> text(change.after()));
                columns.set(9, "text", change -> text(change.context()));
                columns.set(10, "text", change -> change.actorKind().name());
                columns.set(11, "text", Change::actorId);
                columns.set(12, "text", Change::actorName);
                columns.set(13, "text", change -> change.origin().name());
                columns.set(14, "bigint", Change::causeId);
                columns.set(15, "int", Change::depth);
                return insert.executeUpdate();
            }
        });
    }

    Optional<Change> find(long id) {
        return jdbc.sql("SELECT * FROM change WHERE id = :id")
                .param("id", id)
                .query(CHANGE)
                .optional();
    }

    Map<Long, Change> findAll(Collection<Long> ids) {
        Map<Long, Change> found = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("SELECT * FROM change WHERE id = ANY(:ids) ORDER BY id")
                    .param("ids", ids.toArray(Long[]::new))
                    .query(CHANGE)
                    .list()
                    .forEach(change -> found.put(change.id(), change));
        }
        return found;
    }

    /// The change that created the run: what is done on behalf of the run is its consequence.
    Optional<Actor.Cause> creationOfRun(String runId) {
        return jdbc.sql("""
                SELECT id, depth FROM change
                WHERE run_id = :run AND kind = 'RUN_CREATED'
                ORDER BY id LIMIT 1
                """)
                .param("run", runId)
                .query((row, index) -> new Actor.Cause(row.getLong(1), row.getInt(2)))
                .optional();
    }

    List<Change> causedBy(long id, int limit) {
        return jdbc.sql("SELECT * FROM change WHERE cause_id = :id ORDER BY id LIMIT :limit")
                .param("id", id)
                .param("limit", limit)
                .query(CHANGE)
                .list();
    }

    /// Newest first.
    List<Change> search(ChangeFilter filter, @Nullable Long before, int limit) {
        List<String> where = new ArrayList<>();
        Map<String, Object> params = new LinkedHashMap<>();
        add(where, params, "id < :before", "before", before);
        add(where, params, "blueprint = :blueprint", "blueprint", filter.blueprint());
        add(
                where,
                params,
                "(blueprint IS NULL OR blueprint NOT IN (:without))",
                "without",
                filter.withoutBlueprints().isEmpty() ? null : filter.withoutBlueprints());
        add(where, params, "identifier = :identifier", "identifier", filter.identifier());
        add(where, params, "run_id = :run", "run", filter.runId());
        add(where, params, "origin = :origin", "origin", name(filter.origin()));
        add(where, params, "at >= :from", "from", filter.from() == null ? null : Timestamp.from(filter.from()));
        add(where, params, "at < :to", "to", filter.to() == null ? null : Timestamp.from(filter.to()));
        add(
                where,
                params,
                "(strpos(lower(actor_id), :actor) > 0 OR strpos(lower(actor_name), :actor) > 0)",
                "actor",
                filter.actor() == null ? null : filter.actor().toLowerCase(java.util.Locale.ROOT));
        if (!filter.resources().isEmpty() || !filter.actions().isEmpty()) {
            List<String> kinds = filter.kinds();
            if (kinds.isEmpty()) {
                return List.of();
            }
            add(where, params, "kind IN (:kinds)", "kinds", kinds);
        }
        String condition = where.isEmpty() ? "" : "WHERE " + String.join(" AND ", where);
        return jdbc.sql("SELECT * FROM change " + condition + " ORDER BY id DESC LIMIT :limit")
                .params(params)
                .param("limit", limit)
                .query(CHANGE)
                .list();
    }

    private static void add(
            List<String> where, Map<String, Object> params, String condition, String name, @Nullable Object value) {
        if (value != null) {
            where.add(condition);
            params.put(name, value);
        }
    }

    private static @Nullable String name(@Nullable Origin origin) {
        return origin == null ? null : origin.name();
    }

    /// The text that is stored; throws [io.portolan.kernel.PortalException.Invalid] for one that cannot be.
    private static @Nullable String text(@Nullable ObjectNode node) {
        if (node == null) {
            return null;
        }
        String json = Json.write(node);
        if (json.contains("\\u0000")) {
            NulCharacter.refuse(node);
        }
        return json;
    }

    private static @Nullable ObjectNode node(@Nullable String text) {
        return text == null ? null : Json.parseObject(text);
    }

    private static Change read(ResultSet row) throws SQLException {
        ObjectNode context = node(row.getString("context"));
        long cause = row.getLong("cause_id");
        Long causeId = row.wasNull() ? null : cause;
        return new Change(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                ChangeKind.valueOf(row.getString("kind")),
                row.getString("blueprint"),
                row.getString("identifier"),
                row.getString("run_id"),
                node(row.getString("before")),
                node(row.getString("after")),
                context == null ? Json.object() : context,
                Actor.Kind.valueOf(row.getString("actor_kind")),
                row.getString("actor_id"),
                row.getString("actor_name"),
                Origin.valueOf(row.getString("origin")),
                causeId,
                row.getInt("depth"));
    }

    /// Binds a list of changes as one array per column.
    private record Columns(Connection connection, PreparedStatement statement, List<Change> changes) {

        void set(int index, String type, Function<Change, @Nullable Object> column) throws SQLException {
            Array array =
                    connection.createArrayOf(type, changes.stream().map(column).toArray());
            statement.setArray(index, array);
        }
    }
}
