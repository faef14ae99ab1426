package io.portolan.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookVerifierTest {

    private static final long NOW = 1_700_000_000L;
    private static final byte[] BODY = "{\"a\":1}".getBytes(UTF_8);
    /// printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac s3cret -binary | base64
    private static final String SIGNATURE = "v1,FpilC8dNH/HbhcTgpSl8Ktn9uiRdVzfNt4nkzG4JiUA=";

    @Test
    void aFreshAndSignedMessageIsGood() {
        assertThat(at(NOW).refusal(Long.toString(NOW), SIGNATURE, BODY)).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 300, 0})
    void fiveMinutesEitherWayAreTolerated(long off) {
        assertThat(at(NOW + off).refusal(Long.toString(NOW), SIGNATURE, BODY)).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, 86_400})
    void anOldOrFutureMessageIsRefused(long off) {
        assertThat(at(NOW + off).refusal(Long.toString(NOW), SIGNATURE, BODY)).contains("five minutes");
    }

    @Test
    void anotherBodySecretTimestampOrFormIsRefused() {
        String stamp = Long.toString(NOW);
        WebhookVerifier verifier = at(NOW);
        assertThat(verifier.refusal(stamp, SIGNATURE, "{\"a\":2}".getBytes(UTF_8)))
                .contains("does not fit");
        assertThat(verifier.refusal("1700000001", SIGNATURE, BODY)).contains("does not fit");
        assertThat(verifier.refusal(stamp, SIGNATURE.substring(3), BODY)).contains("does not fit");
        assertThat(verifier.refusal(stamp, "v1,", BODY)).contains("does not fit");
        assertThat(verifier.refusal(stamp, null, BODY)).contains("required");
        assertThat(verifier.refusal(null, SIGNATURE, BODY)).contains("required");
        assertThat(verifier.refusal("yesterday", SIGNATURE, BODY)).contains("no number");
        assertThat(new WebhookVerifier("other", clock(NOW)).refusal(stamp, SIGNATURE, BODY))
                .contains("does not fit");
    }

    private static WebhookVerifier at(long second) {
        return new WebhookVerifier("s3cret", clock(second));
    }

    private static Clock clock(long second) {
        return Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC);
    }
}
