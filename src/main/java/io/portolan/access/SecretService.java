package io.portolan.access;

import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.PortalException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The secrets of the organisation, which templates read as `.secrets.NAME`. Values go in and are used; no answer,
/// view,
/// log line or change ever shows one.
@Service
public class SecretService {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final int MAX_VALUE = 32_768;
    private static final String PURPOSE = "organization secret ";
    private static final String KIND = "Secret";

    private final JdbcClient jdbc;
    private final SecretBox box;
    private final ChangeLog changes;
    private final Clock clock;

    SecretService(JdbcClient jdbc, SecretBox box, ChangeLog changes, Clock clock) {
        this.jdbc = jdbc;
        this.box = box;
        this.changes = changes;
        this.clock = clock;
    }

    /// All secrets by name.
    public List<Secret> all() {
        return jdbc.sql("SELECT name, description, created_at, updated_at FROM secret ORDER BY name")
                .query(SecretService::read)
                .list();
    }

    /// Throws [PortalException.NotFound].
    public Secret require(String name) {
        return find(name).orElseThrow(() -> new PortalException.NotFound(KIND, name));
    }

    public Optional<Secret> find(String name) {
        return jdbc.sql("SELECT name, description, created_at, updated_at FROM secret WHERE name = :name")
                .param("name", name)
                .query(SecretService::read)
                .optional();
    }

    /// The value, for use in an outgoing call; empty when there is no such secret.
    public Optional<String> value(String name) {
        return jdbc.sql("SELECT value FROM secret WHERE name = :name")
                .param("name", name)
                .query(String.class)
                .optional()
                .map(text -> box.open(PURPOSE + name, text));
    }

    /// All values by their names, for use in an outgoing call.
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        jdbc.sql("SELECT name, value FROM secret ORDER BY name").query(row -> {
            String name = row.getString("name");
            values.put(name, box.open(PURPOSE + name, row.getString("value")));
        });
        return values;
    }

    /// Throws [PortalException.Conflict] when the name is taken.
    @Transactional
    public Secret create(String name, String value, @Nullable String description, Actor actor) {
        if (!NAME.matcher(name).matches()) {
            throw new PortalException.Invalid(
                    "/secretName", "must have 1 to 100 characters, only letters, digits, - and _");
        }
        checkValue(value);
        try {
            jdbc.sql("""
                            INSERT INTO secret (name, description, value, created_at, created_by, updated_at, updated_by)
                            VALUES (:name, :description, :value, :at, :by, :at, :by)
                            """)
                    .param("name", name)
                    .param("description", description)
                    .param("value", box.seal(PURPOSE + name, value))
                    .param("at", Timestamp.from(clock.instant()))
                    .param("by", actor.id())
                    .update();
        } catch (DuplicateKeyException e) {
            throw PortalException.Conflict.identifierTaken(KIND, name);
        }
        Secret secret = require(name);
        changes.append(NewChange.created(ChangeKind.SECRET_CREATED, null, name, secret.toJson()), actor);
        return secret;
    }

    /// Changes what is not null.
    @Transactional
    public Secret update(String name, @Nullable String value, @Nullable String description, Actor actor) {
        Secret before = require(name);
        if (value != null) {
            checkValue(value);
        }
        jdbc.sql("""
                        UPDATE secret SET value = coalesce(:value, value),
                                          description = coalesce(:description, description),
                                          updated_at = :at, updated_by = :by
                        WHERE name = :name
                        """)
                .param("name", name)
                .param("value", value == null ? null : box.seal(PURPOSE + name, value))
                .param("description", description)
                .param("at", Timestamp.from(clock.instant()))
                .param("by", actor.id())
                .update();
        Secret after = require(name);
        changes.append(
                NewChange.updated(ChangeKind.SECRET_UPDATED, null, name, before.toJson(), after.toJson())
                        .withContext(io.portolan.kernel.Json.object().put("valueChanged", value != null)),
                actor);
        return after;
    }

    @Transactional
    public void delete(String name, Actor actor) {
        Secret secret = require(name);
        jdbc.sql("DELETE FROM secret WHERE name = :name").param("name", name).update();
        changes.append(NewChange.deleted(ChangeKind.SECRET_DELETED, null, name, secret.toJson()), actor);
    }

    private static void checkValue(String value) {
        if (value.isEmpty() || value.length() > MAX_VALUE) {
            throw new PortalException.Invalid("/secretValue", "must have 1 to " + MAX_VALUE + " characters");
        }
    }

    private static Secret read(ResultSet row, int index) throws SQLException {
        return new Secret(
                row.getString("name"),
                row.getString("description"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }
}
