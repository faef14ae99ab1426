package io.portolan.outbound;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// The `host:port` pairs that may be called although their address is private, from `portolan.outbound.allow`.
///
/// The host is compared as it is written in the address of the call, without resolving it.
@Component
public class OutboundAllowList {

    private final Set<String> entries = ConcurrentHashMap.newKeySet();

    OutboundAllowList(OutboundProperties properties) {
        properties.allow().forEach(this::addEntry);
    }

    /// Allows one more target until the portal stops; for servers that the portal itself starts.
    public void add(String host, int port) {
        entries.add(key(host, port));
    }

    boolean contains(String host, int port) {
        return entries.contains(key(host, port));
    }

    private void addEntry(String entry) {
        int colon = entry.lastIndexOf(':');
        if (colon < 1 || !entry.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "portolan.outbound.allow: \"" + entry + "\" must be host:port, for example jenkins.internal:8443");
        }
        add(entry.substring(0, colon), Integer.parseInt(entry.substring(colon + 1)));
    }

    private static String key(String host, int port) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return bare.toLowerCase(Locale.ROOT) + ":" + port;
    }
}
