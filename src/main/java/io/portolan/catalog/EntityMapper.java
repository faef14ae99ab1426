package io.portolan.catalog;

import io.portolan.blueprint.Blueprint;
import io.portolan.blueprint.BlueprintService;
import io.portolan.blueprint.RelationDefinition;
import io.portolan.kernel.Json;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Rows of `entity` with their relations, as [Entity].
@Component
class EntityMapper {

    /// Columns of `entity e`, with relations as a list of `[relation, target identifier]`.
    static final String COLUMNS = """
            e.id, e.blueprint, e.identifier, e.title, e.icon, e.team, e.properties, e.computed, e.datasource, e.version,
            e.created_at, e.created_by, e.updated_at, e.updated_by,
            (select jsonb_agg(jsonb_build_array(er.relation, et.identifier) order by er.position, et.identifier)
             from entity_relation er join entity et on et.id = er.target where er.source = e.id) as relations
            """;

    private final BlueprintService blueprints;

    EntityMapper(BlueprintService blueprints) {
        this.blueprints = blueprints;
    }

    /// A mapper for one query: it looks each blueprint up once.
    RowMapper<Entity> rows() {
        Map<String, Blueprint> known = new HashMap<>();
        return (row, number) -> {
            String blueprint = row.getString("blueprint");
            return map(row, known.computeIfAbsent(blueprint, blueprints::require));
        };
    }

    /// The version of the blueprint, for [#rowsWithVersion].
    static final String VERSION =
            ", (select b.version from blueprint b where b.identifier = e.blueprint) as blueprint_version";

    /// A mapper for single rows that were read with [#VERSION].
    RowMapper<EntityRows.Found> rowsWithVersion() {
        return (row, number) -> {
            Blueprint blueprint = blueprints.require(row.getString("blueprint"), row.getLong("blueprint_version"));
            return new EntityRows.Found(map(row, blueprint), blueprint);
        };
    }

    /// A mapper that takes the blueprints from a model that the caller holds.
    static RowMapper<Entity> rowsOf(List<Blueprint> model) {
        Map<String, Blueprint> known = Blueprint.byIdentifier(model);
        return (row, number) -> map(row, Objects.requireNonNull(known.get(row.getString("blueprint"))));
    }

    /// A mapper for rows of one blueprint.
    static RowMapper<Entity> rowsOf(Blueprint blueprint) {
        return (row, number) -> map(row, blueprint);
    }

    private static Entity map(ResultSet row, Blueprint blueprint) throws SQLException {
        return new Entity(
                row.getLong("id"),
                blueprint.identifier(),
                row.getString("identifier"),
                row.getString("title"),
                row.getString("icon"),
                team(row.getArray("team")),
                Json.parseObject(row.getString("properties")),
                Json.parseObject(row.getString("computed")),
                relations(blueprint, row.getString("relations")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                row.getString("updated_by"),
                row.getString("datasource"),
                row.getLong("version"));
    }

    private static List<String> team(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static ObjectNode relations(Blueprint blueprint, @Nullable String pairs) {
        Map<String, List<String>> targets = new HashMap<>();
        if (pairs != null) {
            for (JsonNode pair : Json.parse(pairs)) {
                targets.computeIfAbsent(pair.get(0).asString(), name -> new ArrayList<>())
                        .add(pair.get(1).asString());
            }
        }
        ObjectNode relations = Json.object();
        for (RelationDefinition relation : blueprint.relations().values()) {
            List<String> values = targets.getOrDefault(relation.identifier(), List.of());
            if (relation.many()) {
                relations.set(relation.identifier(), Json.strings(values));
            } else {
                relations.put(relation.identifier(), values.isEmpty() ? null : values.getFirst());
            }
        }
        return relations;
    }
}
