package io.portolan.ui;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/// Questions before something that cannot be taken back, or not easily.
public final class ConfirmDialogs {

    private ConfirmDialogs() {}

    /// Asks before deleting. The button says "Delete".
    ///
    /// @param what the thing as people call it, such as `Environment "dev-7"`
    /// @param consequence what goes with it, a sentence; may be empty
    public static ConfirmDialog delete(String what, String consequence, Runnable onConfirm) {
        ConfirmDialog dialog =
                dialog(Texts.get("ui.delete.title", what), consequence, Texts.get("ui.delete"), onConfirm);
        dialog.setConfirmButtonTheme("error primary");
        dialog.open();
        return dialog;
    }

    /// Asks before anything else.
    ///
    /// @param confirm the text of the button: a verb, such as "Run" or "Restore"
    public static ConfirmDialog ask(String title, String text, String confirm, Runnable onConfirm) {
        ConfirmDialog dialog = dialog(title, text, confirm, onConfirm);
        dialog.open();
        return dialog;
    }

    private static ConfirmDialog dialog(String title, String text, String confirm, Runnable onConfirm) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(title);
        dialog.setText(text);
        dialog.setCancelable(true);
        dialog.setCancelText(Texts.get("ui.cancel"));
        dialog.setConfirmText(confirm);
        dialog.addConfirmListener(event -> {
            try {
                onConfirm.run();
            } catch (RuntimeException e) {
                Notices.failure(e);
            }
        });
        return dialog;
    }
}
