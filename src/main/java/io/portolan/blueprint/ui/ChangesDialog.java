package io.portolan.blueprint.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import io.portolan.kernel.Json;
import io.portolan.ui.BadgeColor;
import io.portolan.ui.EnumBadge;
import io.portolan.ui.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the draft changes against what is stored.
class ChangesDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    ChangesDialog(BlueprintDraft draft) {
        setHeaderTitle(getTranslation("blueprint.changes"));
        setWidth("min(52rem, 96vw)");
        List<DraftDifference> differences = DraftDifference.of(draft.saved(), draft.document());
        if (differences.isEmpty()) {
            add(new Paragraph(getTranslation("blueprint.changes.none")));
        }
        DescriptionList list = new DescriptionList();
        list.addClassName("bp-changes");
        for (DraftDifference difference : differences) {
            DescriptionList.Term place = new DescriptionList.Term();
            place.add(badge(difference), new com.vaadin.flow.component.html.Span(difference.pointer()));
            Div values = new Div();
            values.addClassName("bp-change-values");
            value(values, difference.before(), "bp-before");
            value(values, difference.after(), "bp-after");
            list.add(place, new DescriptionList.Description(values));
        }
        add(list);
        getFooter().add(new Button(Texts.get("ui.close"), event -> close()));
    }

    private EnumBadge badge(DraftDifference difference) {
        if (difference.before() == null) {
            return new EnumBadge(getTranslation("blueprint.changes.added"), BadgeColor.GREEN);
        }
        return difference.after() == null
                ? new EnumBadge(getTranslation("blueprint.changes.removed"), BadgeColor.RED)
                : new EnumBadge(getTranslation("blueprint.changes.changed"), BadgeColor.BLUE);
    }

    private static void value(Div holder, @Nullable JsonNode value, String className) {
        if (value != null) {
            Pre pre = new Pre(Json.pretty(value));
            pre.addClassName(className);
            holder.add(pre);
        }
    }
}
