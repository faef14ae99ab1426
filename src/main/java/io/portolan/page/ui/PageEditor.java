package io.portolan.page.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.page.Page;
import io.portolan.ui.CodeEditor;
import io.portolan.ui.Notices;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// A page as JSON, with what is wrong said beside it.
class PageEditor extends Dialog {

    private static final long serialVersionUID = 1L;

    PageEditor(Page page, Consumer<ObjectNode> onSave) {
        setHeaderTitle(getTranslation("page.edit.title", page.title()));
        setWidth("min(60rem, 96vw)");
        setResizable(true);
        setCloseOnOutsideClick(false);
        CodeEditor editor = new CodeEditor(getTranslation("page.edit.json"), CodeEditor.Language.JSON);
        editor.setValue(Json.pretty(page.definition()));
        editor.setMinLines(20);
        editor.setWidthFull();
        Paragraph problems = new Paragraph();
        problems.addClassName("pg-problems");
        problems.getElement().setAttribute("role", "alert");
        Button save = new Button(getTranslation("ui.save"), click -> {
            editor.setMarks(List.of());
            problems.setText("");
            try {
                onSave.accept(Json.parseObject(editor.getValue()));
                close();
                Notices.success(getTranslation("page.saved"));
            } catch (PortalException.Malformed e) {
                editor.mark(e);
                problems.setText(e.reason());
            } catch (PortalException.Invalid e) {
                problems.setText(e.violations().stream()
                        .map(violation -> violation.sentence())
                        .collect(Collectors.joining("; ")));
            } catch (PortalException e) {
                problems.setText(e.reason());
            }
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(getTranslation("ui.cancel"), click -> close()), save);
        add(editor, problems);
    }
}
