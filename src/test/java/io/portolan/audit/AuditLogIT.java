package io.portolan.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@PortalTest
class AuditLogIT {

    @Autowired
    private Api api;

    private String blueprint = "";

    @BeforeEach
    void model() {
        blueprint = Names.unique("audited");
        api.post("/v1/blueprints", """
                {"identifier":"%s","title":"Audited","schema":{"properties":{"language":{"type":"string"}}}}
                """.formatted(blueprint)).expect(201);
    }

    @Test
    void anUpsertOnBehalfOfARunLeavesExactlyOneRecordWithItsContext() {
        api.post("/v1/blueprints/" + blueprint + "/entities?upsert=true&merge=true&run_id=r_fromCi1", """
                {"identifier":"e1","properties":{"language":"Go"}}
                """)
                .expect(201);

        JsonNode answer = api.get("/v1/audit-log?resources=entity&run_id=r_fromCi1&includes=context")
                .expect(200)
                .body();

        assertThat(answer.path("ok").booleanValue()).isTrue();
        assertThat(answer.path("audits")).singleElement().satisfies(audit -> {
            assertThat(audit.path("action").asString()).isEqualTo("CREATE");
            assertThat(audit.path("resourceType").asString()).isEqualTo("entity");
            assertThat(audit.at("/context/entity").asString()).isEqualTo("e1");
            assertThat(audit.at("/context/blueprint").asString()).isEqualTo(blueprint);
            assertThat(audit.path("context").has("unread")).isFalse();
            assertThat(audit.has("diff")).isFalse();
        });
    }

    @Test
    void aWriteThatChangesNothingLeavesNoRecord() {
        String entity = "{\"identifier\":\"e1\",\"properties\":{\"language\":\"Go\"}}";
        api.post("/v1/blueprints/" + blueprint + "/entities?upsert=true", entity);
        api.post("/v1/blueprints/" + blueprint + "/entities?upsert=true", entity);

        assertThat(audits("entity=e1&blueprint=" + blueprint)).hasSize(1);
    }

    @Test
    void theRecordHasOldAndNewValuesAndTheFiltersNarrow() {
        api.post("/v1/blueprints/" + blueprint + "/entities", """
                {"identifier":"e1","properties":{"language":"Go"}}
                """).expect(201);
        api.patch("/v1/blueprints/" + blueprint + "/entities/e1", """
                {"properties":{"language":"Rust"}}
                """).expect(200);
        api.delete("/v1/blueprints/" + blueprint + "/entities/e1").expect(200);

        JsonNode update =
                audits("entity=e1&actionType=UPDATE&blueprint=" + blueprint).get(0);
        assertThat(update.at("/diff/before/properties/language").asString()).isEqualTo("Go");
        assertThat(update.at("/diff/after/properties/language").asString()).isEqualTo("Rust");
        assertThat(update.at("/trigger/origin").asString()).isEqualTo("API");
        assertThat(update.at("/status").asString()).isEqualTo("SUCCESS");

        assertThat(audits("entity=e1&blueprint=" + blueprint)).hasSize(3);
        assertThat(audits("entity=e1&action=DELETE&blueprint=" + blueprint)).hasSize(1);
        assertThat(audits("origin=UI&blueprint=" + blueprint)).isEmpty();
        assertThat(audits("to=2020-01-01T00:00:00Z&blueprint=" + blueprint)).isEmpty();
        assertThat(audits("identifier=" + update.path("identifier").asString())).hasSize(1);
    }

    @Test
    void aWrongFilterIsNamed() {
        JsonNode answer = api.get("/v1/audit-log?from=yesterday").expect(422).body();

        assertThat(answer.path("error").asString()).isEqualTo("invalid_request");
        assertThat(answer.path("message").asString()).contains("/from").contains("date-time");
        api.get("/v1/audit-log?limit=0").expect(422);
        api.get("/v1/audit-log?status=MAYBE").expect(422);
        api.anonymous().get("/v1/audit-log").expect(401);
    }

    private JsonNode audits(String query) {
        return api.get("/v1/audit-log?" + query).expect(200).body().path("audits");
    }
}
