package io.portolan.page.ui.apis;

import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.outbound.OutboundRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// An operation with everything that is needed to call it.
///
/// @param server one of the operation's
/// @param values those that are given; blank texts count as absent
/// @param media type of the body
/// @param body empty for none
record ApiCall(ApiOperation operation, String server, List<Value> values, String media, String body) {

    private static final int LARGEST_BODY = 256 * 1024;
    private static final String ACCEPT = "application/json, */*;q=0.8";
    /// Stands around the name of a credential until the text is quoted for a shell; nobody can type it.
    private static final char MARK = '\u0001';
    private static final Pattern MARKED = Pattern.compile(MARK + "([A-Z0-9_]+)" + MARK);

    /// The text for a parameter.
    record Value(ApiParameter parameter, String text) {

        /// Without the text, which may be a credential.
        @Override
        public String toString() {
            return parameter.name();
        }
    }

    /// As it is sent. Throws [PortalException.Invalid] that names what is missing.
    OutboundRequest request() {
        List<Violation> violations = new ArrayList<>();
        if (!operation.servers().contains(server)) {
            violations.add(Violation.at("/server", "must be one of the servers that the description names"));
        }
        if (!operation.path().startsWith("/")) {
            violations.add(Violation.at("/path", "must start with a slash in the description"));
        }
        for (ApiParameter parameter : operation.parameters()) {
            String text = values.stream()
                    .filter(value -> value.parameter().equals(parameter))
                    .map(Value::text)
                    .findFirst()
                    .orElse("");
            if (parameter.required() && text.isBlank()) {
                violations.add(Violation.at(pointer(parameter), "is required"));
            } else if (parameter.in().equals("path") && (text.equals(".") || text.equals(".."))) {
                violations.add(Violation.at(pointer(parameter), "must not lead to another path"));
            }
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST_BODY) {
            violations.add(Violation.at("/body", "must not be larger than " + LARGEST_BODY + " bytes"));
        }
        if (!violations.isEmpty()) {
            throw new PortalException.Invalid(violations);
        }
        return new OutboundRequest(method(), address(false), headers(false), bytes);
    }

    /// Where a parameter stands in an [PortalException.Invalid].
    static String pointer(ApiParameter parameter) {
        return "/" + parameter.in() + "/" + Violation.escape(parameter.name());
    }

    /// The command that does the same. A credential stands in it as a variable of the shell.
    String curl() {
        List<String> lines = new ArrayList<>();
        lines.add("curl -X " + method() + " " + quoted(address(true)));
        headers(true).forEach((name, value) -> lines.add("-H " + quoted(name + ": " + value)));
        if (!body.isEmpty()) {
            lines.add("--data-raw " + quoted(body));
        }
        return String.join(" \\\n  ", lines);
    }

    private String method() {
        return operation.method().toUpperCase(Locale.ROOT);
    }

    private String address(boolean shown) {
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        for (Value value : given("path")) {
            path = path.replace("{" + value.parameter().name() + "}", encoded(value, value.text(), shown));
        }
        for (Value value : given("query")) {
            boolean repeated = value.parameter().repeated();
            for (String text : repeated ? value.text().split(",") : new String[] {value.text()}) {
                query.append(query.isEmpty() && !path.contains("?") ? '?' : '&')
                        .append(encode(value.parameter().name()))
                        .append('=')
                        .append(encoded(value, text.strip(), shown));
            }
        }
        return server + path + query;
    }

    private Map<String, String> headers(boolean shown) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", ACCEPT);
        if (!body.isEmpty() && !media.isEmpty()) {
            headers.put("Content-Type", media);
        }
        for (Value value : given("header")) {
            String name = value.parameter().name();
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, text(value, shown).strip());
        }
        List<String> cookies = given("cookie").stream()
                .map(value -> value.parameter().name() + "=" + text(value, shown))
                .toList();
        if (!cookies.isEmpty()) {
            headers.put("Cookie", String.join("; ", cookies));
        }
        return headers;
    }

    private List<Value> given(String in) {
        return values.stream()
                .filter(value ->
                        value.parameter().in().equals(in) && !value.text().isBlank())
                .toList();
    }

    private static String text(Value value, boolean shown) {
        if (!shown || !value.parameter().secret()) {
            return value.text();
        }
        String variable = value.parameter().name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
        return MARK + variable + MARK;
    }

    private static String encoded(Value value, String text, boolean shown) {
        if (shown && value.parameter().secret()) {
            return text(value, true);
        }
        return value.parameter().list() ? encode(text).replace("%2C", ",") : encode(text);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String quoted(String text) {
        String safe = "'" + text.replace("'", "'\\''") + "'";
        return MARKED.matcher(safe).replaceAll("'\"\\$$1\"'");
    }
}
