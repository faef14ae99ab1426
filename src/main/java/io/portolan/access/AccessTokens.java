package io.portolan.access;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import io.portolan.kernel.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/// Issues and checks the access tokens of API clients: JWTs signed with HS256 under a key derived from the master key,
/// valid for three hours, for this portal only (`iss` and `aud`). No other algorithm is accepted.
public final class AccessTokens {

    /// How long a token is good for: the 10,800 seconds of dialect section 9.
    public static final Duration LIFE = Duration.ofHours(3);

    private static final String ISSUER = "portolan";
    private static final String AUDIENCE = "portolan-api";
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    /// When exactly: `iat` knows whole seconds only, and a secret may be changed within one.
    private static final String ISSUED_MILLIS = "iat_ms";
    private static final int MOST_REMEMBERED = 1_000;

    private final Clock clock;
    private final Map<String, Jwt> checked = new ConcurrentHashMap<>();
    private final NimbusJwtEncoder encoder;
    private final JwtDecoder decoder;

    AccessTokens(SecretBox box, Clock clock) {
        this.clock = clock;
        SecretKey key = new SecretKeySpec(box.derive("access tokens v1"), "HmacSHA256");
        this.encoder = new NimbusJwtEncoder(new ImmutableSecret<>(key));
        NimbusJwtDecoder hs256 = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator(CLOCK_SKEW);
        times.setClock(clock);
        hs256.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtClaimValidator<String>("iss", ISSUER::equals),
                new JwtClaimValidator<List<String>>("aud", aud -> aud != null && aud.contains(AUDIENCE))));
        this.decoder = token -> remembered(token, hs256);
    }

    /// A token whose signature was checked is remembered until it is over: clients send the same one with every call.
    private Jwt remembered(String token, JwtDecoder decoder) {
        Jwt known = checked.get(token);
        if (known != null && known.getExpiresAt() != null && clock.instant().isBefore(known.getExpiresAt())) {
            return known;
        }
        Jwt jwt = decoder.decode(token);
        if (checked.size() >= MOST_REMEMBERED) {
            checked.clear();
        }
        checked.put(token, jwt);
        return jwt;
    }

    /// The moment at which a token was issued.
    public static Instant issuedAt(Jwt token) {
        Object millis = token.getClaim(ISSUED_MILLIS);
        Instant whole = token.getIssuedAt();
        return millis instanceof Number number
                ? Instant.ofEpochMilli(number.longValue())
                : whole == null ? Instant.EPOCH : whole;
    }

    /// A fresh token. `isMachine` is what clients of Port look for.
    String issue(String clientId) {
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .id(Ids.secret(16))
                .issuer(ISSUER)
                .audience(List.of(AUDIENCE))
                .subject(clientId)
                .issuedAt(now)
                .expiresAt(now.plus(LIFE))
                .claim(ISSUED_MILLIS, now.toEpochMilli())
                .claim("isMachine", true)
                .claim("personalToken", false)
                .build();
        JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).type("JWT").build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }

    /// Checks signature, issuer, audience and time.
    public JwtDecoder decoder() {
        return decoder;
    }

    @Configuration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        AccessTokens accessTokens(SecretBox box, Clock clock) {
            return new AccessTokens(box, clock);
        }
    }
}
