package io.portolan.page.rest;

import io.portolan.access.CurrentActor;
import io.portolan.access.Permission;
import io.portolan.access.Permissions;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Ids;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.page.Folder;
import io.portolan.page.Page;
import io.portolan.page.PageService;
import io.portolan.page.SidebarItem;
import io.portolan.page.SidebarService;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `/v1/pages` and `/v1/sidebars`: dialect section 7.1.
@RestController
@RequestMapping("/v1")
class PageController {

    private final PageService pages;
    private final SidebarService sidebar;
    private final CurrentActor currentActor;
    private final Permissions permissions;

    PageController(PageService pages, SidebarService sidebar, CurrentActor currentActor, Permissions permissions) {
        this.pages = pages;
        this.sidebar = sidebar;
        this.currentActor = currentActor;
        this.permissions = permissions;
    }

    /// @param compact leaves the widgets out
    @GetMapping("/pages")
    ObjectNode all(@RequestParam(defaultValue = "false") boolean compact) {
        Actor viewer = reader();
        ArrayNode array = Json.array();
        for (Page page : pages.all(viewer)) {
            ObjectNode json = page.toJson();
            if (compact) {
                json.remove("widgets");
            }
            array.add(json);
        }
        return Json.ok("pages", array);
    }

    @GetMapping("/pages/{identifier}")
    ObjectNode one(@PathVariable String identifier) {
        return answer(pages.require(identifier, reader()));
    }

    @PostMapping("/pages")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode create(@RequestBody ObjectNode body) {
        Page page = pages.create(body, currentActor.require());
        return answer(page).put("identifier", page.identifier());
    }

    @PutMapping("/pages/{identifier}")
    ObjectNode replace(@PathVariable String identifier, @RequestBody ObjectNode body) {
        return answer(pages.replace(identifier, body, currentActor.require()));
    }

    @PatchMapping("/pages/{identifier}")
    ObjectNode merge(@PathVariable String identifier, @RequestBody ObjectNode body) {
        return answer(pages.merge(identifier, body, currentActor.require()));
    }

    @DeleteMapping("/pages/{identifier}")
    ObjectNode delete(@PathVariable String identifier) {
        pages.delete(identifier, currentActor.require());
        return Json.ok();
    }

    /// Adds a widget at the end; without an id it gets one.
    @PostMapping("/pages/{identifier}/widgets")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode addWidget(@PathVariable String identifier, @RequestBody ObjectNode body) {
        Actor actor = currentActor.require();
        ObjectNode widget = body.deepCopy();
        if (!widget.path("id").isString()) {
            widget.put("id", Ids.random("w_"));
        }
        pages.widgets(identifier, widgets -> widgets.add(widget), actor);
        return Json.ok("identifier", widget.path("id"))
                .put("id", widget.path("id").asString(""));
    }

    /// Replaces the given keys of a widget, wherever it stands in the page.
    @PatchMapping("/pages/{identifier}/widgets/{widget}")
    ObjectNode patchWidget(@PathVariable String identifier, @PathVariable String widget, @RequestBody ObjectNode body) {
        Actor actor = currentActor.require();
        pages.widgets(
                identifier,
                widgets -> {
                    ObjectNode found = find(widgets, widget);
                    for (Map.Entry<String, JsonNode> entry : body.properties()) {
                        found.set(entry.getKey(), entry.getValue());
                    }
                    return widgets;
                },
                actor);
        return Json.ok().put("identifier", widget);
    }

    @DeleteMapping("/pages/{identifier}/widgets/{widget}")
    ObjectNode deleteWidget(@PathVariable String identifier, @PathVariable String widget) {
        Actor actor = currentActor.require();
        pages.widgets(
                identifier,
                widgets -> {
                    find(widgets, widget);
                    remove(widgets, widget);
                    return widgets;
                },
                actor);
        return Json.ok();
    }

    @GetMapping("/pages/{identifier}/permissions")
    ObjectNode permissions(@PathVariable String identifier) {
        return Json.ok("permissions", pages.permissions(identifier, reader()));
    }

    @PatchMapping("/pages/{identifier}/permissions")
    ObjectNode permissions(@PathVariable String identifier, @RequestBody ObjectNode body) {
        return Json.ok("permissions", pages.permissions(identifier, body, currentActor.require()));
    }

