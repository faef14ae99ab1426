package io.portolan.action.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import io.portolan.action.Action;
import io.portolan.action.ActionExplanation;
import java.util.Map;

/// The actions that are not offered here, each with the rules that stand in the way.
@CssImport("./action/action.css")
class WithheldDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    WithheldDialog(String entity, Map<Action, ActionExplanation> withheld) {
        setHeaderTitle(getTranslation("action.withheld.title"));
        setWidth("min(46rem, 96vw)");
        add(new Paragraph(getTranslation("action.withheld.text", entity)));
        withheld.forEach((action, explanation) -> {
            UnorderedList reasons = new UnorderedList();
            explanation
                    .obstacles()
                    .forEach(check -> reasons.add(new ListItem(getTranslation(
                            "action.withheld.reason",
                            getTranslation("action.check." + check.check()),
                            check.reason()))));
            Section section = new Section(new H3(action.title()), reasons);
            section.addClassName("act-withheld");
            add(section);
        });
        getFooter().add(new Button(getTranslation("ui.close"), event -> close()));
    }
}
