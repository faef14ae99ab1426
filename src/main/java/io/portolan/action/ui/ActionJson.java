package io.portolan.action.ui;

import io.portolan.action.Workflow;
import io.portolan.kernel.Json;
import io.portolan.kernel.PortalException;
import io.portolan.ui.JsonEditor;
import io.portolan.ui.Texts;
import java.util.function.Consumer;

/// The definition of the action as JSON.
class ActionJson extends JsonEditor {

    private static final long serialVersionUID = 1L;
    private static final String NAME = "JSON";

    private final transient ActionDraft draft;
    private final transient BuilderParts parts;

    /// @param unread told why a text could not be taken in, [PortalException.Malformed] or [PortalException.Invalid]
    ActionJson(ActionDraft draft, BuilderParts parts, Consumer<PortalException> unread) {
        super(Texts.get("action.editor.definition"));
        this.draft = draft;
        this.parts = parts;
        setMinLines(28);
        setCompletions(parts.completions(draft));
        describe();
        setValue(Json.pretty(draft.document()));
        addValueChangeListener(event -> {
            draft.read(NAME, null);
            try {
                draft.replace(Json.parseObject(event.getValue()));
                describe();
            } catch (PortalException.Malformed | PortalException.Invalid e) {
                draft.read(NAME, e.reason());
                unread.accept(e);
            }
        });
    }

    /// A graph has keys of its own.
    private void describe() {
        if (!Workflow.isWorkflow(draft.document())) {
            setSchema(parts.schema(draft));
        }
    }
}
