package io.portolan.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A diagram that is drawn from a text in the Mermaid language. Below it stands its source; where it has a mistake, the
/// source and the mistake are all there is.
@Tag("portolan-diagram")
@NpmPackage(value = "mermaid", version = "12.3.0")
@JsModule("./portolan/diagram-view.ts")
class Diagram extends Component {

    private static final long serialVersionUID = 1L;
    private static final Pattern TITLE =
            Pattern.compile("^[ \\t]*(?:accTitle[ \\t]*:|title[ \\t]*:?)[ \\t]*(\\S.*)$", Pattern.MULTILINE);

    Diagram(String source) {
        getElement().setProperty("label", name(source));
        getElement().setProperty("source", source);
        for (String text : List.of("failed", "loading", "source")) {
            getElement().setAttribute("text-" + text, getTranslation("ui.diagram." + text));
        }
    }

    /// The title that its author gave, for screen readers.
    private String name(String source) {
        Matcher title = TITLE.matcher(source);
        String kind = getTranslation("ui.diagram.label");
        return title.find() ? kind + ": " + title.group(1).strip() : kind;
    }
}
