package io.portolan.page.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import io.portolan.kernel.PortalException;
import io.portolan.ui.Notices;
import io.portolan.ui.form.JsonForm;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// A dialog with a form and a button that saves. What is refused stands beside its field, and the dialog stays open.
final class PageFormDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    /// @param save gets the values of all fields, null for those that are empty
    PageFormDialog(String title, String submit, JsonForm form, Consumer<ObjectNode> save) {
        setHeaderTitle(title);
        setWidth("min(36rem, 96vw)");
        setCloseOnOutsideClick(false);
        Button ok = new Button(submit, click -> {
            if (!form.validate()) {
                return;
            }
            try {
                save.accept(form.valueWithNulls());
                close();
            } catch (PortalException.Invalid e) {
                form.violations(e.violations());
            } catch (RuntimeException e) {
                Notices.failure(e);
            }
        });
        ok.addThemeVariants(ButtonVariant.PRIMARY);
        add(form);
        getFooter().add(new Button(getTranslation("ui.cancel"), click -> close()), ok);
    }
}
