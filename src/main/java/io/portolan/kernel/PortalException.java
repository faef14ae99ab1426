package io.portolan.kernel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every failure that a caller can mend. The message names the thing, the place and the way out; it is shown as
/// it stands.
///
/// The code is the `error` of the wire format (dialect section 9, "Errors"); the status that belongs to it is the
/// business of the `api` package.
public abstract sealed class PortalException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String code;
    private final transient Map<String, Object> details;

    private PortalException(String code, String message, Map<String, Object> details) {
        super(message);
        this.code = code;
        this.details = Map.copyOf(details);
    }

    /// Snake-case code: `not_found`, `invalid_request` …
    public String code() {
        return code;
    }

    /// Further facts for machines, never null, possibly empty.
    public Map<String, Object> details() {
        return details;
    }

    /// The message, which is never null here.
    public String reason() {
        return String.valueOf(getMessage());
    }

    /// The thing does not exist, or the caller may not know that it does. 404.
    public static final class NotFound extends PortalException {
        public NotFound(String message) {
            super("not_found", message, Map.of());
        }

        /// "Blueprint with identifier "x" was not found": clients look for the words "was not found".
        public NotFound(String kind, String identifier) {
            super(
                    "not_found",
                    kind + " with identifier \"" + identifier + "\" was not found",
                    Map.of("resource", kind, "identifier", identifier));
        }
    }

    /// The state of something stands against it: taken identifier, concurrent edit, dependants. 409.
    public static final class Conflict extends PortalException {
        public Conflict(String code, String message) {
            super(code, message, Map.of());
        }

        public Conflict(String code, String message, Map<String, Object> details) {
            super(code, message, details);
        }

        /// Somebody else was faster: what the caller has seen is no longer what is stored.
        public static Conflict concurrentEdit(String kind, String identifier, String by) {
            return new Conflict(
                    "concurrent_edit",
                    kind + " \"" + identifier + "\" was changed by \"" + by + "\" meanwhile; read it again");
        }

        public static Conflict identifierTaken(String kind, String identifier) {
            return new Conflict(
                    "conflict",
                    kind + " with identifier \"" + identifier + "\" already exists",
                    Map.of("resource", kind, "identifier", identifier));
        }
    }

    /// The input is wrong, in one or more places. 422.
    public static final class Invalid extends PortalException {
        private final transient List<Violation> violations;

        public Invalid(List<Violation> violations) {
            super("invalid_request", summary(violations), Map.of("violations", violations));
            this.violations = List.copyOf(violations);
        }

        public Invalid(String pointer, String reason) {
            this(List.of(Violation.at(pointer, reason)));
        }

        public List<Violation> violations() {
            return violations;
        }

        private static String summary(List<Violation> violations) {
            if (violations.isEmpty()) {
                return "The request is invalid";
            }
            String first = violations.getFirst().sentence();
            return violations.size() == 1 ? first : first + " (and " + (violations.size() - 1) + " more)";
        }
    }

    /// Text that is no JSON or YAML at all. 400.
    public static final class Malformed extends PortalException {
        private final int line;
        private final int column;

        public Malformed(String message, int line, int column) {
            this(message, line, column, Map.of());
        }

        /// @param facts further details for machines, such as the file
        public Malformed(String message, int line, int column, Map<String, Object> facts) {
            super("invalid_json", message, details(line, column, facts));
            this.line = line;
            this.column = column;
        }

        private static Map<String, Object> details(int line, int column, Map<String, Object> facts) {
            Map<String, Object> details = new LinkedHashMap<>(facts);
            details.put("line", line);
            details.put("column", column);
            return details;
        }

        /// 1-based line, 0 when unknown.
        public int line() {
            return line;
        }

        /// 1-based column, 0 when unknown.
        public int column() {
            return column;
        }
    }

    /// Known caller, missing right. 403.
    public static final class Forbidden extends PortalException {
        public Forbidden(String message) {
            super("forbidden", message, Map.of());
        }
    }

    /// Unknown caller. 401.
    public static final class Unauthorized extends PortalException {
        public Unauthorized(String code, String message) {
            super(code, message, Map.of());
        }
    }

    /// Over a size limit. 413.
    public static final class TooLarge extends PortalException {
        public TooLarge(String message) {
            super("payload_too_large", message, Map.of());
        }
    }

    /// Too many calls. 429.
    public static final class RateLimited extends PortalException {
        private final long retryAfterSeconds;

        public RateLimited(String message, long retryAfterSeconds) {
            super("rate_limited", message, Map.of("retryAfterSeconds", retryAfterSeconds));
            this.retryAfterSeconds = retryAfterSeconds;
        }

        public long retryAfterSeconds() {
            return retryAfterSeconds;
        }
    }

    /// Throws [Invalid] when there is at least one violation.
    public static void throwIfAny(@Nullable List<Violation> violations) {
        if (violations != null && !violations.isEmpty()) {
            throw new Invalid(violations);
        }
    }
}
