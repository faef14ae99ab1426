package io.portolan.page.ui.apis;

import io.portolan.kernel.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A description of an API.
///
/// @param json as its author wrote it
/// @param address where it was read from, or null when it stands in the catalog
record ApiDocument(ObjectNode json, @Nullable String address) {

    private static final YAMLMapper YAML = new YAMLMapper();
    /// Servers of one operation, with the values of their variables.
    private static final int SERVERS = 20;

    /// What it is written in, by its own key.
    enum Kind {
        OPEN_API,
        ASYNC_API,
        OTHER
    }

    /// Reads JSON or YAML; empty when the text is no object of either.
    static Optional<ApiDocument> read(String text, @Nullable String address) {
        try {
            return YAML.readTree(text) instanceof ObjectNode object
                    ? Optional.of(new ApiDocument(object, address))
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    Kind kind() {
        if (json.has("asyncapi")) {
            return Kind.ASYNC_API;
        }
        boolean open =
                json.has("openapi") || json.has("swagger") || json.path("paths").isObject();
        return open ? Kind.OPEN_API : Kind.OTHER;
    }

    References references() {
        return new References(json);
    }

    /// Where an operation can be called: its own servers, or those of its path, or those of the document. Addresses
    /// that are not complete are completed by the address of the document; without one they are left out.
    List<String> servers(JsonNode path, JsonNode operation) {
        for (JsonNode holder : List.of(operation, path, json)) {
            if (!holder.path("servers").isEmpty()) {
                return holder.path("servers").values().stream()
                        .flatMap(server -> addresses(server).stream())
                        .flatMap(server -> complete(server).stream())
                        .distinct()
                        .limit(SERVERS)
                        .toList();
            }
        }
        List<String> older = json.has("swagger") ? older() : List.of("/");
        return older.stream().flatMap(server -> complete(server).stream()).toList();
    }

    /// The address of a server for each value that its variables may have.
    private static List<String> addresses(JsonNode server) {
        List<String> addresses = List.of(server.path("url").asString(""));
        for (Map.Entry<String, JsonNode> variable : server.path("variables").properties()) {
            List<String> values = new ArrayList<>();
            values.add(variable.getValue().path("default").asString(""));
            values.addAll(Json.texts(variable.getValue().path("enum")));
            String place = "{" + variable.getKey() + "}";
            addresses = addresses.stream()
                    .flatMap(address -> values.stream().map(value -> address.replace(place, value)))
                    .distinct()
                    .limit(SERVERS)
                    .toList();
        }
        return addresses;
    }

    /// Version 2 names its server in three parts.
    private List<String> older() {
        String base = json.path("basePath").asString("/");
        String host = Json.text(json, "host");
        if (host == null) {
            return List.of(base);
        }
        List<String> schemes = Json.texts(json.path("schemes"));
        return (schemes.isEmpty() ? List.of("https") : schemes)
                .stream().map(scheme -> scheme + "://" + host + base).toList();
    }

    private Optional<String> complete(String server) {
        try {
            URI uri = new URI(server);
            URI whole = address == null ? uri : new URI(address).resolve(uri);
            String scheme = whole.getScheme() == null ? "" : whole.getScheme().toLowerCase(Locale.ROOT);
            boolean web = (scheme.equals("https") || scheme.equals("http")) && whole.getHost() != null;
            boolean plain = whole.getRawQuery() == null && whole.getRawFragment() == null;
            return web && plain ? Optional.of(whole.toString().replaceAll("/+$", "")) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
