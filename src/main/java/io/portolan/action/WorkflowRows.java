package io.portolan.action;

import io.portolan.kernel.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/// The table `workflow`: graphs as they were given, by the identifier of their action. A row goes and is renamed with
/// its action.
@Repository
class WorkflowRows {

    private final JdbcClient jdbc;

    WorkflowRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<String, ObjectNode> all() {
        Map<String, ObjectNode> found = new LinkedHashMap<>();
        jdbc.sql("SELECT identifier, document FROM workflow ORDER BY identifier")
                .query((row, number) -> found.put(row.getString(1), Json.parseObject(row.getString(2))))
                .list();
        return found;
    }

    /// Those of some identifiers that are of workflows.
    Set<String> among(Collection<String> identifiers) {
        return Set.copyOf(jdbc.sql("SELECT identifier FROM workflow WHERE identifier = ANY(:identifiers)")
                .param("identifiers", identifiers.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    Optional<ObjectNode> find(String identifier) {
        return jdbc.sql("SELECT document FROM workflow WHERE identifier = :identifier")
                .param("identifier", identifier)
                .query((row, number) -> Json.parseObject(row.getString(1)))
                .optional();
    }

    void save(String identifier, ObjectNode document) {
        jdbc.sql("""
                        INSERT INTO workflow (identifier, document) VALUES (:identifier, :document::json)
                        ON CONFLICT (identifier) DO UPDATE SET document = EXCLUDED.document
                        """)
                .param("identifier", identifier)
                .param("document", Json.write(document))
                .update();
    }
}
