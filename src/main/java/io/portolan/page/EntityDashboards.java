package io.portolan.page;

import io.portolan.catalog.Entity;
import io.portolan.expression.ExpressionException;
import io.portolan.expression.Template;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Ids;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Dashboards that stand as tabs on the page of each entity of a kind: groups of widgets of the kind's pages of type
/// `entity`, dialect section 7.2. What a portal shows on such a page anyway, such as the related entities, is no tab.
///
/// Texts of their widgets may hold templates over `.entity`, `.user` and `.url` (`{{ .entity.identifier }}`,
/// `{{url.identifier}}`).
@Service
public class EntityDashboards {

    /// So many tabs a kind can have.
    public static final int MOST = 5;

    /// A title has so many characters at most.
    public static final int LONGEST_TITLE = 30;

    private static final String GROUPER = "grouper";
    private static final String DASHBOARD = "dashboard-widget";
    private static final Set<String> STANDARD = Set.of(
            "entity-info",
            "entity-details",
            "table-entities-explorer-by-direction",
            "graph-entities-explorer",
            "runs-table",
            "table-audit-log");
    private static final Pattern BARE = Pattern.compile("\\{\\{\\s*(url|entity|user)\\.");

    private final PageService pages;

    EntityDashboards(PageService pages) {
        this.pages = pages;
    }

    /// One of them.
    ///
    /// @param page the page that it is part of
    /// @param key its name in addresses, unique for the kind
    /// @param widgets as in a page; not to be changed
    public record Tab(
            Page page, String key, String title, @Nullable String icon, ArrayNode widgets) {}

