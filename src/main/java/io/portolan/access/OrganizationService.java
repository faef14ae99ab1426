package io.portolan.access;

import io.portolan.changelog.ChangeKind;
import io.portolan.changelog.ChangeLog;
import io.portolan.changelog.NewChange;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Ids;
import io.portolan.kernel.Json;
import java.sql.Timestamp;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The organisation that runs the portal: its name, settings and announcement.
@Service
public class OrganizationService {

    private final JdbcClient jdbc;
    private final ChangeLog changes;
    private final Clock clock;

    OrganizationService(JdbcClient jdbc, ChangeLog changes, Clock clock) {
        this.jdbc = jdbc;
        this.changes = changes;
        this.clock = clock;
    }

    /// Dialect section 9, `organization`: `id`, `name`, `settings`, `announcement`, `featureFlags`. The flags are those
    /// that clients of Port act upon; none is set.
    public ObjectNode json() {
        return jdbc.sql("SELECT identifier, name, settings, announcement FROM organization")
                .query((row, index) -> {
                    String announcement = row.getString("announcement");
                    ObjectNode node =
                            Json.object().put("id", row.getString("identifier")).put("name", row.getString("name"));
                    node.set("settings", Json.parse(row.getString("settings")));
                    if (announcement != null) {
                        node.set("announcement", Json.parse(announcement));
                    }
                    return node.set("featureFlags", Json.array());
                })
                .single();
    }

    public String name() {
        return jdbc.sql("SELECT name FROM organization").query(String.class).single();
    }

    /// Changes what the body names; with `whole`, what it leaves out is emptied. Unknown keys are ignored.
    @Transactional
    public ObjectNode update(ObjectNode body, boolean whole, Actor actor) {
        Fields fields = new Fields(body);
        String name = whole || fields.has("name") ? fields.requiredText("name") : null;
        JsonNode settings = objectOrNull(fields, body, "settings");
        JsonNode announcement = objectOrNull(fields, body, "announcement");
        fields.check();
        ObjectNode before = json();
        JsonNode nextSettings =
                settings != null ? merged(before, settings, whole) : whole ? Json.object() : before.path("settings");
        JsonNode nextAnnouncement = whole || body.has("announcement") ? announcement : before.get("announcement");
        jdbc.sql("""
                        UPDATE organization SET name = coalesce(:name, name), settings = :settings::jsonb,
                                                announcement = :announcement::jsonb, updated_at = :at
                        """)
                .param("name", name)
                .param("settings", Json.write(nextSettings))
                .param("announcement", nextAnnouncement == null ? null : Json.write(nextAnnouncement))
                .param("at", Timestamp.from(clock.instant()))
                .update();
        ObjectNode after = json();
        if (!after.equals(before)) {
            changes.append(
                    NewChange.updated(
                            ChangeKind.ORGANIZATION_UPDATED,
                            null,
                            before.path("id").asString(),
                            before,
                            after),
                    actor);
        }
        return after;
    }

    /// The one row, made at the first start.
    void createIfMissing() {
        jdbc.sql("""
                        INSERT INTO organization (identifier, name, settings, updated_at)
                        VALUES (:identifier, 'Portolan', '{}', :at) ON CONFLICT DO NOTHING
                        """)
                .param("identifier", Ids.random("org_"))
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    private static JsonNode merged(ObjectNode before, JsonNode settings, boolean whole) {
        ObjectNode merged = Json.object();
        if (!whole && before.get("settings") instanceof ObjectNode present) {
            merged.setAll(present);
        }
        return settings instanceof ObjectNode object ? merged.setAll(object) : merged;
    }

    private static @Nullable JsonNode objectOrNull(Fields fields, ObjectNode body, String key) {
        JsonNode value = body.get(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isObject()) {
            fields.wrong(key, "must be object");
        } else if (Json.write(value).contains("\\u0000")) {
            fields.wrong(key, "must not contain the character U+0000");
        }
        return value;
    }
}
