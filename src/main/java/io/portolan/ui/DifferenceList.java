package io.portolan.ui;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import io.portolan.kernel.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What is different between two states of a JSON document, place by place, with the values before and after.
public class DifferenceList extends Div {

    private static final long serialVersionUID = 1L;

    public DifferenceList(JsonNode before, JsonNode after) {
        List<JsonDifference> differences = JsonDifference.of(before, after);
        if (differences.isEmpty()) {
            add(new Paragraph(getTranslation("ui.changes.none")));
        }
        DescriptionList list = new DescriptionList();
        list.addClassName("pt-changes");
        for (JsonDifference difference : differences) {
            DescriptionList.Term place = new DescriptionList.Term();
            place.add(badge(difference), new Span(difference.pointer()));
            Div values = new Div();
            values.addClassName("pt-change-values");
            value(values, difference.before(), "pt-before");
            value(values, difference.after(), "pt-after");
            list.add(place, new DescriptionList.Description(values));
        }
        add(list);
    }

    private EnumBadge badge(JsonDifference difference) {
        if (difference.before() == null) {
            return new EnumBadge(getTranslation("ui.changes.added"), BadgeColor.GREEN);
        }
        return difference.after() == null
                ? new EnumBadge(getTranslation("ui.changes.removed"), BadgeColor.RED)
                : new EnumBadge(getTranslation("ui.changes.changed"), BadgeColor.BLUE);
    }

    private static void value(Div holder, @Nullable JsonNode value, String className) {
        if (value != null) {
            Pre pre = new Pre(Json.pretty(value));
            pre.addClassName(className);
            holder.add(pre);
        }
    }
}
