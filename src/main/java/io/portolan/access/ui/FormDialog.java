package io.portolan.access.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import io.portolan.kernel.PortalException;
import io.portolan.ui.Notices;
import java.util.Arrays;
import java.util.function.BiConsumer;

/// A dialog with a few fields and a button that saves. What the portal refuses is shown at the field it names, or else
/// as
/// a notice, and the dialog stays open.
final class FormDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    /// Shows the reason of a refusal at the field of that JSON pointer.
    private transient BiConsumer<String, String> violations = (_, reason) -> Notices.error(reason);

    FormDialog(String title, String submit, Runnable save, Component... fields) {
        setHeaderTitle(title);
        setWidth("min(34rem, 94vw)");
        Div form = new Div(fields);
        form.addClassName("ac-form");
        add(form);
        Button cancel = new Button(getTranslation("ui.cancel"), _ -> close());
        Button ok = new Button(submit, _ -> submit(save));
        ok.addThemeVariants(ButtonVariant.PRIMARY);
        if (Arrays.stream(fields).noneMatch(TextArea.class::isInstance)) {
            ok.addClickShortcut(Key.ENTER).listenOn(form);
        }
        getFooter().add(cancel, ok);
    }

    FormDialog showing(BiConsumer<String, String> atField) {
        this.violations = atField;
        return this;
    }

    private void submit(Runnable save) {
        try {
            save.run();
            close();
        } catch (PortalException.Invalid e) {
            e.violations().forEach(violation -> violations.accept(violation.pointer(), violation.reason()));
        } catch (RuntimeException e) {
            Notices.failure(e);
        }
    }
}
