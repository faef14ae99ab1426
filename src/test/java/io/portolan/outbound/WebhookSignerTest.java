package io.portolan.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.portolan.kernel.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WebhookSignerTest {

    @Test
    void signsTimestampAndBodyWithTheSecret() {
        // printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac s3cret -binary | base64
        assertThat(WebhookSigner.portSignature("s3cret", 1_700_000_000L, "{\"a\":1}".getBytes(UTF_8)))
                .isEqualTo("v1,FpilC8dNH/HbhcTgpSl8Ktn9uiRdVzfNt4nkzG4JiUA=");
    }

    @Test
    void aStandardSecretIsDecodedFirst() {
        // key = base64 -d MDEyMzQ1Njc4OWFiY2RlZg==
        assertThat(WebhookSigner.standardSignature(
                        "whsec_MDEyMzQ1Njc4OWFiY2RlZg==", "msg_1", 1_700_000_000L, "{}".getBytes(UTF_8)))
                .isEqualTo("v1,3uojc/2kvL+KpJkw4ZNrA/5YjEs9cdfKdc3lXIvRjkk=");
    }

    @Test
    void everyMessageCarriesBothSignatures() {
        byte[] body = "{}".getBytes(UTF_8);
        var headers = WebhookSigner.headers("s3cret", "r_1", Instant.ofEpochSecond(1_700_000_000L), body);
        assertThat(headers)
                .containsEntry("X-Port-Timestamp", "1700000000")
                .containsEntry("X-Port-Signature", WebhookSigner.portSignature("s3cret", 1_700_000_000L, body))
                .containsEntry("webhook-id", "r_1")
                .containsEntry("webhook-timestamp", "1700000000")
                .containsEntry(
                        "webhook-signature", WebhookSigner.standardSignature("s3cret", "r_1", 1_700_000_000L, body));
    }

    @Test
    void agreesWithThePublishedVectors() throws IOException {
        Path folder = Path.of(Optional.ofNullable(System.getenv("PORTOLAN_ACCEPTANCE"))
                        .orElse("../shared/acceptance"))
                .resolve("webhooks");
        assumeTrue(Files.isDirectory(folder), "no acceptance material at " + folder);
        JsonNode port = Json.parse(Files.readString(folder.resolve("port-signature-vector.json")));
        assertThat(WebhookSigner.portSignature(
                        port.get("secret").stringValue(),
                        port.get("timestamp").longValue(),
                        port.get("payload_compact").stringValue().getBytes(UTF_8)))
                .isEqualTo(port.get("signature").stringValue());
        JsonNode standard = Json.parse(Files.readString(folder.resolve("standard-webhooks-vectors.json")))
                .get(0);
        assertThat(WebhookSigner.standardSignature(
                        "whsec_" + standard.get("secret_base64").stringValue(),
                        standard.get("id").stringValue(),
                        standard.get("timestamp").longValue(),
                        standard.get("payload").stringValue().getBytes(UTF_8)))
                .isEqualTo(standard.get("signature").stringValue());
    }
}
