package io.portolan.page;

import io.portolan.action.ActionReferrer;
import io.portolan.action.ActionUse;
import io.portolan.kernel.Actor;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Pages that show the card of an action.
@Component
class PageReferrer implements ActionReferrer {

    private final PageService service;

    PageReferrer(PageService service) {
        this.service = service;
    }

    @Override
    public List<ActionUse> uses(String action, Actor viewer) {
        return service.all(viewer).stream()
                .filter(page -> shows(page.definition().path("widgets"), action))
                .map(page -> new ActionUse("page", page.identifier(), page.title()))
                .toList();
    }

    /// Widgets may stand inside of others.
    private static boolean shows(JsonNode node, String action) {
        for (JsonNode child : node) {
            if (action.equals(child.path("action").stringValue("")) || shows(child, action)) {
                return true;
            }
        }
        return false;
    }
}
