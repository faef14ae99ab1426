package io.portolan.blueprint.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import io.portolan.ui.DifferenceList;
import io.portolan.ui.Texts;

/// What the draft changes against what is stored.
class ChangesDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    ChangesDialog(BlueprintDraft draft) {
        setHeaderTitle(getTranslation("blueprint.changes"));
        setWidth("min(52rem, 96vw)");
        add(new DifferenceList(draft.saved(), draft.document()));
        getFooter().add(new Button(Texts.get("ui.close"), event -> close()));
    }
}
