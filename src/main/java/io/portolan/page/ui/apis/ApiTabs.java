package io.portolan.page.ui.apis;

import com.vaadin.flow.component.Component;
import io.portolan.kernel.Json;
import io.portolan.ui.CodeEditor;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Tabs that show the description of an API, by what it is written in: `openapi`, `swagger` or `asyncapi`. Anything
/// else is shown as its source.
@Service
public class ApiTabs {

    private final ApiCalls calls;

    ApiTabs(ApiCalls calls) {
        this.calls = calls;
    }

    /// A description that stands in the catalog, as an object or as text.
    public Component of(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return shown(new ApiDocument(object, null));
        }
        String text = value.asString("");
        return ApiDocument.read(text, null).map(this::shown).orElseGet(() -> source(text));
    }

    /// A description that stands elsewhere; it is read in the background once the tab is there.
    public Component at(String address) {
        return new RemoteApi(address, calls, this::shown);
    }

    private Component shown(ApiDocument document) {
        return switch (document.kind()) {
            case OPEN_API -> new ApiPanel(document, calls);
            case ASYNC_API -> new AsyncApiPanel(document);
            case OTHER -> source(Json.pretty(document.json()));
        };
    }

    private static Component source(String text) {
        CodeEditor source = new CodeEditor(CodeEditor.Language.JSON);
        source.setValue(text);
        source.setReadOnly(true);
        return source;
    }
}
