package io.portolan.blueprint.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.blueprint.BlueprintGuard.Objection;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.kernel.Violation;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.CodeEditor.Mark;
import io.portolan.ui.JsonPlaces;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// The document as JSON, with what is wrong marked at its place.
class JsonSide extends Div {

    private static final long serialVersionUID = 1L;

    private final CodeEditor code;
    private final Div problem = new Div();
    private final transient Consumer<ObjectNode> typed;
    private boolean malformed;
    private boolean showing;

    /// @param typed called with each well-formed document that the reader types
    JsonSide(Consumer<ObjectNode> typed) {
        this.typed = typed;
        addClassName("bp-json");
        code = new CodeEditor(getTranslation("blueprint.json"), CodeEditor.Language.JSON);
        code.setMinLines(18);
        code.addValueChangeListener(event -> {
            if (!showing) {
                read(event.getValue());
            }
        });
        problem.addClassName("bp-problem");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        add(problem, code);
    }

    void show(ObjectNode document) {
        showing = true;
        code.setValue(Json.pretty(document));
        showing = false;
        fine();
    }

    /// Whether the text is no JSON at the moment.
    boolean malformed() {
        return malformed;
    }

    /// Marks what the rules of the model say against the document.
    void violations(List<Violation> violations) {
        String text = code.getValue();
        code.setMarks(violations.stream()
                .map(violation -> JsonPlaces.mark(text, violation.pointer(), violation.reason()))
                .toList());
        list(violations.stream().map(Violation::sentence).toList());
    }

    /// Marks what existing entities could not survive.
    void objections(List<Objection> objections) {
        violations(objections.stream()
                .map(objection -> Violation.at(objection.pointer(), objection.reason()))
                .toList());
    }

    private void list(List<String> reasons) {
        problem.removeAll();
        problem.setVisible(!reasons.isEmpty());
        UnorderedList list = new UnorderedList();
        reasons.forEach(reason -> list.add(new ListItem(reason)));
        problem.add(list);
    }

    private void read(String text) {
        try {
            ObjectNode document = Json.parseObject(text);
            fine();
            typed.accept(document);
        } catch (PortalException.Malformed e) {
            malformed = true;
            code.setMarks(List.of(new Mark(Math.max(1, e.line()), e.column(), e.reason())));
            problem.removeAll();
            problem.setVisible(true);
            if (StraightQuotes.isNeeded(text)) {
                problem.add(
                        new Span(getTranslation("blueprint.quotes", e.line(), e.column())),
                        new Button(getTranslation("blueprint.quotes.straighten"), event -> {
                            showing = true;
                            code.setValue(StraightQuotes.straighten(text));
                            showing = false;
                            read(code.getValue());
                        }));
            } else {
                problem.add(new Span(e.reason()));
            }
        } catch (PortalException.Invalid e) {
            malformed = true;
            list(List.of(e.reason()));
        }
    }

    private void fine() {
        malformed = false;
        code.setMarks(List.of());
        problem.setVisible(false);
    }
}
