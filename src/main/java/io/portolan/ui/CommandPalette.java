package io.portolan.ui;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Span;
import io.portolan.kernel.Actor;
import io.portolan.kernel.Json;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/// Finds anything from anywhere: opened with Ctrl-K or ⌘-K or the search field of the header, used with arrows and
/// Enter. Searching happens off the UI lock; the answers are pushed.
@Tag("portolan-palette")
@JsModule("./portolan/palette.ts")
class CommandPalette extends Component {

    private static final long serialVersionUID = 1L;
    private final transient PaletteSearch search;
    private final transient @Nullable Actor viewer;

    CommandPalette(PaletteSearch search, @Nullable Actor viewer) {
        this.search = search;
        this.viewer = viewer;
        for (String label : List.of("title", "placeholder", "empty", "start", "recent", "hint", "loading")) {
            getElement().setAttribute("label-" + label, getTranslation("ui.search." + label));
        }
    }

    /// The search field of the header, which opens the palette.
    Component trigger() {
        Span hint = new Span(getTranslation("ui.search.label"));
        Span keys = new Span("Ctrl K");
        keys.addClassName("pt-keys");
        Button button = new Button(Icons.of("search"), event -> getElement().callJsFunction("open"));
        button.addClassName("pt-search");
        button.setAriaLabel(getTranslation("ui.search.label"));
        button.getElement().appendChild(hint.getElement(), keys.getElement());
        return button;
    }

    /// Called by the browser for each text; the number lets it drop answers that come late.
    @ClientCallable
    public void find(String text, int number) {
        Actor actor = viewer;
        UI ui = UI.getCurrent();
        if (actor == null || ui == null) {
            return;
        }
        List<SearchHit> pages = search.pages(actor);
        String wanted = text.strip();
        CompletableFuture.supplyAsync(() -> search.search(wanted, actor, pages), search.threads())
                .thenAccept(hits -> ui.access(() -> getElement().callJsFunction("show", number, toJson(hits))));
    }

    private static ArrayNode toJson(List<SearchHit> hits) {
        ArrayNode rows = Json.array();
        for (SearchHit hit : hits) {
            rows.addObject()
                    .put("group", Texts.get(hit.group()))
                    .put("title", hit.text())
                    .put("detail", hit.detail())
                    .put("icon", Icons.symbol(hit.icon()))
                    .put("path", hit.path());
        }
        return rows;
    }
}
