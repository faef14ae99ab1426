package io.portolan.outbound;

import io.portolan.outbound.OutboundException.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A request whose method, address and headers are well-formed, and the rules of following redirects.
record CheckedRequest(String method, URI uri, Map<String, String> headers, byte[] body) {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f]");
    private static final Set<String> FRAMING = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "proxy-connection",
            "proxy-authorization");

    static CheckedRequest of(OutboundRequest request) {
        String method = request.method().toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw refused("The method \"" + request.method() + "\" is not one of GET, POST, PUT, PATCH, DELETE");
        }
        URI uri = check(parse(request.url()));
        request.headers().forEach(CheckedRequest::checkHeader);
        return new CheckedRequest(method, uri, request.headers(), request.body());
    }

    /// Where it goes, without path and query, which may hold secrets.
    String target() {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    /// The request that the answer redirects to, or null when it is an answer for the caller. 303, and 301 and 302
    /// after
    /// POST, turn into GET; another origin gets no credentials and no signature.
    @Nullable
    CheckedRequest redirectedBy(OutboundResponse response) {
        String location = response.header("location");
        boolean redirect = switch (response.status()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
        if (!redirect || location == null) {
            return null;
        }
        URI next;
        try {
            next = check(uri.resolve(new URI(location)));
        } catch (URISyntaxException e) {
            throw new OutboundException(Reason.REFUSED, target() + " redirects to something that is no address", e);
        }
        if (uri.getScheme().equalsIgnoreCase("https") && !next.getScheme().equalsIgnoreCase("https")) {
            throw refused(target() + " redirects from https to http, which would give the content away");
        }
        boolean toGet = response.status() == 303 || (response.status() < 303 && method.equals("POST"));
        Map<String, String> kept = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            if ((sameOrigin(next) || !isCredential(name)) && !(toGet && isContent(name))) {
                kept.put(name, value);
            }
        });
        return new CheckedRequest(toGet ? "GET" : method, next, kept, toGet ? new byte[0] : body);
    }

    private boolean sameOrigin(URI other) {
        return uri.getScheme().equalsIgnoreCase(other.getScheme())
                && uri.getHost().equalsIgnoreCase(other.getHost())
                && uri.getPort() == other.getPort();
    }

    private static boolean isCredential(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return name.contains("auth")
                || name.contains("cookie")
                || name.contains("token")
                || name.contains("key")
                || name.contains("secret")
                || name.contains("signature");
    }

    private static boolean isContent(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith("content-");
    }

    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new OutboundException(Reason.REFUSED, "The address is not well-formed: " + e.getReason(), e);
        }
    }

    private static URI check(URI uri) {
        String scheme = uri.getScheme();
        if (scheme == null || !(scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))) {
            throw refused("The address must start with https:// or http://");
        }
        if (uri.getHost() == null) {
            throw refused("The address has no valid host name");
        }
        if (uri.getRawUserInfo() != null) {
            throw refused("The address must not contain a user name or password; use a header");
        }
        return uri;
    }

    private static void checkHeader(String name, String value) {
        if (!TOKEN.matcher(name).matches()) {
            throw refused("A header name contains characters that are not allowed");
        }
        if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
            throw refused("The header \"" + name + "\" is set by the portal and cannot be given");
        }
        if (CONTROL.matcher(value).find()) {
            throw refused("The value of the header \"" + name + "\" contains a line break or control character");
        }
    }

    private static OutboundException refused(String message) {
        return new OutboundException(Reason.REFUSED, message);
    }
}
