package io.portolan.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portolan.kernel.Json;
import io.portolan.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import tools.jackson.databind.node.ObjectNode;

class AccessTokensTest {

    private final SecretBox box = new SecretBox("a-key-of-more-than-32-characters-for-tests");
    private final SettableClock clock = new SettableClock();
    private final AccessTokens tokens = new AccessTokens(box, clock);

    @Test
    void aTokenNamesItsClientAndSaysThatItIsAMachine() {
        String token = tokens.issue("client-1");
        assertThat(token.split("\\.")).hasSize(3);
        Jwt jwt = tokens.decoder().decode(token);
        assertThat(jwt.getSubject()).isEqualTo("client-1");
        assertThat(jwt.getClaimAsBoolean("isMachine")).isTrue();
        assertThat(Duration.between(jwt.getIssuedAt(), jwt.getExpiresAt())).isEqualTo(Duration.ofSeconds(10_800));
    }

    @Test
    void aTokenEndsAfterThreeHours() {
        String token = tokens.issue("client-1");
        clock.advance(Duration.ofHours(3).minusMinutes(1));
        tokens.decoder().decode(token);
        clock.advance(Duration.ofMinutes(3));
        assertRefused(token);
    }

    @Test
    void whatAnotherKeySignedIsRefused() {
        assertRefused(
                new AccessTokens(new SecretBox("another-key-of-more-than-32-characters"), clock).issue("client-1"));
    }

    @Test
    void unsignedAndTamperedTokensAreRefused() throws Exception {
        String token = tokens.issue("client-1");
        String[] parts = token.split("\\.");
        ObjectNode claims =
                Json.parseObject(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
        claims.put("sub", "client-2");
        assertRefused(parts[0] + "." + part(claims) + "." + parts[2]);
        assertRefused(part(Json.object().put("alg", "none")) + "." + parts[1] + ".");
        assertRefused(part(Json.object().put("alg", "none")) + "." + parts[1] + "." + parts[2]);
        assertRefused(parts[0] + "." + parts[1] + ".");
        assertRefused("a.b.c");
    }

    @Test
    void theRightKeyUnderAnotherAlgorithmAudienceOrIssuerIsRefused() throws Exception {
        long now = clock.instant().getEpochSecond();
        ObjectNode claims = Json.object().put("sub", "client-1").put("iat", now).put("exp", now + 100);
        ObjectNode good = claims.deepCopy().put("iss", "portolan").put("aud", "portolan-api");
        assertThat(tokens.decoder().decode(signed("HS256", "HmacSHA256", good)).getSubject())
                .isEqualTo("client-1");
        assertRefused(signed("HS512", "HmacSHA512", good));
        assertRefused(signed("HS256", "HmacSHA256", good.deepCopy().put("aud", "others")));
        assertRefused(signed("HS256", "HmacSHA256", good.deepCopy().put("iss", "others")));
        assertRefused(signed("HS256", "HmacSHA256", claims));
    }

    private String signed(String algorithm, String mac, ObjectNode claims) throws Exception {
        String text = part(Json.object().put("alg", algorithm).put("typ", "JWT")) + "." + part(claims);
        Mac hmac = Mac.getInstance(mac);
        hmac.init(new SecretKeySpec(box.derive("access tokens v1"), mac));
        byte[] signature = hmac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> tokens.decoder().decode(token)).isInstanceOf(JwtException.class);
    }

    private static String part(ObjectNode node) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.write(node).getBytes(StandardCharsets.UTF_8));
    }
}
