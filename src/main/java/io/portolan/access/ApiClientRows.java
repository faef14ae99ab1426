package io.portolan.access;

import io.portolan.kernel.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The `api_client` table.
@Repository
class ApiClientRows {

    private static final String SELECT = """
            SELECT c.client_id, c.name, coalesce(u.role, c.role) AS role, c.organization, c.tokens_valid_from,
                   c.created_at, u.email
            FROM api_client c LEFT JOIN portal_user u ON u.id = c.user_id
            """;

    private final JdbcClient jdbc;
    private final Map<String, Recent> recent = new ConcurrentHashMap<>();

    ApiClientRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ApiClient> all() {
        return jdbc.sql(SELECT + " ORDER BY c.organization DESC, lower(c.name), c.client_id")
                .query(ApiClientRows::read)
                .list();
    }

    Optional<ApiClient> find(String clientId) {
        return jdbc.sql(SELECT + " WHERE c.client_id = :id AND u.status IS DISTINCT FROM 'DISABLED'")
                .param("id", clientId)
                .query(ApiClientRows::read)
                .optional();
    }

    Optional<ApiClient> organization() {
        return jdbc.sql(SELECT + " WHERE c.organization")
                .query(ApiClientRows::read)
                .optional();
    }

    /// As [#find], as of at most a second ago: every call of the API asks. What this node changes counts at once.
    Optional<ApiClient> recent(String clientId) {
        long now = System.nanoTime();
        Recent known = recent.get(clientId);
        if (known == null || now - known.at() > 1_000_000_000L) {
            if (recent.size() > 1_000) {
                recent.clear();
            }
            known = new Recent(find(clientId), now);
            recent.put(clientId, known);
        }
        return known.client();
    }

    private record Recent(Optional<ApiClient> client, long at) {}

    /// Rights change with this transaction: once it is committed, nothing that is remembered counts any more.
    void forget() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                recent.clear();
            }
        });
    }

    Optional<ApiClient> ofUser(String email) {
        return jdbc.sql(SELECT + " WHERE lower(u.email) = lower(:email)")
                .param("email", email)
                .query(ApiClientRows::read)
                .optional();
    }

    Optional<String> sealedSecret(String clientId) {
        return jdbc.sql("SELECT secret FROM api_client WHERE client_id = :id")
                .param("id", clientId)
                .query(String.class)
                .optional();
    }

    void insert(ApiClient client, String sealedSecret, String by) {
        jdbc.sql("""
                        INSERT INTO api_client (client_id, name, role, secret, organization, tokens_valid_from,
                                                created_at, created_by, user_id)
                        VALUES (:id, :name, :role, :secret, :organization, :validFrom, :at, :by,
                                (SELECT id FROM portal_user WHERE lower(email) = lower(:user)))
                        """)
                .param("user", client.user())
                .param("id", client.clientId())
                .param("name", client.name())
                .param("role", client.role().name())
                .param("secret", sealedSecret)
                .param("organization", client.organization())
                .param("validFrom", Timestamp.from(client.tokensValidFrom()))
                .param("at", Timestamp.from(client.createdAt()))
                .param("by", by)
                .update();
    }

    void setSecret(String clientId, String sealedSecret, Instant tokensValidFrom) {
        jdbc.sql("UPDATE api_client SET secret = :secret, tokens_valid_from = :from WHERE client_id = :id")
                .param("id", clientId)
                .param("secret", sealedSecret)
                .param("from", Timestamp.from(tokensValidFrom))
                .update();
    }

    void delete(String clientId) {
        jdbc.sql("DELETE FROM api_client WHERE client_id = :id")
                .param("id", clientId)
                .update();
    }

    private static ApiClient read(ResultSet row, int index) throws SQLException {
        return new ApiClient(
                row.getString("client_id"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("organization"),
                row.getTimestamp("tokens_valid_from").toInstant(),
                row.getTimestamp("created_at").toInstant(),
                row.getString("email"));
    }
}
