package io.portolan.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.portolan.kernel.Json;
import io.portolan.testing.Api;
import io.portolan.testing.PortalProcess;
import io.portolan.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The process is killed in the middle of an import: whole batches are there, and the import goes on where it
/// stopped.
class ImportKillIT {

    private static final int LINES = 20_000;

    private final Path data = TestDatabase.temporaryFolder();

    @Test
    void wholeBatchesAreThereAndTheRestFollows() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= LINES; i++) {
            lines.append("{\"identifier\": \"e")
                    .append(i)
                    .append("\", \"title\": \"Entity ")
                    .append(i)
                    .append("\"}\n");
        }
        long seen;
        try (PortalProcess portal = PortalProcess.start(data)) {
            Api api = portal.api();
            api.post("/v1/blueprints", "{\"identifier\": \"kind\", \"title\": \"K\", \"schema\": {\"properties\": {}}}")
                    .expect(201);
            seen = importUntilThirdBatch(portal, lines.toString(), 0);
            portal.kill();
        }
        try (PortalProcess again = PortalProcess.start(data)) {
            Api api = again.api();
            long stored = api.get("/v1/blueprints/kind/entities-count")
                    .expect(200)
                    .body()
                    .path("count")
                    .asLong();
            assertThat(stored).isGreaterThanOrEqualTo(seen).isLessThan(LINES);
            assertThat(stored % 1000).isZero();
            importAll(again, lines.toString(), seen);
            assertThat(api.get("/v1/blueprints/kind/entities-count")
                            .expect(200)
                            .body()
                            .path("count")
                            .asLong())
                    .isEqualTo(LINES);
        }
    }

    private static HttpResponse<InputStream> send(PortalProcess portal, String lines, long after) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(portal.api().baseUrl()
                                        + "/v1/blueprints/kind/entities/import?upsert=true&after_line=" + after))
                                .header(
                                        "Authorization",
                                        "Bearer " + portal.api().accessToken())
                                .header("Content-Type", "application/x-ndjson")
                                .POST(HttpRequest.BodyPublishers.ofString(lines))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
    }

    /// The line of the third answer: everything up to it is committed.
    private static long importUntilThirdBatch(PortalProcess portal, String lines, long after) throws Exception {
        try (BufferedReader answers = reader(send(portal, lines, after))) {
            answers.readLine();
            answers.readLine();
            return Json.parse(answers.readLine()).path("line").asLong();
        }
    }

    private static void importAll(PortalProcess portal, String lines, long after) throws Exception {
        try (BufferedReader answers = reader(send(portal, lines, after))) {
            JsonNode last = answers.lines().map(Json::parse).reduce((a, b) -> b).orElseThrow();
            assertThat(last.path("done").asBoolean(false)).isTrue();
            assertThat(last.path("failed").asInt(-1)).isZero();
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    private static BufferedReader reader(HttpResponse<InputStream> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }
}