    /// The side navigation as clients read it: folders and pages, each folder followed by what is in it.
    @GetMapping("/sidebars/{sidebarId}")
    ObjectNode sidebar(@PathVariable String sidebarId) {
        Actor viewer = reader();
        known(sidebarId);
        ObjectNode answer = Json.object().put("identifier", sidebarId);
        ArrayNode items = answer.putArray("items");
        sidebar.items(viewer).forEach(item -> items.add(item.toJson()));
        return Json.ok("sidebar", answer);
    }

    @PostMapping("/sidebars/{sidebarId}/folders")
    @ResponseStatus(HttpStatus.CREATED)
    ObjectNode createFolder(@PathVariable String sidebarId, @RequestBody ObjectNode body) {
        Actor actor = currentActor.require();
        known(sidebarId);
        Folder folder = sidebar.create(body, actor);
        return answer(folder).put("identifier", folder.identifier());
    }

    /// Renames or moves a folder: the given ones of `title`, `parent` and `after`.
    @PatchMapping("/sidebars/{sidebarId}/folders/{identifier}")
    ObjectNode changeFolder(
            @PathVariable String sidebarId, @PathVariable String identifier, @RequestBody ObjectNode body) {
        Actor actor = currentActor.require();
        known(sidebarId);
        return answer(sidebar.change(identifier, body, actor));
    }

    /// What is in the folder moves up.
    @DeleteMapping("/sidebars/{sidebarId}/folders/{identifier}")
    ObjectNode deleteFolder(@PathVariable String sidebarId, @PathVariable String identifier) {
        Actor actor = currentActor.require();
        known(sidebarId);
        sidebar.delete(identifier, actor);
        return Json.ok();
    }

    private static void known(String sidebarId) {
        if (!sidebarId.equals(SidebarItem.CATALOG)) {
            throw new PortalException.NotFound("Sidebar", sidebarId);
        }
    }

    private static ObjectNode answer(Folder folder) {
        return Json.ok("folder", folder.toJson());
    }

    private static ObjectNode find(JsonNode widgets, String id) {
        ObjectNode found = search(widgets, id);
        if (found == null) {
            throw new PortalException.NotFound("Widget", id);
        }
        return found;
    }

    private static @org.jspecify.annotations.Nullable ObjectNode search(JsonNode widgets, String id) {
        for (JsonNode widget : widgets) {
            if (widget instanceof ObjectNode object
                    && object.path("id").asString("").equals(id)) {
                return object;
            }
            ObjectNode inner = search(widget.path("widgets"), id);
            if (inner != null) {
                return inner;
            }
        }
        return null;
    }

    /// Takes the widget out of its list and out of the layout; a row that becomes empty goes.
    private static void remove(JsonNode widgets, String id) {
        if (widgets instanceof ArrayNode array) {
            for (int i = array.size() - 1; i >= 0; i--) {
                JsonNode widget = array.path(i);
                if (widget.path("id").asString("").equals(id)) {
                    array.remove(i);
                } else if (search(widget.path("widgets"), id) != null) {
                    remove(widget.path("widgets"), id);
                    // What stood beside it gets its room: sizes in a row have to sum up to 12.
                    if (widget.path("layout") instanceof ArrayNode layout) {
                        unplace(layout, id);
                    }
                }
            }
        }
    }

    private static void unplace(ArrayNode layout, String id) {
        for (int i = layout.size() - 1; i >= 0; i--) {
            if (layout.path(i).path("columns") instanceof ArrayNode columns) {
                for (int j = columns.size() - 1; j >= 0; j--) {
                    if (columns.path(j).path("id").asString("").equals(id)) {
                        int size = columns.path(j).path("size").asInt(0);
                        columns.remove(j);
                        if (columns.path(Math.max(0, j - 1)) instanceof ObjectNode neighbour) {
                            neighbour.put("size", neighbour.path("size").asInt(0) + size);
                        }
                    }
                }
                if (columns.isEmpty()) {
                    layout.remove(i);
                }
            }
        }
    }

    private static ObjectNode answer(Page page) {
        return Json.ok("page", page.toJson());
    }

    /// Who reads; the services ask whoever changes something.
    private Actor reader() {
        Actor actor = currentActor.require();
        permissions.require(actor, Permission.READ_CATALOG);
        return actor;
    }
}
