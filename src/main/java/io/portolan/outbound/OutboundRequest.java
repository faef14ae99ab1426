package io.portolan.outbound;

import java.util.Map;

/// One call to make.
///
/// @param method `GET`, `POST`, `PUT`, `PATCH` or `DELETE`
/// @param url absolute `http` or `https` address; user-info in it is refused
/// @param headers sent as given; framing headers (`Host`, `Content-Length`, `Transfer-Encoding` …) are refused
/// @param body raw bytes, empty for none; ignored for GET
public record OutboundRequest(String method, String url, Map<String, String> headers, byte[] body) {

    public OutboundRequest {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    public static OutboundRequest get(String url) {
        return new OutboundRequest("GET", url, Map.of(), new byte[0]);
    }
}
