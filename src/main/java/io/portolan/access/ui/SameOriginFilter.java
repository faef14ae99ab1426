package io.portolan.access.ui;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses what a page of another site makes a browser send: posts, above all to the sign-in form, which carries no
/// CSRF
/// token of a session yet, and WebSocket handshakes, which browsers let through to any site. Goes by `Sec-Fetch-Site`,
/// or by `Origin` where a browser does not send it (plain HTTP). Programs send neither.
final class SameOriginFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean harmless = SAFE.contains(request.getMethod()) && request.getHeader(HttpHeaders.UPGRADE) == null;
        if (harmless || isOfThisSite(request)) {
            chain.doFilter(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private static boolean isOfThisSite(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return true;
        }
        String host = host(origin);
        return host.equalsIgnoreCase(request.getServerName())
                || host.equalsIgnoreCase(request.getHeader("X-Forwarded-Host"));
    }

    /// `""` for what is no address, such as `null`.
    private static String host(String origin) {
        try {
            String host = URI.create(origin).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
