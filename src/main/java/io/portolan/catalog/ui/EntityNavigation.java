package io.portolan.catalog.ui;

import com.vaadin.flow.router.RouteParameters;
import io.portolan.catalog.Entity;
import io.portolan.catalog.EntityRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where entities and kinds live in the browser. All paths are without leading slash and percent-encoded.
public final class EntityNavigation {

    /// Route template of the entity page. Identifiers may contain slashes, which stand in the path as they are; read
    /// them with [#identifier].
    public static final String ENTITY_ROUTE = "entity/:blueprint/:identifier*";

    private EntityNavigation() {}

    /// The page of an entity.
    public static String entity(String blueprint, String identifier) {
        return "entity/" + encode(blueprint) + "/" + rest(identifier);
    }

    public static String entity(Entity entity) {
        return entity(entity.blueprint(), entity.identifier());
    }

    public static String entity(EntityRef ref) {
        return entity(ref.blueprint(), ref.identifier());
    }

    /// The table of a kind.
    public static String table(String blueprint) {
        return "catalog/" + encode(blueprint);
    }

    /// A page that somebody has made of the table of a kind.
    public static String tablePage(String page) {
        return "tables/" + rest(page);
    }

    /// The builder of a kind.
    public static String builder(String blueprint) {
        return "builder/" + encode(blueprint);
    }

    /// The identifier in the parameters of [#ENTITY_ROUTE]; empty when there is none.
    public static String identifier(RouteParameters parameters) {
        return rest("identifier", parameters);
    }

    /// An identifier as the rest of a path: its slashes stand as they are. [#rest(String, RouteParameters)] reads it.
    public static String rest(String identifier) {
        return encode(identifier).replace("%2F", "/");
    }

    /// The identifier that the wildcard of a route stands for; empty when there is none.
    public static String rest(String wildcard, RouteParameters parameters) {
        return String.join("/", parameters.getWildcard(wildcard));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":")
                .replace("%40", "@");
    }
}
