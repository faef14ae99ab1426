package io.portolan.blueprint;

import io.portolan.kernel.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/// The table `blueprint`. A row is parsed once per version: (identifier, version) names one state for ever.
@Repository
class BlueprintRows {

    private static final String COLUMNS =
            "identifier, version, definition, rights, catalog_page, created_at, created_by, updated_at, updated_by";
    /// Orders all changes of the model, so that references between blueprints are checked against what will be stored.
    private static final long MODEL_LOCK = 0x626c7565L;

    private final JdbcClient jdbc;
    private final Map<Long, Blueprint> parsed = new ConcurrentHashMap<>();

    BlueprintRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Held until the transaction ends. Taken before any lock on entities.
    void lockModel() {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(MODEL_LOCK)
                .query((row, number) -> 1)
                .single();
    }

    /// Shared with others who only rely on the model, until the transaction ends.
    void holdModel() {
        jdbc.sql("select pg_advisory_xact_lock_shared(?)")
                .param(MODEL_LOCK)
                .query((row, number) -> 1)
                .single();
    }

    List<Blueprint> all() {
        Map<String, Long> versions = new LinkedHashMap<>();
        jdbc.sql("select identifier, version from blueprint order by identifier")
                .query(row -> {
                    versions.put(row.getString("identifier"), row.getLong("version"));
                });
        // definitions are long and rarely new
        List<Long> unknown = versions.values().stream()
                .filter(version -> !parsed.containsKey(version))
                .toList();
        Map<Long, Blueprint> found = new HashMap<>();
        if (!unknown.isEmpty()) {
            jdbc.sql("select " + COLUMNS + " from blueprint where version = any(:versions)")
                    .param("versions", unknown.toArray(Long[]::new))
                    .query(this::map)
                    .list()
                    .forEach(blueprint -> found.put(blueprint.version(), blueprint));
        }
        List<Blueprint> all = new ArrayList<>();
        versions.forEach((identifier, version) -> {
            Blueprint blueprint = found.getOrDefault(version, parsed.get(version));
            // one that changed in between is read by name
            Optional.ofNullable(blueprint).or(() -> find(identifier)).ifPresent(all::add);
        });
        return all;
    }

    /// The state of a version that was just read; parsed once.
    Optional<Blueprint> find(String identifier, long version) {
        Blueprint known = parsed.get(version);
        return known != null && known.identifier().equals(identifier) ? Optional.of(known) : find(identifier);
    }

    Optional<Blueprint> find(String identifier) {
        Optional<Long> version = jdbc.sql("select version from blueprint where identifier = ?")
                .param(identifier)
                .query(Long.class)
                .optional();
        if (version.isEmpty()) {
            return Optional.empty();
        }
        Blueprint known = parsed.get(version.get());
        if (known != null && known.identifier().equals(identifier)) {
            return Optional.of(known);
        }
        return jdbc.sql("select " + COLUMNS + " from blueprint where identifier = ?")
                .param(identifier)
                .query(this::map)
                .optional();
    }

    /// Inserts or replaces; gives the stored state.
    Blueprint save(ObjectNode definition, Blueprint.Stamp stamp) {
        return jdbc.sql("""
                        insert into blueprint (identifier, definition, created_at, created_by, updated_at, updated_by)
                        values (?, ?::json, ?, ?, ?, ?)
                        on conflict (identifier) do update
                        set definition = excluded.definition, version = nextval('blueprint_version'),
                            updated_at = excluded.updated_at, updated_by = excluded.updated_by
                        returning %s
                        """.formatted(COLUMNS))
                .param(Json.text(definition, "identifier"))
                .param(Json.write(definition))
                .param(utc(stamp.createdAt()))
                .param(stamp.createdBy())
                .param(utc(stamp.updatedAt()))
                .param(stamp.updatedBy())
                .query(this::map)
                .single();
    }

    void rename(String from, String to) {
        jdbc.sql("update blueprint set identifier = ?, version = nextval('blueprint_version') where identifier = ?")
                .param(to)
                .param(from)
                .update();
    }

    void saveRights(String identifier, BlueprintRights rights) {
        jdbc.sql("update blueprint set rights = ?::jsonb, version = nextval('blueprint_version') where identifier = ?")
                .param(Json.write(rights.stored()))
                .param(identifier)
                .update();
    }

    void withoutCatalogPage(String identifier) {
        jdbc.sql(
                        "update blueprint set catalog_page = false, version = nextval('blueprint_version') where identifier = ?")
                .param(identifier)
                .update();
    }

    void delete(String identifier) {
        jdbc.sql("delete from blueprint where identifier = ?").param(identifier).update();
    }

    private Blueprint map(ResultSet row, int number) throws SQLException {
        long version = row.getLong("version");
        Blueprint known = parsed.get(version);
        if (known != null) {
            return known;
        }
        String rights = row.getString("rights");
        Blueprint blueprint = Blueprint.of(
                Json.parseObject(row.getString("definition")),
                new BlueprintRights(rights == null ? Json.object() : Json.parseObject(rights)),
                row.getBoolean("catalog_page"),
                new Blueprint.Stamp(
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getString("created_by"),
                        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                        row.getString("updated_by")),
                version);
        if (parsed.size() > 10_000) {
            parsed.clear();
        }
        parsed.put(version, blueprint);
        return blueprint;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
