package io.portolan.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/// Identifiers in API paths may contain slashes and percent signs (`entities/my%2Fe%201`); nowhere else may they be
/// encoded.
final class PathFirewall implements HttpFirewall {

    private final StrictHttpFirewall strict = new StrictHttpFirewall();
    private final StrictHttpFirewall identifiers = new StrictHttpFirewall();

    PathFirewall() {
        identifiers.setAllowUrlEncodedSlash(true);
        identifiers.setAllowUrlEncodedDoubleSlash(true);
        identifiers.setAllowUrlEncodedPercent(true);
        for (StrictHttpFirewall firewall : List.of(strict, identifiers)) {
            firewall.setAllowedHeaderNames(PathFirewall::isPlain);
            firewall.setAllowedHeaderValues(PathFirewall::isPlain);
        }
    }

    /// Assigned characters that are no control characters, which is the firewall's own rule, without a regular
    /// expression over every token.
    private static boolean isPlain(String text) {
        return text.codePoints().allMatch(character -> {
            if (character >= ' ' && character <= '~') {
                return true;
            }
            int type = Character.getType(character);
            return type != Character.UNASSIGNED && type != Character.CONTROL;
        });
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        boolean api = request.getRequestURI().startsWith(request.getContextPath() + "/v1/");
        return (api ? identifiers : strict).getFirewalledRequest(request);
    }

    @Override
    public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
        return strict.getFirewalledResponse(response);
    }
}
