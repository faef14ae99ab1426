package io.portolan.outbound;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What came back. Any status is an answer, also 4xx and 5xx; only a call without an answer throws.
///
/// @param url the address that answered, after redirects
/// @param headers names in lower case
/// @param body at most the configured limit of bytes
/// @param took from the first connection attempt to the last byte
public record OutboundResponse(int status, String url, Map<String, List<String>> headers, byte[] body, Duration took) {

    public OutboundResponse {
        body = body.clone();
    }

    /// The body read as UTF-8, with replacement characters where it is none.
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /// The first value of a header, or null. The name is given in lower case.
    public @Nullable String header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.getFirst();
    }
}
