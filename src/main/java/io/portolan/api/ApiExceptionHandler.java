package io.portolan.api;

import io.portolan.access.CurrentActor;
import io.portolan.access.SignInLog;
import io.portolan.kernel.Ids;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.util.StringUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.node.ObjectNode;

/// Turns whatever goes wrong under `/v1` into the envelope: the portal's own errors with their code, those of Spring
/// MVC in the portal's words, and anything else as a 500 that names nothing but an incident id found in the log.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ApiExceptionHandler.class);

    private final CurrentActor currentActor;
    private final SignInLog signIns;

    ApiExceptionHandler(CurrentActor currentActor, SignInLog signIns) {
        this.currentActor = currentActor;
        this.signIns = signIns;
    }

    @ExceptionHandler
    ResponseEntity<ObjectNode> portal(PortalException e, HttpServletRequest request) {
        if (e instanceof PortalException.Forbidden) {
            currentActor
                    .find()
                    .ifPresent(actor -> signIns.denied(actor, request.getMethod() + " " + request.getRequestURI()));
        }
        return ApiError.of(e).toResponse(request);
    }

    @ExceptionHandler
    ResponseEntity<ObjectNode> unreadable(HttpMessageNotReadableException e, HttpServletRequest request) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof PortalException known) {
                return portal(known, request);
            }
            if (cause instanceof StreamReadException json) {
                return portal(Json.malformed(json), request);
            }
            if (cause instanceof JacksonException) {
                return portal(new PortalException.Invalid("", "must be object"), request);
            }
        }
        return ApiError.of(
                        HttpStatus.BAD_REQUEST,
                        "invalid_request",
                        "The request has no readable body. Send a JSON object with Content-Type application/json.")
                .toResponse(request);
    }

    @ExceptionHandler
    ResponseEntity<ObjectNode> missing(MissingServletRequestParameterException e, HttpServletRequest request) {
        String message = "The query parameter \"" + e.getParameterName() + "\" is missing";
        return ApiError.of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid_request", message)
                .toResponse(request);
    }

    @ExceptionHandler
    ResponseEntity<ObjectNode> wrongType(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        Class<?> type = e.getRequiredType();
        String expected = type == null ? "another kind of value" : expected(type);
        String message = "The parameter \"" + e.getName() + "\" must be " + expected;
        return ApiError.of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid_request", message)
                .toResponse(request);
    }

    @ExceptionHandler
    ResponseEntity<ObjectNode> method(HttpRequestMethodNotSupportedException e, HttpServletRequest request) {
        var allowed = e.getSupportedHttpMethods();
        String list = allowed == null
                ? ""
                : StringUtils.collectionToCommaDelimitedString(
                        allowed.stream().map(HttpMethod::name).sorted().toList());
        String message = "The method " + e.getMethod() + " is not allowed here"
                + (list.isEmpty() ? "" : "; allowed: " + list.replace(",", ", "));
        return ApiError.of(HttpStatus.METHOD_NOT_ALLOWED, "method_not_allowed", message)
                .withHeader(HttpHeaders.ALLOW, list)
                .toResponse(request);
    }

    @ExceptionHandler
    ResponseEntity<ObjectNode> mediaType(HttpMediaTypeNotSupportedException e, HttpServletRequest request) {
        return ApiError.of(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "unsupported_media_type",
                        "The body must be sent with Content-Type application/json")
                .toResponse(request);
    }

    @ExceptionHandler
    ResponseEntity<ObjectNode> tooSlow(QueryTimeoutException e, HttpServletRequest request) {
        log.warn("Given up after its time: {} {}", request.getMethod(), printable(request.getRequestURI()));
        return ApiError.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "timeout",
                        "The question took longer than the portal gives to one request. Ask for less: fewer kinds, a"
                                + " smaller page, rules on properties before rules on relations.")
                .withHeader(HttpHeaders.RETRY_AFTER, "5")
                .toResponse(request);
    }

    /// Refusals belong to the security chain, which knows whether the caller is unknown or lacks a right.
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void refused(RuntimeException e) {
        throw e;
    }

    @ExceptionHandler
    ResponseEntity<ObjectNode> other(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse known) {
            HttpStatus status = HttpStatus.resolve(known.getStatusCode().value());
            if (status != null && status.is4xxClientError()) {
                String message = status == HttpStatus.NOT_FOUND
                        ? "The route " + request.getMethod() + " " + request.getRequestURI() + " was not found"
                        : "The request was refused: " + status.getReasonPhrase();
                return ApiError.of(status, code(status), message).toResponse(request);
            }
        }
        return incident(e, request).toResponse(request);
    }

    /// Logs the failure under an incident id and answers with nothing but that id.
    static ApiError incident(Throwable e, HttpServletRequest request) {
        String traceId = MDC.get(TraceIdFilter.MDC_KEY);
        String incident = traceId == null ? Ids.secret(16) : traceId;
        log.error("Incident {} in {} {}", incident, request.getMethod(), printable(request.getRequestURI()), e);
        ApiError error = ApiError.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal_error",
                "Something went wrong on our side. The log has the details under incident " + incident + ".");
        return new ApiError(
                error.status(), error.code(), error.message(), Map.of("incident", incident), error.headers());
    }

    static String code(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "not_found";
            case METHOD_NOT_ALLOWED -> "method_not_allowed";
            case NOT_ACCEPTABLE -> "not_acceptable";
            case UNSUPPORTED_MEDIA_TYPE -> "unsupported_media_type";
            case UNAUTHORIZED -> "unauthorized";
            case FORBIDDEN -> "forbidden";
            case CONTENT_TOO_LARGE -> "payload_too_large";
            case TOO_MANY_REQUESTS -> "rate_limited";
            default -> "invalid_request";
        };
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static String expected(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        return Number.class.isAssignableFrom(type) || type.isPrimitive() ? "a number" : "another kind of value";
    }
}
