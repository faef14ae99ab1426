package io.portolan.api;

import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.node.ObjectNode;

/// An error on its way out: status, code, message, details, in one of two forms. The usual one is
/// `{"ok":false,"error","message","details"}`; a caller that accepts `application/problem+json` gets RFC 9457.
record ApiError(HttpStatus status, String code, String message, Map<String, Object> details, HttpHeaders headers) {

    static ApiError of(HttpStatus status, String code, String message) {
        return new ApiError(status, code, message, Map.of(), new HttpHeaders());
    }

    static ApiError of(PortalException e) {
        HttpHeaders headers = new HttpHeaders();
        if (e instanceof PortalException.RateLimited limited) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(limited.retryAfterSeconds()));
        }
        return new ApiError(status(e), e.code(), e.reason(), e.details(), headers);
    }

    static HttpStatus status(PortalException e) {
        return switch (e) {
            case PortalException.NotFound _ -> HttpStatus.NOT_FOUND;
            case PortalException.Conflict _ -> HttpStatus.CONFLICT;
            case PortalException.Invalid _ -> HttpStatus.UNPROCESSABLE_CONTENT;
            case PortalException.Malformed _ -> HttpStatus.BAD_REQUEST;
            case PortalException.Forbidden _ -> HttpStatus.FORBIDDEN;
            case PortalException.Unauthorized _ -> HttpStatus.UNAUTHORIZED;
            case PortalException.TooLarge _ -> HttpStatus.CONTENT_TOO_LARGE;
            case PortalException.RateLimited _ -> HttpStatus.TOO_MANY_REQUESTS;
        };
    }

    ApiError withHeader(String name, String value) {
        HttpHeaders more = new HttpHeaders();
        more.putAll(headers);
        more.set(name, value);
        return new ApiError(status, code, message, details, more);
    }

    ResponseEntity<ObjectNode> toResponse(HttpServletRequest request) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(contentType(request))
                .body(body(request));
    }

    /// Writes the answer from a place outside Spring MVC: a filter or a security handler.
    void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(status.value());
        headers.forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
        response.setContentType(contentType(request).toString());
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getOutputStream().write(Json.write(body(request)).getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode body(HttpServletRequest request) {
        ObjectNode detailNode = Json.mapper().valueToTree(details);
        if (wantsProblem(request)) {
            ObjectNode problem = Json.object()
                    .put("type", "urn:portolan:error:" + code)
                    .put("title", status.getReasonPhrase())
                    .put("status", status.value())
                    .put("detail", message)
                    .put("instance", request.getRequestURI())
                    .put("ok", false)
                    .put("error", code);
            return details.isEmpty() ? problem : problem.set("details", detailNode);
        }
        ObjectNode envelope = Json.object().put("ok", false).put("error", code).put("message", message);
        return details.isEmpty() ? envelope : envelope.set("details", detailNode);
    }

    private static MediaType contentType(HttpServletRequest request) {
        return wantsProblem(request) ? MediaType.APPLICATION_PROBLEM_JSON : MediaType.APPLICATION_JSON;
    }

    private static boolean wantsProblem(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    }
}
