package io.portolan.page;

import io.portolan.blueprint.BlueprintDependent;
import io.portolan.blueprint.Dependents;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Pages that speak of the properties and relations of a blueprint.
@Component
class PageDependent implements BlueprintDependent {

    private final PageService service;

    PageDependent(PageService service) {
        this.service = service;
    }

    @Override
    public void describe(Change change, ObjectNode impact, ArrayNode references) {
        for (Page page : service.all(Actor.system())) {
            if (speaksOf(page, change.before().identifier())) {
                Dependents.add(
                        references,
                        "page",
                        page.identifier(),
                        String.valueOf(Json.text(page.definition(), "title")),
                        page.definition(),
                        change);
            }
        }
    }

    @Override
    public void renamed(String blueprint, String from, String to, Actor actor) {
        for (Page page : service.all(Actor.system())) {
            if (speaksOf(page, blueprint)) {
                Dependents.rename(page.definition(), from, to, renamed -> service.follow(page, renamed, actor));
            }
        }
    }

    private static boolean speaksOf(Page page, String blueprint) {
        return Json.write(page.definition()).contains("\"" + blueprint + "\"");
    }
}
