package io.portolan.access;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables `team` and `team_member`.
@Repository
class TeamRows {

    private static final String SELECT = """
            SELECT t.*, (SELECT coalesce(array_agg(u.email ORDER BY u.email), '{}')
                         FROM team_member m JOIN portal_user u ON u.id = m.user_id WHERE m.team_id = t.id) AS members
            FROM team t
            """;

    private final JdbcClient jdbc;

    TeamRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Team> all() {
        return jdbc.sql(SELECT + " ORDER BY lower(t.name)")
                .query(TeamRows::read)
                .list();
    }

    /// Teams whose name or identifier contains the text, by name.
    List<Team> search(String text, int offset, int limit) {
        return jdbc.sql(SELECT + """
                         WHERE strpos(lower(t.name || ' ' || t.identifier), lower(:text)) > 0
                         ORDER BY lower(t.name) OFFSET :offset LIMIT :limit
                        """)
                .param("text", text)
                .param("offset", offset)
                .param("limit", limit)
                .query(TeamRows::read)
                .list();
    }

    /// By name or identifier; the name has precedence.
    Optional<Team> find(String nameOrIdentifier) {
        return jdbc.sql(SELECT + """
                         WHERE lower(t.name) = lower(:key) OR t.identifier = :key
                         ORDER BY lower(t.name) = lower(:key) DESC LIMIT 1
                        """)
                .param("key", nameOrIdentifier)
                .query(TeamRows::read)
                .optional();
    }

    void insert(Team team) {
        jdbc.sql("""
                        INSERT INTO team (identifier, name, description, created_at, created_by, updated_at, updated_by)
                        VALUES (:identifier, :name, :description, :at, :by, :at, :by)
                        """)
                .param("identifier", team.identifier())
                .param("name", team.name())
                .param("description", team.description())
                .param("at", Timestamp.from(team.createdAt()))
                .param("by", team.createdBy())
                .update();
    }

    void update(Team team) {
        jdbc.sql("""
                        UPDATE team SET name = :name, description = :description, updated_at = :at, updated_by = :by
                        WHERE id = :id
                        """)
                .param("id", team.id())
                .param("name", team.name())
                .param("description", team.description())
                .param("at", Timestamp.from(team.updatedAt()))
                .param("by", team.updatedBy())
                .update();
    }

    void delete(long id) {
        jdbc.sql("DELETE FROM team WHERE id = :id").param("id", id).update();
    }

    /// Makes exactly these people the members.
    void setMembers(long teamId, Collection<Long> userIds) {
        jdbc.sql("DELETE FROM team_member WHERE team_id = :team")
                .param("team", teamId)
                .update();
        for (Long userId : userIds) {
            insertMember(teamId, userId);
        }
    }

    /// Makes exactly these the teams of a user.
    void setTeams(long userId, Collection<Long> teamIds) {
        jdbc.sql("DELETE FROM team_member WHERE user_id = :user")
                .param("user", userId)
                .update();
        for (Long teamId : teamIds) {
            insertMember(teamId, userId);
        }
    }

    private void insertMember(long teamId, long userId) {
        jdbc.sql("INSERT INTO team_member (team_id, user_id) VALUES (:team, :user) ON CONFLICT DO NOTHING")
                .param("team", teamId)
                .param("user", userId)
                .update();
    }

    private static Team read(ResultSet row, int index) throws SQLException {
        Array members = row.getArray("members");
        return new Team(
                row.getLong("id"),
                row.getString("identifier"),
                row.getString("name"),
                row.getString("description"),
                List.of((String[]) members.getArray()),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                row.getTimestamp("updated_at").toInstant(),
                row.getString("updated_by"));
    }
}
