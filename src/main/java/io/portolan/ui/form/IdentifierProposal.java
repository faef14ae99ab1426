package io.portolan.ui.form;

import io.portolan.kernel.Ids;
import io.portolan.kernel.Json;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Proposes an identifier for the title of something new, for as long as nobody types another one: what the title
/// suggests counts as proposed.
public final class IdentifierProposal {

    private final JsonForm form;
    private String proposed;

    private IdentifierProposal(JsonForm form) {
        this.form = form;
        String title = Json.text(form.value(), "title");
        this.proposed = title == null ? "" : Ids.fromTitle(title);
    }

    /// Lets the field `identifier` of the form follow its field `title`.
    public static void in(JsonForm form) {
        IdentifierProposal proposal = new IdentifierProposal(form);
        form.onChange(proposal::follow);
    }

    private void follow() {
        ObjectNode value = form.value();
        String title = Json.text(value, "title");
        String identifier = Json.text(value, "identifier");
        boolean own = identifier != null && !identifier.isBlank() && !identifier.equals(proposed);
        if (own || title == null || title.isBlank()) {
            return;
        }
        proposed = Ids.fromTitle(title);
        if (!proposed.equals(identifier)) {
            form.field("identifier").ifPresent(field -> field.write(StringNode.valueOf(proposed)));
        }
    }
}
