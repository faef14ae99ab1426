package io.portolan.catalog;

import io.portolan.kernel.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `saved_view`.
@Repository
class SavedViewRows {

    private static final String SELECT =
            "select id, blueprint, owner, shared, name, state, created_at, updated_at from saved_view ";

    /// The user that a personal view goes with.
    private static final String USER =
            "(select u.id from portal_user u where not :shared and lower(u.email) = lower(:owner))";

    private final JdbcClient jdbc;

    SavedViewRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Shared views of a kind and the personal ones of an owner, those first, each by name.
    List<SavedView> visible(String blueprint, String owner, int limit) {
        return jdbc.sql(SELECT + """
                        where blueprint = :blueprint and (shared or owner = :owner)
                        order by shared, lower(name), id limit :limit
                        """)
                .param("blueprint", blueprint)
                .param("owner", owner)
                .param("limit", limit)
                .query(SavedViewRows::map)
                .list();
    }

    /// All views of a kind, page by page.
    ///
    /// @param after id of the last one of the page before; empty to begin
    List<SavedView> after(String blueprint, String after, int limit) {
        return jdbc.sql(SELECT + "where blueprint = ? and id > ? order by id limit ? for update")
                .param(blueprint)
                .param(after)
                .param(limit)
                .query(SavedViewRows::map)
                .list();
    }

    /// Waits for other writers of the view until the transaction ends; gives its state after that.
    Optional<SavedView> lock(String id) {
        return jdbc.sql(SELECT + "where id = ? for update")
                .param(id)
                .query(SavedViewRows::map)
                .optional();
    }

    /// The one of that name among the shared views of a kind, or among the personal ones of an owner; locked.
    Optional<SavedView> lock(String blueprint, String owner, boolean shared, String name) {
        return jdbc.sql(SELECT + """
                        where blueprint = :blueprint and shared = :shared and (shared or owner = :owner) and name = :name
                        for update
                        """)
                .param("blueprint", blueprint)
                .param("owner", owner)
                .param("shared", shared)
                .param("name", name)
                .query(SavedViewRows::map)
                .optional();
    }

    int count(String blueprint, String owner, boolean shared) {
        return jdbc.sql("""
                        select count(*) from saved_view
                        where blueprint = :blueprint and shared = :shared and (shared or owner = :owner)
                        """)
                .param("blueprint", blueprint)
                .param("owner", owner)
                .param("shared", shared)
                .query(Integer.class)
                .single();
    }

    /// Throws [org.springframework.dao.DuplicateKeyException] when the name is taken.
    void insert(SavedView view) {
        write("""
                insert into saved_view (id, blueprint, owner, user_id, shared, name, state, created_at, updated_at)
                values (:id, :blueprint, :owner, %s, :shared, :name, :state::jsonb, :created, :updated)
                """, view);
    }

    /// Throws [org.springframework.dao.DuplicateKeyException] when the name is taken.
    void update(SavedView view) {
        write("""
                update saved_view set user_id = %s, shared = :shared, name = :name, state = :state::jsonb,
                    updated_at = :updated
                where id = :id
                """, view);
    }

    void delete(String id) {
        jdbc.sql("delete from saved_view where id = ?").param(id).update();
    }

    private void write(String sql, SavedView view) {
        jdbc.sql(sql.formatted(USER))
                .param("id", view.id())
                .param("blueprint", view.blueprint())
                .param("owner", view.owner())
                .param("shared", view.shared())
                .param("name", view.name())
                .param("state", Json.write(view.state()))
                .param("created", view.createdAt().atOffset(ZoneOffset.UTC))
                .param("updated", view.updatedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    private static SavedView map(ResultSet row, int number) throws SQLException {
        return new SavedView(
                row.getString("id"),
                row.getString("blueprint"),
                row.getString("owner"),
                row.getBoolean("shared"),
                row.getString("name"),
                Json.parseObject(row.getString("state")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
