package io.portolan.page.ui.apis;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.outbound.OutboundResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// What came back, as it is shown.
///
/// @param headers a line each
/// @param body JSON is indented; cut when [#cut()]; empty when [#binary()]
/// @param bytes size of the body as it came
record ApiAnswer(int status, Duration took, List<String> headers, String body, int bytes, boolean cut, boolean binary) {

    /// Characters of a body that are shown.
    static final int SHOWN = 64 * 1024;

    static ApiAnswer of(OutboundResponse response) {
        List<String> headers = new ArrayList<>();
        response.headers().forEach((name, values) -> values.forEach(value -> headers.add(name + ": " + value)));
        int bytes = response.body().length;
        String text = response.text();
        if (text.indexOf('\0') >= 0 || text.indexOf('\uFFFD') >= 0) {
            return new ApiAnswer(response.status(), response.took(), headers, "", bytes, false, true);
        }
        String pretty = pretty(text);
        boolean cut = pretty.length() > SHOWN;
        return new ApiAnswer(
                response.status(),
                response.took(),
                headers,
                cut ? pretty.substring(0, SHOWN) : pretty,
                bytes,
                cut,
                false);
    }

    private static String pretty(String text) {
        try {
            JsonNode json = Json.parse(text);
            return json.isContainer() ? Json.pretty(json) : text;
        } catch (PortalException _) {
            return text;
        }
    }
}
