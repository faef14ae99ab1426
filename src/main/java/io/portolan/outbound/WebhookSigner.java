package io.portolan.outbound;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs what the portal sends, in Port's way (dialect section 5.3) and in that of Standard Webhooks.
///
/// Receivers recompute the HMAC-SHA256 over the very bytes they got and should refuse timestamps that are more than
/// five minutes off.
public final class WebhookSigner {

    private static final String STANDARD_PREFIX = "whsec_";

    private WebhookSigner() {}

    /// What a message carries so that its receiver can check it and drop it when it comes again: both signatures, and
    /// its id as `Idempotency-Key`.
    ///
    /// @param secret the client secret, or a Standard Webhooks secret (`whsec_` and Base64)
    /// @param messageId the same for every repetition of a message, so that receivers can drop duplicates
    public static Map<String, String> headers(String secret, String messageId, Instant at, byte[] body) {
        long seconds = at.getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Idempotency-Key", messageId);
        headers.put("X-Port-Timestamp", Long.toString(seconds));
        headers.put("X-Port-Signature", portSignature(secret, seconds, body));
        headers.put("webhook-id", messageId);
        headers.put("webhook-timestamp", Long.toString(seconds));
        headers.put("webhook-signature", standardSignature(secret, messageId, seconds, body));
        return headers;
    }

    /// `v1,<Base64>` over `<timestamp>.<body>`.
    public static String portSignature(String secret, long epochSeconds, byte[] body) {
        return "v1," + hmac(secret.getBytes(StandardCharsets.UTF_8), epochSeconds + ".", body);
    }

    /// `v1,<Base64>` over `<id>.<timestamp>.<body>`.
    public static String standardSignature(String secret, String messageId, long epochSeconds, byte[] body) {
        byte[] key = secret.startsWith(STANDARD_PREFIX)
                ? Base64.getDecoder().decode(secret.substring(STANDARD_PREFIX.length()))
                : secret.getBytes(StandardCharsets.UTF_8);
        return "v1," + hmac(key, messageId + "." + epochSeconds + ".", body);
    }

    private static String hmac(byte[] key, String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
        }
    }
}
