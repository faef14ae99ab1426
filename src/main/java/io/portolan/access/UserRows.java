package io.portolan.access;

import io.portolan.kernel.Role;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The `portal_user` table.
@Repository
class UserRows {

    private static final String SELECT = """
            SELECT u.*, (SELECT coalesce(array_agg(t.identifier ORDER BY t.identifier), '{}')
                         FROM team_member m JOIN team t ON t.id = m.team_id WHERE m.user_id = u.id) AS teams
            FROM portal_user u
            """;

    private final JdbcClient jdbc;

    UserRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<User> all() {
        return jdbc.sql(SELECT + " ORDER BY lower(u.email)")
                .query(UserRows::read)
                .list();
    }

    /// Users whose address or name contains the text, by address.
    List<User> search(String text, int offset, int limit) {
        return jdbc.sql(SELECT + """
                         WHERE strpos(lower(u.email || ' ' || u.first_name || ' ' || u.last_name), lower(:text)) > 0
                         ORDER BY lower(u.email) OFFSET :offset LIMIT :limit
                        """)
                .param("text", text)
                .param("offset", offset)
                .param("limit", limit)
                .query(UserRows::read)
                .list();
    }

    Optional<User> find(String email) {
        return jdbc.sql(SELECT + " WHERE lower(u.email) = lower(:email)")
                .param("email", email)
                .query(UserRows::read)
                .optional();
    }

    Optional<User> lock(String email) {
        return jdbc.sql(SELECT + " WHERE lower(u.email) = lower(:email) FOR UPDATE OF u")
                .param("email", email)
                .query(UserRows::read)
                .optional();
    }

    Optional<String> passwordHash(String email) {
        return jdbc.sql("SELECT password FROM portal_user WHERE lower(email) = lower(:email) AND password IS NOT NULL")
                .param("email", email)
                .query(String.class)
                .optional();
    }

    boolean anyAdminBut(String email) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM portal_user
                                       WHERE role = 'ADMIN' AND status <> 'DISABLED' AND NOT demo
                                         AND lower(email) <> lower(:email))
                        """).param("email", email).query(Boolean.class).single();
    }

    void insert(User user, @Nullable String passwordHash, String by) {
        jdbc.sql("""
                        INSERT INTO portal_user (email, first_name, last_name, password, role, status, demo,
                                                 created_at, created_by, updated_at, updated_by)
                        VALUES (:email, :firstName, :lastName, :password, :role, :status, :demo, :at, :by, :at, :by)
                        """)
                .param("email", user.email())
                .param("firstName", user.firstName())
                .param("lastName", user.lastName())
                .param("password", passwordHash)
                .param("role", user.role().name())
                .param("status", user.status().name())
                .param("demo", user.demo())
                .param("at", Timestamp.from(user.createdAt()))
                .param("by", by)
                .update();
    }

    void update(User user, Instant at, String by) {
        jdbc.sql("""
                        UPDATE portal_user
                        SET first_name = :firstName, last_name = :lastName, role = :role, status = :status,
                            session_epoch = :epoch, updated_at = :at, updated_by = :by
                        WHERE id = :id
                        """)
                .param("id", user.id())
                .param("firstName", user.firstName())
                .param("lastName", user.lastName())
                .param("role", user.role().name())
                .param("status", user.status().name())
                .param("epoch", user.sessionEpoch())
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
    }

    /// Sets the password and ends the sessions that are open.
    void setPassword(long id, String hash, Instant at, String by) {
        jdbc.sql("""
                        UPDATE portal_user
                        SET password = :hash, session_epoch = session_epoch + 1, updated_at = :at, updated_by = :by
                        WHERE id = :id
                        """)
                .param("id", id)
                .param("hash", hash)
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
    }

    /// A hash made anew with today's algorithm; nothing else changes.
    void rehash(String email, String hash) {
        jdbc.sql("UPDATE portal_user SET password = :hash WHERE lower(email) = lower(:email)")
                .param("hash", hash)
                .param("email", email)
                .update();
    }

    void signedIn(long id, Instant at) {
        jdbc.sql("""
                        UPDATE portal_user
                        SET last_seen_at = :at, status = CASE WHEN status = 'INVITED' THEN 'ACTIVE' ELSE status END
                        WHERE id = :id
                        """).param("id", id).param("at", Timestamp.from(at)).update();
    }

    void delete(long id) {
        jdbc.sql("DELETE FROM portal_user WHERE id = :id").param("id", id).update();
    }

    private static User read(ResultSet row, int index) throws SQLException {
        Array teams = row.getArray("teams");
        Timestamp lastSeen = row.getTimestamp("last_seen_at");
        return new User(
                row.getLong("id"),
                row.getString("email"),
                row.getString("first_name"),
                row.getString("last_name"),
                Role.valueOf(row.getString("role")),
                UserStatus.valueOf(row.getString("status")),
                List.of((String[]) teams.getArray()),
                row.getBoolean("demo"),
                row.getInt("session_epoch"),
                row.getString("password") != null,
                lastSeen == null ? null : lastSeen.toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
