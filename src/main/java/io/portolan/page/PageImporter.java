package io.portolan.page;

import io.portolan.kernel.Actor;
import io.portolan.kernel.DefinitionImporter;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// The section `pages` of an import.
@Component
class PageImporter implements DefinitionImporter {

    private final PageService pages;

    PageImporter(PageService pages) {
        this.pages = pages;
    }

    @Override
    public String section() {
        return "pages";
    }

    @Override
    public int importAll(List<ObjectNode> definitions, Actor actor) {
        return pages.define(definitions, actor);
    }
}
