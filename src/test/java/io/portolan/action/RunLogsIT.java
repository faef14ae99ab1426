package io.portolan.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import io.portolan.kernel.Origin;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Role;
import io.portolan.testing.Api;
import io.portolan.testing.Names;
import io.portolan.testing.PortalTest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A log of many lines is read in parts, searched, and handed out whole.
@PortalTest
class RunLogsIT {

    private static final int LINES = 100_000;
    private static final Actor ADMIN = Actor.user("boss@example.com", "Boss", Set.of(Role.ADMIN), List.of(), Origin.UI);

    @Autowired
    Api api;

    @Autowired
    RunLogs logs;

    @Autowired
    JdbcClient jdbc;

    private String run = "";

    @BeforeEach
    void aRunWithALongLog() {
        String action = Names.unique("chatty");
        api.post("/v1/actions", """
            {"identifier":"%s","title":"Chatty","allowAnyoneToViewRuns":false,
             "trigger":{"type":"self-service","operation":"CREATE","userInputs":{"properties":{}}},
             "invocationMethod":{"type":"WEBHOOK","url":"https://example.org"}}
            """.formatted(action)).expect(201);
        run = api.post("/v1/actions/" + action + "/runs", """
            {"properties":{},"scheduledAt":"%s"}
            """.formatted(
                        java.time.OffsetDateTime.now(java.time.ZoneOffset.UTC).plusDays(300)))
                .expect(202)
                .body()
                .at("/run/id")
                .asString("");
        fill(jdbc, run, LINES);
    }

    /// Lines `line 1.`, `line 2.` and so on.
    static void fill(JdbcClient jdbc, String run, int lines) {
        jdbc.sql("INSERT INTO run_log (run_id, at, message)"
                        + " SELECT :run, now(), 'line ' || n || '.' FROM generate_series(1, :lines) n ORDER BY n")
                .param("run", run)
                .param("lines", lines)
                .update();
    }

    @Test
    void anyPartIsFoundByItsPosition() {
        RunLogs.Extent extent = logs.extent(run, RunLogs.Extent.NOTHING, ADMIN);
        assertThat(extent.count()).isEqualTo(LINES);
        assertThat(texts(logs.page(run, extent, 0, 2, ADMIN))).containsExactly("line 1.", "line 2.");
        assertThat(texts(logs.page(run, extent, 49_999, 3, ADMIN)))
                .containsExactly("line 50000.", "line 50001.", "line 50002.");
        assertThat(texts(logs.page(run, extent, 50_001, 2, ADMIN))).containsExactly("line 50002.", "line 50003.");
        assertThat(texts(logs.page(run, extent, LINES - 2, 50, ADMIN))).containsExactly("line 99999.", "line 100000.");
        assertThat(logs.page(run, extent, LINES, 50, ADMIN)).isEmpty();
        assertThat(logs.page(run, extent, 0, LINES, ADMIN)).hasSizeLessThanOrEqualTo(1_000);
    }

    @Test
    void positionsStayWhileLinesArrive() {
        RunLogs.Extent before = logs.extent(run, RunLogs.Extent.NOTHING, ADMIN);
        api.post("/v1/actions/runs/" + run + "/logs", "{\"message\":\"one more\"}")
                .expect(201);
        assertThat(texts(logs.page(run, before, LINES - 1, 5, ADMIN))).containsExactly("line 100000.");
        RunLogs.Extent after = logs.extent(run, before, ADMIN);
        assertThat(after.count()).isEqualTo(LINES + 1);
        assertThat(texts(logs.page(run, after, LINES, 5, ADMIN))).containsExactly("one more");
    }

    @Test
    void aSearchFindsLinesInAnyCaseAndNoMoreThanAsked() {
        RunLogs.Extent extent = logs.extent(run, RunLogs.Extent.NOTHING, ADMIN);
        List<Long> found = logs.find(run, "LINE 7777", 0, extent, 5, ADMIN);
        assertThat(texts(logs.lines(run, found, ADMIN)))
                .containsExactly("line 7777.", "line 77770.", "line 77771.", "line 77772.", "line 77773.");
        assertThat(logs.find(run, "%", 0, extent, 5, ADMIN)).isEmpty();
    }

    @Test
    void theWholeLogComesAsTextAndAsLinesOfJson() {
        String message = "x".repeat(RunLogs.LONGEST + 10);
        api.post("/v1/actions/runs/" + run + "/logs", Json.object().put("message", message))
                .expect(201);
        Api.Answer text = api.get("/v1/actions/runs/" + run + "/logs/download").expect(200);
        assertThat(text.header("Content-Type")).startsWith("text/plain");
        assertThat(text.header("Content-Disposition")).contains("attachment").contains(run + ".log");
        List<String> lines = text.text().lines().toList();
        assertThat(lines).hasSize(LINES + 1);
        assertThat(lines.get(50_000)).matches("20\\d\\d-\\S+Z line 50001\\.");
        assertThat(lines.getLast()).endsWith(message);

        List<String> json = api.get("/v1/actions/runs/" + run + "/logs/download?format=ndjson")
                .expect(200)
                .text()
                .lines()
                .toList();
        assertThat(json).hasSize(LINES + 1);
        assertThat(Json.parse(json.get(76_543)).path("message").asString("")).isEqualTo("line 76544.");
        api.get("/v1/actions/runs/" + run + "/logs/download?format=xml")
                .expect(422)
                .says("/format");
    }

    @Test
    void whoMayNotSeeTheRunReadsNothingOfItsLog() {
        Actor stranger = Actor.user("eve@example.com", "Eve", Set.of(Role.MEMBER), List.of(), Origin.UI);
        StringBuilder written = new StringBuilder();
        assertThatThrownBy(() -> logs.write(run, RunLogs.Format.TEXT, written, stranger))
                .isInstanceOf(PortalException.NotFound.class);
        assertThat(written).isEmpty();
        RunLogs.Extent extent = new RunLogs.Extent(LINES, Long.MAX_VALUE);
        assertThatThrownBy(() -> logs.page(run, extent, 0, 1, stranger)).isInstanceOf(PortalException.NotFound.class);
        assertThatThrownBy(() -> logs.find(run, "line", 0, extent, 1, stranger))
                .isInstanceOf(PortalException.NotFound.class);
    }

    private static List<String> texts(List<RunLog> lines) {
        return lines.stream().map(RunLog::message).toList();
    }
}