    /// The tabs of a kind that the viewer may see, at most [#MOST].
    public List<Tab> of(String blueprint, Actor viewer) {
        List<Tab> tabs = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Page page : pages.ofEntities(blueprint, viewer)) {
            List<JsonNode> loose = new ArrayList<>();
            for (JsonNode widget : page.definition().path("widgets")) {
                if (GROUPER.equals(Json.text(widget, "type"))) {
                    groups(widget).forEach(group -> tab(page, group, keys).ifPresent(tabs::add));
                } else {
                    loose.add(widget);
                }
            }
            ObjectNode whole = Json.object().put("title", page.title()).put("icon", page.icon());
            whole.putArray("widgets").addAll(loose);
            if (!loose.isEmpty()) {
                tab(page, whole, keys).ifPresent(tabs::add);
            }
        }
        return tabs.size() <= MOST ? tabs : List.copyOf(tabs.subList(0, MOST));
    }

    /// In the order that `groupsOrder` says, the others behind.
    private static List<JsonNode> groups(JsonNode grouper) {
        List<String> order = Json.texts(grouper.path("groupsOrder"));
        List<JsonNode> groups =
                new ArrayList<>(grouper.path("groups").valueStream().toList());
        groups.sort(Comparator.comparingInt(group -> {
            int place = order.indexOf(Json.text(group, "title"));
            return place < 0 ? Integer.MAX_VALUE : place;
        }));
        return groups;
    }

    private static Optional<Tab> tab(Page page, JsonNode group, Set<String> keys) {
        if (!(group.get("widgets") instanceof ArrayNode widgets) || !isOwn(widgets)) {
            return Optional.empty();
        }
        String title = Objects.requireNonNullElse(Json.text(group, "title"), page.title());
        String name = "dashboard-" + Ids.fromTitle(title);
        String key = name;
        for (int number = 2; !keys.add(key); number++) {
            key = name + "-" + number;
        }
        return Optional.of(new Tab(page, key, title, Json.text(group, "icon"), widgets));
    }

    /// Whether there is a widget that the page does not have anyway, or a place for one.
    private static boolean isOwn(ArrayNode widgets) {
        for (JsonNode widget : widgets) {
            String type = Json.text(widget, "type");
            JsonNode inner = widget.path("widgets");
            boolean own = DASHBOARD.equals(type)
                    ? inner.isEmpty() || inner instanceof ArrayNode array && isOwn(array)
                    : !STANDARD.contains(String.valueOf(type));
            if (own) {
                return true;
            }
        }
        return false;
    }

    /// The widgets of a tab for one entity, with their templates filled in. A template that fails leaves its widget as
    /// it is.
    public List<LayoutRow> rows(Tab tab, Entity entity, Actor viewer) {
        ObjectNode data = Json.object();
        data.set("entity", entity.toJson());
        data.putObject("url").put("identifier", entity.identifier()).put("blueprint", entity.blueprint());
        data.putObject("user")
                .put("email", viewer.id())
                .put("name", viewer.name())
                .set("teams", Json.strings(viewer.teams()));
        return LayoutRow.of(tab.widgets()).stream()
                .map(row -> new LayoutRow(
                        row.height(),
                        row.cells().stream()
                                .map(cell -> new LayoutRow.Cell(filled(cell.widget(), data), cell.size()))
                                .toList()))
                .toList();
    }

    private static Widget filled(Widget widget, ObjectNode data) {
        String text = BARE.matcher(Json.write(widget.json())).replaceAll("{{ .$1.");
        try {
            JsonNode filled = Template.compile(Json.parse(text)).render(data);
            return filled instanceof ObjectNode object ? new Widget(object) : widget;
        } catch (ExpressionException e) {
            return widget;
        }
    }

    /// Adds an empty tab to the pages of a kind's entities, and gives it. [PortalException.Invalid] when the title is
    /// taken or too long, or when there are [#MOST] already.
    public Tab add(String blueprint, String title, @Nullable String icon, Actor actor) {
        List<Tab> present = of(blueprint, actor);
        if (present.size() >= MOST) {
            throw new PortalException.Invalid("", "must NOT have more than " + MOST + " dashboards as tabs");
        }
        if (present.stream().anyMatch(tab -> tab.title().equalsIgnoreCase(title))) {
            throw new PortalException.Invalid("/title", "is that of another tab");
        }
        ObjectNode group = Json.object().put("title", title);
        if (icon != null) {
            group.put("icon", icon);
        }
        group.putArray("widgets")
                .addObject()
                .put("id", Ids.random("w_"))
                .put("type", DASHBOARD)
                .putArray("widgets");
        Page page = pages.ofEntities(blueprint, actor).stream().findFirst().orElse(null);
        if (page == null) {
            ObjectNode definition = Json.object()
                    .put("title", blueprint)
                    .put("type", "entity")
                    .put("blueprint", blueprint)
                    .put("showInSidebar", false);
            grouper(definition.putArray("widgets")).add(group);
            String identifier = blueprint + "Entity";
            if (pages.find(identifier, actor).isEmpty()) {
                definition.put("identifier", identifier);
            }
            pages.create(definition, actor);
        } else {
            pages.widgets(
                    page.identifier(),
                    widgets -> {
                        grouper(widgets).add(group);
                        return widgets;
                    },
                    actor);
        }
        return of(blueprint, actor).stream()
                .filter(tab -> tab.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static ArrayNode grouper(ArrayNode widgets) {
        for (JsonNode widget : widgets) {
            if (GROUPER.equals(Json.text(widget, "type")) && widget instanceof ObjectNode grouper) {
                return grouper.withArray("/groups");
            }
        }
        return widgets.addObject()
                .put("id", Ids.random("w_"))
                .put("type", GROUPER)
                .put("displayMode", "tabs")
                .putArray("groups");
    }

    /// Takes a tab away; the other widgets of its page stay.
    public void remove(Tab tab, Actor actor) {
        pages.widgets(
                tab.page().identifier(),
                widgets -> {
                    ArrayNode kept = Json.array();
                    for (JsonNode widget : widgets) {
                        if (widget instanceof ObjectNode grouper
                                && GROUPER.equals(Json.text(widget, "type"))
                                && grouper.get("groups") instanceof ArrayNode groups) {
                            groups.removeIf(group -> tab.title().equals(Json.text(group, "title"))
                                    && tab.widgets().equals(group.path("widgets")));
                            kept.add(grouper);
                        } else if (!tab.widgets().valueStream().anyMatch(widget::equals)) {
                            kept.add(widget);
                        }
                    }
                    return kept;
                },
                actor);
    }
}
